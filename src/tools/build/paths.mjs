import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);

/** @param {string} path inside the project */
export const at = (path) => fileURLToPath(new URL(path, root));
