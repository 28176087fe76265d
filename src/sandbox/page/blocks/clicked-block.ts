import type { BlockModel } from './block-model.ts';
import type { ElementModel } from './element-model.ts';
import { elementsOf } from './state-values.ts';

/** An action_id is unique only within its block. A click names its block where action_id and value alone would lead the
 * workspace to another one: it takes the first element that has the value, else the first with that action_id.
 * @returns the block_id to send, or null where it says nothing new */
export function blockToName(
  blocks: readonly BlockModel[],
  clicked: { blockId: string; actionId: string; value?: string | undefined },
): string | null {
  const candidates = blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => 'actionId' in element && element.actionId === clicked.actionId)
      .map((element) => ({ blockId: block.blockId, element })),
  );
  const { value } = clicked;
  const meant = value === undefined ? undefined : candidates.find(({ element }) => valuesOf(element).includes(value));
  const found = meant ?? candidates[0];
  return found === undefined || found.blockId === clicked.blockId ? null : clicked.blockId;
}

function valuesOf(element: ElementModel): string[] {
  if (element.kind === 'button') return element.value === null ? [] : [element.value];
  if (element.kind === 'overflow' || element.kind === 'choice') return element.options.map((option) => option.value);
  return element.kind === 'select'
    ? element.groups.flatMap(({ options }) => options.map((option) => option.value))
    : [];
}
