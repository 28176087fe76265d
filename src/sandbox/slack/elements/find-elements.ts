import { isObject, type JsonObject, objectsIn, stringOr } from '../json.ts';

/** An element that somebody can act on, and where it stands. */
export interface FoundElement {
  blockId: string;
  actionId: string;
  type: string;
  element: JsonObject;
  /** the whole block, for its label and whether it is optional */
  block: JsonObject;
}

/** All elements with an `action_id`, in the order they are read. */
export function findElements(blocks: readonly JsonObject[]): FoundElement[] {
  return blocks.flatMap((block) => {
    const inner = [
      ...objectsIn(block.child_blocks),
      ...objectsIn(block.elements).filter((item) => item.type === 'card'),
    ];
    const single = [block.accessory, block.element].filter(isObject);
    const here = [...single, ...objectsIn(block.elements), ...objectsIn(block.actions)];
    return [...here.flatMap((element) => found(block, element)), ...findElements(inner)];
  });
}

function found(block: JsonObject, element: JsonObject): FoundElement[] {
  const actionId = stringOr(element.action_id, null);
  if (actionId === null) return [];
  return [{ blockId: stringOr(block.block_id, ''), actionId, type: stringOr(element.type, ''), element, block }];
}

/** The options of a menu, those in groups included. */
export function optionsOf(element: JsonObject): JsonObject[] {
  const grouped = objectsIn(element.option_groups).flatMap((group) => objectsIn(group.options));
  return [...objectsIn(element.options), ...grouped];
}
