import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BlockModel } from '../blocks/block-model.ts';
import { blockToName } from '../blocks/clicked-block.ts';
import type { Confirm } from '../blocks/element-model.ts';
import { collectValues, fieldsOf } from '../blocks/state-values.ts';
import { confirmed } from '../state/confirmation.ts';
import { type Click, sendClick, type Target } from '../state/control-api.ts';
import { draftsOf } from '../state/drafts.ts';
import { pending, perform } from '../state/perform.ts';
import { actingAs } from '../state/place.ts';

/** Where blocks stand: in a message or in a view. What is clicked there needs to say so. */
export interface Surface {
  /** unique on the page; drafts and pending clicks are kept under it */
  id: string;
  target: Target;
  blocks: readonly BlockModel[];
  /** problems by block_id, from the app or from the form itself */
  errors: Readonly<Record<string, string>>;
}

export const SurfaceContext = createContext<Surface>({ id: '', target: { view_id: '' }, blocks: [], errors: {} });

export interface Press {
  blockId: string;
  actionId: string;
  /** for the notice, when it fails */
  label: string;
  value?: string | undefined;
  confirm: Confirm | null;
}

/** The one way by which anything in a message or view is clicked. */
export function useDispatch(): {
  dispatch: (press: Press) => Promise<void>;
  isPending: (press: Omit<Press, 'confirm' | 'label'>) => boolean;
} {
  const surface = useContext(SurfaceContext);
  const keyOf = (press: Pick<Press, 'blockId' | 'actionId' | 'value'>) =>
    JSON.stringify([surface.id, press.blockId, press.actionId, press.value ?? null]);

  const dispatch = async (press: Press) => {
    if (!(await confirmed(press.confirm))) return;
    const named = blockToName(surface.blocks, press);
    const click: Click = {
      user: actingAs.peek(),
      ...surface.target,
      action_id: press.actionId,
      ...(named === null ? {} : { block_id: named }),
      ...(press.value === undefined ? {} : { value: press.value }),
      ...(fieldsOf(surface.blocks).length === 0
        ? {}
        : { state: { values: collectValues(surface.blocks, draftsOf(surface.id)) } }),
    };
    await perform(keyOf(press), `“${press.label}”`, () => sendClick(click));
  };
  return { dispatch, isPending: (press) => pending.value.has(keyOf(press)) };
}
