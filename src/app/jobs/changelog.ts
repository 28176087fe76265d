import type { NoteParameters } from '../../domain/job-parameters.ts';
import { approvalNames } from '../../domain/place.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import type { KeepDeps } from '../keep-deps.ts';
import type { LastGoods } from '../ports.ts';
import { readChange } from '../read-change.ts';
import type { JobKind, ReadParameters } from './job-kind.ts';
import { say } from './say.ts';

export interface ChangelogDeps extends KeepDeps {
  readonly reads: PipelineReads;
  readonly lastGoods: LastGoods;
}

const LINES = 15;

/** `{"changelog": "Shipped"}`: posts what came since the last execution that was good in this stage, or in the one that the action lets
 * through to. */
export function changelogKind(deps: ChangelogDeps, read: ReadParameters<NoteParameters>): JobKind {
  return {
    key: 'changelog',
    read(written) {
      const found = read(written);
      if ('fault' in found) return found;
      const { parameters } = found;
      return async ({ action }) => {
        const { account, region, pipeline } = action;
        const structure = await deps.reads.structure({ account, region, pipeline }, undefined);
        const stage = approvalNames(structure, action.stage, action.action)?.at(-1);
        const { change } = await readChange(deps, action, stage);
        const lines = change.revisions.map(({ revisionId, message = '' }) =>
          `${revisionId.slice(0, 7)} ${message.split('\n')[0] ?? ''}`.trim(),
        );
        const more = Math.max(0, lines.length - LINES);
        return say(deps, action, parameters, { text: parameters.text, lines: lines.slice(0, LINES), more }, 'excerpts');
      };
    },
  };
}
