import { actionRuns } from './approvals.ts';
import type { Execution } from './execution.ts';
import { hasEnded, type State } from './execution-event.ts';
import { gatedStage } from './gated-stage.ts';
import type { QuestionProgress, StageProgress, Structure } from './progress.ts';
import type { Runs } from './runs.ts';

/** The questions of an execution, each with how its action stands. A question may be known before the event of its action is. */
export function questionRuns(
  { facts }: Execution,
  runs: Runs,
  stages: readonly StageProgress[],
  pipeline: State,
  structure: Structure | undefined,
): QuestionProgress[] {
  const asked = Object.values(facts).filter((fact) => fact.kind === 'question');
  if (asked.length === 0) return [];
  const known = actionRuns(runs, stages, pipeline, ({ runKey }) => asked.some(({ run }) => run === runKey));
  return asked
    .map(({ run, value: question }): QuestionProgress => {
      const { stage, action: name } = question;
      const unseen = {
        stage,
        name,
        state: hasEnded(pipeline) ? ('abandoned' as const) : ('running' as const),
        replaced: false,
      };
      const gates = structure && gatedStage(structure, stage, name);
      return {
        ...(known.find(({ runKey }) => runKey === run) ?? unseen),
        runKey: run,
        question,
        ...(gates === undefined ? {} : { gates }),
      };
    })
    .toSorted((a, b) => (a.question.askedAt < b.question.askedAt ? -1 : 1));
}

/** Somebody can still answer: nobody has decided it, and its action waits. */
export function isOpenQuestion(
  { state, replaced, runKey }: QuestionProgress,
  { decisions }: Pick<Execution, 'decisions'>,
): boolean {
  return !replaced && !hasEnded(state) && state !== 'stopping' && decisions[runKey] === undefined;
}
