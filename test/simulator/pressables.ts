export interface Pressable {
  readonly actionId: string;
  readonly blockId: string;
  /** of a button */
  readonly value: string;
  /** of a menu */
  readonly option: string;
}

/** Every button and every option of every menu that leads somewhere. */
export function pressables(blocks: readonly object[]): Pressable[] {
  return blocks.flatMap((block) => {
    const {
      block_id: blockId = '',
      elements = [],
      accessory,
    } = block as { block_id?: string; elements?: Element[]; accessory?: Element };
    return [...elements, ...(accessory ? [accessory] : [])].flatMap((element) => pressablesOf(element, blockId));
  });
}

interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly value?: string;
  readonly options?: readonly { readonly value?: string; readonly url?: string }[];
}

function pressablesOf({ type, action_id: actionId, value = '', options = [] }: Element, blockId: string): Pressable[] {
  if (!actionId) return [];
  if (type === 'button') return [{ actionId, blockId, value, option: '' }];
  return (
    options
      // What only shows more changes nothing.
      .filter(({ url, value: verb }) => url === undefined && verb !== 'more')
      .map((option) => ({ actionId, blockId, value: '', option: option.value ?? '' }))
  );
}
