import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { DEFAULT_STEPS } from './run.ts';

export const USAGE = `npm run simulate -- [--seeds N] [--from N] [--steps N]        runs by chance
npm run simulate -- --matrix [--shuffles N]                   each fault of each event of each story
npm run simulate -- --crashes                                 each function killed at each of its calls
npm run simulate -- --only "<story>/<fault>/<which>"          one of these, with its story
                    [--jobs N]                                threads; as many as there are cores`;

export interface Arguments {
  readonly what: 'seeds' | 'matrix' | 'crashes' | 'one';
  readonly only: string;
  readonly seeds: number;
  readonly from: number;
  readonly steps: number;
  readonly shuffles: number;
  readonly jobs: number;
}

/** @throws Error when they say nothing that the simulator can do */
export function parseArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '100' },
      from: { type: 'string', default: '1' },
      steps: { type: 'string', default: String(DEFAULT_STEPS) },
      shuffles: { type: 'string', default: '200' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      matrix: { type: 'boolean', default: false },
      crashes: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  const { matrix, crashes, only } = values;
  if (matrix && crashes) throw new Error('--matrix and --crashes are two things');
  return {
    what: only !== '' ? 'one' : matrix ? 'matrix' : crashes ? 'crashes' : 'seeds',
    only,
    seeds: wholeNumber('--seeds', values.seeds),
    from: wholeNumber('--from', values.from),
    steps: wholeNumber('--steps', values.steps),
    shuffles: wholeNumber('--shuffles', values.shuffles),
    jobs: wholeNumber('--jobs', values.jobs),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} takes a whole number from 1 on, not "${text}"`);
  return Number(text);
}
