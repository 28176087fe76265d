import type { Command } from '../../domain/command.ts';
import { missing } from './sub-command.ts';

/** What `disable` and `enable` have in common: a pipeline, a stage, and words that say why. */
export function readTransition(
  verb: 'disable' | 'enable',
  [pipeline, stage, ...words]: readonly string[],
  flags: ReadonlySet<string>,
): Command | string {
  if (pipeline === undefined) return missing(verb, 'the name of a pipeline');
  if (stage === undefined) return missing(verb, 'the name of a stage');
  return { verb, pipeline, stage, outbound: flags.has('outbound'), reason: words.join(' ') };
}
