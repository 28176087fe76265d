import type { Fact } from '../../domain/execution-event.ts';
import type { FailureProgress } from '../../domain/progress.ts';
import { errorWord } from '../error-word.ts';
import { inBatches } from '../in-batches.ts';
import type { KeepDeps } from '../keep-deps.ts';
import { keepMessages } from '../keep-messages.ts';
import { progressOf } from '../plan-for.ts';
import type { FailureRef } from '../ports.ts';
import { type BackgroundDeps, findBackground } from './find-background.ts';
import { type CauseDeps, findCause } from './find-cause.ts';
import type { FailedRun } from './ports.ts';

export type ExplainDeps = KeepDeps & BackgroundDeps & CauseDeps;

/** Actions that are looked into; more are told by name alone. */
const RUNS = 4;

/** Finds out why a stage failed and whose change it is, and brings the failure's message up to date. What is known is noted as soon as it
 * is known, so that a message that may wait no longer takes it along. A redelivery finds what was noted and looks no further.
 * @throws when the store or Slack's pace is out of reach: the delivery is then repeated */
export async function explainFailure(deps: ExplainDeps, wanted: FailureRef): Promise<void> {
  const { execution: ref, stage, begun } = wanted;
  const stored = await deps.executions.get(ref);
  if (!stored) return;
  const progress = await progressOf(deps, stored);
  const failure = progress.failures.find((one) => one.stage === stage && one.begun === begun);
  if (!failure || failure.explained) {
    await keepMessages(deps, stored);
    return;
  }
  const note = async (facts: readonly Fact[]) => {
    if (facts.length > 0) await deps.executions.addFacts(ref, facts);
  };
  const [found] = await Promise.all([
    causesOf(deps, wanted, failure, note),
    findBackground(deps, wanted, failure).then((fact) => note([fact])),
  ]);
  await keepMessages(deps, await deps.executions.addFacts(ref, [...found, { kind: 'explained', stage, begun }]));
}

async function causesOf(
  deps: ExplainDeps,
  wanted: FailureRef,
  failure: FailureProgress,
  note: (facts: readonly Fact[]) => Promise<void>,
): Promise<Fact[]> {
  const runs = await failedRuns(deps, wanted, failure);
  const found = await inBatches(runs.slice(0, RUNS), RUNS, (run) => findCause(deps, run, wanted.begun, note));
  return found.flat();
}

/** As CodePipeline tells them; where it cannot be read, as far as events told. */
async function failedRuns(
  deps: ExplainDeps,
  { execution, stage }: FailureRef,
  { actions }: FailureProgress,
): Promise<FailedRun[]> {
  const place = { account: execution.account, region: execution.region };
  const known = actions.map(({ name, runKey, provider, externalId, error, startedAt, endedAt }): FailedRun => {
    const told = { run: runKey, provider, externalId, error, startedAt, endedAt };
    const present = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
    return { execution, place, stage, action: name, configuration: {}, ...present };
  });
  if (known.length === 0) return [{ execution, place, stage, configuration: {} }];
  try {
    const read = await deps.runs.failedIn(
      execution,
      stage,
      actions.flatMap(({ runKey }) => runKey ?? []),
    );
    return known.map((run) => read.find((one) => one.run === run.run) ?? run);
  } catch (error) {
    deps.log.warn('The failed actions could not be read; what events told has to do', { cause: errorWord(error) });
    return known;
  }
}
