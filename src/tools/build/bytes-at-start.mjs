/**
 * What a function reads before its first event: its bundle, and whatever that imports other than on demand.
 * @param {{ outputs: Record<string, { bytes: number, imports: { path: string, kind: string }[] }> }} metafile
 * @param {string} entry
 */
export function bytesAtStart({ outputs }, entry) {
  const loaded = new Set([entry]);
  for (const file of loaded) {
    for (const { path, kind } of outputs[file].imports)
      if (kind === 'import-statement' && outputs[path]) loaded.add(path);
  }
  return [...loaded].reduce((sum, file) => sum + outputs[file].bytes, 0);
}
