import { RULE_EXPIRED_CODE, UNRESOLVED_VARIABLE_CODE } from '../choices.ts';
import { ruleProviderOf } from '../rules/index.ts';
import { ruleLimitMs } from '../rules/limit.ts';
import type { RuleWork } from '../rules/rule-provider.ts';
import type { RuleDeclaration } from '../shapes.ts';
import type { ConditionPlace, Execution, Failure, Pipeline, RuleRun, RunStatus } from '../state.ts';
import { locateInputs } from './artifacts.ts';
import type { Draft } from './draft.ts';
import { callFunction, endJob, silence } from './jobs.ts';
import { ruleOf } from './pipeline-views.ts';
import { takeScript } from './scripts.ts';
import { workTimer } from './timers.ts';
import { resolveConfiguration } from './variables.ts';

/* One run of a rule. What its end means for the condition is decided in conditions.ts. No event tells of it. */

export function startRule(
  draft: Draft,
  pipeline: Pipeline,
  execution: Execution,
  at: { stage: string; place: ConditionPlace },
  rule: RuleDeclaration,
): RuleRun {
  draft.sequence += 1;
  const run: RuleRun = {
    id: draft.dice.uuid(),
    sequence: draft.sequence,
    ...at,
    rule: rule.name,
    status: 'InProgress',
    startedAt: draft.now,
    updatedAt: draft.now,
    timer: null,
    doom: null,
    inputs: locateInputs(execution, rule),
  };
  execution.rules.push(run);
  const resolved = resolveConfiguration(pipeline, execution, rule);
  if (resolved.kind === 'resolved') {
    run.configuration = resolved.configuration;
    begin(draft, pipeline, execution, run, rule);
  } else {
    const message = `The variable reference ${resolved.reference} could not be resolved.`;
    fateOf(draft, run, { code: UNRESOLVED_VARIABLE_CODE, message });
  }
  return run;
}

/** Nothing is simulated for a rule that cannot begin: it fails at once, after everybody was told that it started. */
function fateOf(draft: Draft, run: RuleRun, failure: Failure): void {
  run.doom = failure;
  run.timer = { kind: 'work', at: draft.now };
}

function begin(draft: Draft, pipeline: Pipeline, execution: Execution, run: RuleRun, rule: RuleDeclaration): void {
  const provider = ruleProviderOf(rule);
  const work = workOf(draft, pipeline, run, rule);
  const { failure, watchUntil, ...report } = provider.begin?.(work) ?? {};
  Object.assign(run, report);
  const script = takeScript(execution, run.stage, run.rule);
  if (failure) {
    fateOf(draft, run, failure);
    return;
  }
  if (script) run.doom = script.failure ?? provider.fail(work);
  const now = provider.watch?.(work);
  if (now && watchUntil !== undefined) fateOf(draft, run, now);
  else if (watchUntil !== undefined && !script) run.timer = { kind: 'watch', at: watchUntil };
  else if (provider.worker && draft.invokes && !script)
    callFunction(draft, pipeline, execution, run, ruleLimitMs(rule));
  else run.timer = workTimer(draft, provider);
}

const workOf = (draft: Draft, pipeline: Pipeline, run: RuleRun, rule: RuleDeclaration): RuleWork => ({
  accountId: draft.accountId,
  region: rule.region ?? draft.region,
  pipeline: pipeline.name,
  rule,
  configuration: run.configuration ?? {},
  runId: run.id,
  startedAt: run.startedAt,
  now: draft.now,
  dice: draft.dice,
  alarmState: (name) => draft.alarms.get(name) ?? 'OK',
});

type RuleEnd = Exclude<RunStatus, 'InProgress' | 'Cancelled'>;

export function endRule(draft: Draft, pipeline: Pipeline, run: RuleRun, status: RuleEnd, error?: Failure): void {
  run.status = status;
  run.timer = null;
  run.updatedAt = draft.now;
  if (error) run.error = error;
  endJob(pipeline, run, status === 'Succeeded' ? 'Succeeded' : 'Failed');
}

/** The rule's time has come. */
export function completeRule(draft: Draft, pipeline: Pipeline, execution: Execution, run: RuleRun): void {
  const rule = ruleOf(pipeline, execution, run);
  if (run.timer?.kind === 'call') {
    callFunction(draft, pipeline, execution, run, ruleLimitMs(rule));
    return;
  }
  if (run.doom) {
    endRule(draft, pipeline, run, 'Failed', run.doom);
    return;
  }
  if (run.timer?.kind === 'expiry') {
    endJob(pipeline, run, 'TimedOut');
    const message = silence('lambda', run.configuration);
    endRule(draft, pipeline, run, 'Failed', { code: RULE_EXPIRED_CODE, message });
    return;
  }
  const verdict = ruleProviderOf(rule).judge(workOf(draft, pipeline, run, rule));
  if (verdict.passed && verdict.summary !== undefined) run.summary = verdict.summary;
  if (verdict.passed) endRule(draft, pipeline, run, 'Succeeded');
  else endRule(draft, pipeline, run, 'Failed', verdict.failure);
}

/** Looks again at what a rule watches.
 * @returns whether it has ended by that */
export function lookAgain(draft: Draft, pipeline: Pipeline, execution: Execution, run: RuleRun): boolean {
  if (run.timer?.kind !== 'watch') return false;
  const rule = ruleOf(pipeline, execution, run);
  const failure = ruleProviderOf(rule).watch?.(workOf(draft, pipeline, run, rule));
  if (failure) endRule(draft, pipeline, run, 'Failed', failure);
  return failure !== undefined;
}
