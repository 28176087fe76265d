import { readFile } from 'node:fs/promises';
import { at } from './paths.mjs';

/** The only stage that is nobody's installation: what the sandbox packages. */
export const SANDBOX_STAGE = 'dev';

/**
 * @param {string[]} args as osls takes them
 * @returns {string}
 */
export function stageOf(args) {
  const flag = args.findLastIndex((arg) => /^(--stage|-s)(=|$)/.test(arg));
  if (flag < 0) return SANDBOX_STAGE;
  return args[flag].includes('=') ? args[flag].slice(args[flag].indexOf('=') + 1) : (args[flag + 1] ?? '');
}

/**
 * The arguments for osls with what infra/stages/<stage>.json says besides: the ids of the Slack app and whatever else is a stage parameter.
 * What is typed wins. A stage without a file has only what is typed.
 * @param {string[]} args as osls takes them
 * @returns {Promise<string[]>}
 * @throws Error when the file is there and cannot be used
 */
export async function withStageSettings(args) {
  const file = `infra/stages/${stageOf(args)}.json`;
  const text = await readFile(at(file), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return [...args, ...toParams(parse(text, file), args)];
}

function parse(text, file) {
  const settings = JSON.parse(text);
  for (const [name, value] of Object.entries(settings)) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) throw new Error(`${file}: ${name} is no plain value`);
  }
  return settings;
}

function toParams(settings, args) {
  // `--param name=value` or `--param=name=value`
  const typed = (name) => args.some((arg) => arg.replace(/^--param=/, '').startsWith(`${name}=`));
  return Object.entries(settings)
    .filter(([name]) => !typed(name))
    .map(([name, value]) => `--param=${name}=${value}`);
}
