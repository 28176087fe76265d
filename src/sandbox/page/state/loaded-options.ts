import { signal } from '@preact/signals';
import type { Option } from '../blocks/element-model.ts';
import { fieldKey } from '../blocks/state-values.ts';
import type { LoadedOptions } from '../blocks/with-options.ts';

/** What the app has supplied for its menus, by surface (a view or a message). */
const loaded = signal<Readonly<Record<string, LoadedOptions>>>({});
const NONE: LoadedOptions = {};

export function loadedOptionsOf(surfaceId: string): LoadedOptions {
  return loaded.value[surfaceId] ?? NONE;
}

/** Options stay known after another query: one of them may have been chosen. */
export function keepOptions(surfaceId: string, blockId: string, actionId: string, options: readonly Option[]): void {
  const before = loaded.peek();
  const key = fieldKey(blockId, actionId);
  const fresh = new Set(options.map(({ value }) => value));
  const kept = (before[surfaceId]?.[key] ?? []).filter(({ value }) => !fresh.has(value));
  loaded.value = { ...before, [surfaceId]: { ...before[surfaceId], [key]: [...kept, ...options] } };
}
