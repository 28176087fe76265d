import type { OverflowElement } from '../../blocks/element-model.ts';
import { toSafeLink } from '../../text/safe-link.ts';
import { Icon } from '../icon.tsx';
import { Menu } from '../menu.tsx';
import { useDispatch } from '../surface.ts';

/** The ⋯ of a message: the words that did not fit as buttons. */
export function OverflowView({ menu, blockId, context }: { menu: OverflowElement; blockId: string; context: string }) {
  const { dispatch, isPending } = useDispatch();
  const firstLine = context
    .split('\n')[0]
    ?.replace(/<[^>|]*\|?|[>*_~`]/g, '')
    .slice(0, 80);
  const busy = menu.options.some((option) => isPending({ blockId, actionId: menu.actionId, value: option.value }));
  return (
    <Menu
      className="button button-icon"
      label={menu.accessibilityLabel ?? (firstLine ? `More actions: ${firstLine}` : 'More actions')}
      actionId={menu.actionId}
      busy={busy}
      items={menu.options.map((option) => ({
        value: option.value,
        label: option.text.text,
        description: option.description?.text ?? null,
        href: option.url === null ? null : toSafeLink(option.url),
      }))}
      onChoose={(value, label) =>
        void dispatch({ blockId, actionId: menu.actionId, value, label, confirm: menu.confirm })
      }
    >
      <Icon name="more" />
    </Menu>
  );
}
