import type { NoteParameters, QuestionParameters, WaitParameters } from '../../domain/job-parameters.ts';
import { type AskDeps, askKind } from './ask.ts';
import { type ChangelogDeps, changelogKind } from './changelog.ts';
import type { JobKind, ReadParameters } from './job-kind.ts';
import { notifyKind } from './notify.ts';
import { type WaitDeps, waitKind } from './wait.ts';

export type KindDeps = AskDeps &
  WaitDeps &
  ChangelogDeps & {
    /** how each kind reads what authors write */
    readonly parameters: {
      readonly ask: ReadParameters<QuestionParameters>;
      readonly notify: ReadParameters<NoteParameters>;
      readonly wait: ReadParameters<WaitParameters>;
      readonly changelog: ReadParameters<NoteParameters>;
    };
  };

/** Every kind of work that Signalbox does. A kind of one's own is a file and a line here (README.md). */
export function kindsOf(deps: KindDeps): readonly JobKind[] {
  const { ask, notify, wait, changelog } = deps.parameters;
  return [askKind(deps, ask), notifyKind(deps, notify), waitKind(deps, wait), changelogKind(deps, changelog)];
}
