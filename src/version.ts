import packageJson from '../package.json' with { type: 'json' };

/** Semantic version of what was built. */
export const VERSION = packageJson.version;
