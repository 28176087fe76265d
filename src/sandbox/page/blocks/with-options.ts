import type { BlockModel } from './block-model.ts';
import type { ElementModel, Option } from './element-model.ts';
import { fieldKey } from './state-values.ts';

/** Options that the app has supplied, by `fieldKey` of their menu. */
export type LoadedOptions = Readonly<Record<string, readonly Option[]>>;

/** The same blocks, with menus that know the options they were given since, so that a chosen one can be sent whole. */
export function withOptions(blocks: readonly BlockModel[], loaded: LoadedOptions): BlockModel[] {
  return blocks.map((block) => {
    const complete = (element: ElementModel) => withOptionsOf(element, block.blockId, loaded);
    if (block.kind === 'input') return { ...block, element: complete(block.element) };
    if (block.kind === 'actions') return { ...block, elements: block.elements.map(complete) };
    if (block.kind === 'section' && block.accessory) return { ...block, accessory: complete(block.accessory) };
    return block;
  });
}

function withOptionsOf(element: ElementModel, blockId: string, loaded: LoadedOptions): ElementModel {
  if (element.kind !== 'select' || element.source !== 'external') return element;
  const more = loaded[fieldKey(blockId, element.actionId)] ?? [];
  const known = new Set(more.map(({ value }) => value));
  const before = element.groups.flatMap(({ options }) => options).filter(({ value }) => !known.has(value));
  return { ...element, groups: [{ label: null, options: [...before, ...more] }] };
}
