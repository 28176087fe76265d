import type { ButtonElement } from '../../blocks/element-model.ts';
import { toSafeLink } from '../../text/safe-link.ts';
import { useDispatch } from '../surface.ts';
import { PlainText } from '../text-view.tsx';

/** A button of the app: asks back where it must, is pending until the app has answered, and never sends twice meanwhile. */
export function ButtonView({ button, blockId }: { button: ButtonElement; blockId: string }) {
  const { dispatch, isPending } = useDispatch();
  const press = { blockId, actionId: button.actionId, value: button.value ?? undefined };
  const busy = isPending(press);
  const common = {
    class: `button ${button.style ? `button-${button.style}` : ''}`,
    'data-action-id': button.actionId,
    'aria-label': button.accessibilityLabel ?? undefined,
    'aria-busy': busy,
    onClick: () => void dispatch({ ...press, label: button.text, confirm: button.confirm }),
  };
  const href = button.url === null ? null : toSafeLink(button.url);
  if (href !== null) {
    return (
      <a {...common} href={href} target="_blank" rel="noopener noreferrer">
        <PlainText text={button.text} />
      </a>
    );
  }
  return (
    <button type="button" aria-disabled={busy} {...common}>
      <PlainText text={button.text} />
    </button>
  );
}
