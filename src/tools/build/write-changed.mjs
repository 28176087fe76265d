import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file unless it already has these bytes. Whole or not at all (rename): a sandbox that runs from dist/ never
 * reads half a bundle while somebody builds again.
 * @param {string} path
 * @param {string | Uint8Array} contents
 */
export async function writeChanged(path, contents) {
  const next = Buffer.from(contents);
  const before = await readFile(path).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (before?.equals(next)) return;
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.part`;
  await writeFile(unfinished, next);
  await rename(unfinished, path);
}

/** @param {{ path: string, contents: Uint8Array }[]} files as esbuild gives them with `write: false` */
export const writeAllChanged = (files) => Promise.all(files.map((file) => writeChanged(file.path, file.contents)));

/**
 * Takes what an earlier build left out of a folder, so that it is not packaged.
 * @param {string} folder which may not exist
 * @param {{ path: string }[]} kept
 */
export async function removeOthers(folder, kept) {
  const keep = new Set(kept.map(({ path }) => path));
  const found = await readdir(folder).catch(() => []);
  await Promise.all(
    found
      .map((file) => join(folder, file))
      .filter((path) => !keep.has(path))
      .map((path) => rm(path, { force: true })),
  );
}
