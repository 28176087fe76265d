import { useMemo } from 'preact/hooks';
import type { BlockModel } from '../blocks/block-model.ts';
import { readBlocks } from '../blocks/read-block.ts';
import { withOptions } from '../blocks/with-options.ts';
import { loadedOptionsOf } from '../state/loaded-options.ts';

/** The blocks of a message or view, with what the app has supplied for its menus since. */
export function useBlocks(surfaceId: string, blocks: readonly unknown[]): readonly BlockModel[] {
  const loaded = loadedOptionsOf(surfaceId);
  return useMemo(() => withOptions(readBlocks(blocks), loaded), [blocks, loaded]);
}
