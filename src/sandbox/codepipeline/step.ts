import { type BusEvent, ControlError, type Partner, type Push, type ScriptedFailure } from '../ports.ts';
import { completeRun } from './machine/action-runs.ts';
import { setAlarm } from './machine/alarms.ts';
import { acceptWebhook, type Delivery } from './machine/deliveries.ts';
import { closeDraft, type Draft, editExecution, editPipeline, type Invocation, openDraft } from './machine/draft.ts';
import { advance } from './machine/flow.ts';
import { forgetOldHistory } from './machine/history.ts';
import { functionNotCalled } from './machine/job-results.ts';
import { setClientToken } from './machine/partners.ts';
import { push } from './machine/push.ts';
import { completeRule } from './machine/rule-runs.ts';
import { scriptFailure } from './machine/script-failure.ts';
import { changeSpeed, type Due, firstDue } from './machine/timers.ts';
import { operationModel } from './model.ts';
import { operationNamed } from './operations/index.ts';
import { findPipeline } from './operations/operation.ts';
import { ServiceError } from './service-error.ts';
import type { AlarmState, RegionState } from './state.ts';
import { validate } from './validate.ts';

export { nextDeadline } from './machine/timers.ts';

export type Command =
  /** an operation of the API; `input` is the body as it came */
  | { kind: 'call'; operation: string; input: unknown; caller: string }
  /** time has passed */
  | { kind: 'tick' }
  | { kind: 'push'; push: Push }
  | { kind: 'speed'; speed: number }
  /** Lambda functions are called from now on, webhooks at this origin */
  | { kind: 'connect'; origin: string }
  /** no function was called for a job: there is none, or it is taken to answer by itself */
  | { kind: 'notCalled'; jobId: string; why: 'unknown' | 'simulated' }
  | { kind: 'alarm'; name: string; state: AlarmState }
  | { kind: 'fail'; failure: ScriptedFailure }
  | { kind: 'clientToken'; partner: Partner }
  /** somebody called a webhook's URL */
  | { kind: 'delivery'; delivery: Delivery };

export interface Outcome {
  state: RegionState;
  /** in the order of happening */
  events: BusEvent[];
  /** Lambda functions to be called, in order */
  invocations: Invocation[];
  answer?: unknown;
  /** the command was refused and changed nothing */
  error?: ServiceError | ControlError;
}

/** One step of the service in one region. Pure: the given state stays as it is, and the same arguments always give the same outcome.
 * @param now epoch ms, never earlier than in the step before. Whatever was due until then happens first, at its own time. */
export function step(state: RegionState, command: Command, now: number): Outcome {
  const before = openDraft(state, now);
  forgetOldHistory(before);
  passTime(before, now);
  const current = closeDraft(before, state);
  const { invocations } = before;
  if (command.kind === 'tick') return { state: current, events: before.events, invocations };

  const draft = openDraft(current, now);
  try {
    const answer = carryOut(draft, command);
    passTime(draft, now);
    return {
      state: closeDraft(draft, current),
      events: [...before.events, ...draft.events],
      invocations: [...invocations, ...draft.invocations],
      answer,
    };
  } catch (error) {
    if (!(error instanceof ServiceError || error instanceof ControlError)) throw error;
    return { state: current, events: before.events, invocations, error };
  }
}

/** Lets everything happen that is due until `now`, deadline by deadline. */
function passTime(draft: Draft, now: number): void {
  const nextDue = () => firstDue(draft.pipelines.values(), draft.owned);
  for (let due = nextDue(); due && due.at <= now; due = nextDue()) complete(draft, due);
  draft.now = now;
}

function complete(draft: Draft, { at, pipeline: name, executionId, runId }: Due): void {
  draft.now = at;
  const pipeline = editPipeline(draft, findPipeline(draft, name));
  const execution = editExecution(draft, pipeline, executionId);
  const run = execution.runs.find(({ id }) => id === runId);
  const rule = execution.rules.find(({ id }) => id === runId);
  if (run) completeRun(draft, pipeline, execution, run);
  else if (rule) completeRule(draft, pipeline, execution, rule);
  else throw new Error(`${executionId} has no run ${runId}`);
  advance(draft, pipeline, execution);
}

function carryOut(draft: Draft, command: Exclude<Command, { kind: 'tick' }>): unknown {
  switch (command.kind) {
    case 'call':
      return call(draft, command);
    case 'push':
      return push(draft, command.push);
    case 'speed':
      return changeSpeed(draft, command.speed);
    case 'connect':
      draft.invokes = true;
      draft.origin = command.origin;
      return undefined;
    case 'notCalled':
      return functionNotCalled(draft, command.jobId, command.why);
    case 'alarm':
      return setAlarm(draft, command.name, command.state);
    case 'fail':
      return scriptFailure(draft, command.failure);
    case 'clientToken':
      return setClientToken(draft, command.partner);
    case 'delivery':
      return acceptWebhook(draft, command.delivery);
  }
}

function call(draft: Draft, { operation, input, caller }: Extract<Command, { kind: 'call' }>): unknown {
  const model = operationModel(operation);
  const implementation = operationNamed(operation);
  if (!model || !implementation)
    throw new ServiceError('UnknownOperationException', `The operation ${operation} is not available`);
  return implementation.run({ draft, caller }, validate(model, input));
}
