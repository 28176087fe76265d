import type { ChangeCommand, Command } from '../domain/command.ts';
import type { Person } from '../domain/identity.ts';
import { type PipelineRef, shortId } from '../domain/ids.ts';
import type { ApprovalTarget, OperationRequest, WholeTarget } from '../domain/operation.ts';
import { approvalNames } from '../domain/place.ts';
import type { Policy } from '../domain/policy.ts';
import { approvalRuling } from '../domain/rules.ts';
import { toProgress } from '../domain/to-progress.ts';
import type { StatusView } from './answer.ts';
import type { ExecutionSummary, LiveStage, PipelineReads } from './codepipeline-ports.ts';
import { type Found, findPipeline } from './find-pipeline.ts';
import type { Executions } from './ports.ts';
import type { Question } from './questions/question.ts';
import { readStatus } from './questions/status.ts';
import { type ResolveFreezeDeps, resolveFreeze } from './resolve-freeze.ts';
import { resolveOverride } from './resolve-override.ts';
import { resolveRevision } from './resolve-revision.ts';
import { resolveRollback } from './resolve-rollback.ts';
import { resolveStart } from './resolve-start.ts';
import { isAboutSubscriptions, type ResolveSubscriptionDeps, resolveSubscription } from './resolve-subscription.ts';
import { answer, deed, type Resolved, refused, sameWord, unknownStage } from './resolved.ts';

export interface ResolveDeps extends ResolveFreezeDeps, ResolveSubscriptionDeps {
  readonly reads: PipelineReads;
  readonly executions: Executions;
  readonly policy: Policy;
}

type DeedCommand = Exclude<Command, Question | ChangeCommand | { verb: 'audit' | 'mentions' }>;

/** Turns typed words into one deed, or into a private answer that lets the person choose. Deeds need the exact name. */
export async function resolveDeed(
  deps: ResolveDeps,
  command: DeedCommand,
  request: OperationRequest,
  person?: Person,
): Promise<Resolved> {
  const typed = request.ask.kind === 'words' ? request.ask.text : '';
  if (isAboutSubscriptions(command))
    return resolveSubscription(deps, command, request, (name) => withName(typed, command, name));
  if (command.verb === 'freeze' || command.verb === 'unfreeze')
    return resolveFreeze(deps, command, request, person, (name) => withName(typed, command, name));
  const found = await findPipeline(deps, command.pipeline, false, (name) => withName(typed, command, name));
  if (found.kind === 'answer') return found;
  const { ref } = found;
  switch (command.verb) {
    case 'start':
      return resolveStart(deps.reads, command, ref);
    case 'revision':
      return resolveRevision(deps.reads, command, ref);
    case 'tag':
      return deed({ kind: 'tag', target: await withNewest(deps, ref), tags: command.tags });
    case 'untag':
      return deed({ kind: 'untag', target: await withNewest(deps, ref), keys: command.keys });
    default:
      return resolveByState(deps, command, request, found);
  }
}

async function withNewest({ reads }: ResolveDeps, ref: PipelineRef): Promise<WholeTarget> {
  const executionId = (await reads.executions(ref, 1))?.[0]?.executionId;
  return { ...ref, ...(executionId ? { executionId } : {}) };
}

type ByState = Extract<
  DeedCommand,
  { verb: 'approve' | 'reject' | 'retry' | 'rollback' | 'override' | 'stop' | 'disable' | 'enable' }
>;

/** What the words mean depends on how the pipeline stands. */
async function resolveByState(
  deps: ResolveDeps,
  command: ByState,
  request: OperationRequest,
  found: Extract<Found, { kind: 'found' }>,
): Promise<Resolved> {
  const { ref } = found;
  const status = await readStatus(deps, ref, found.name);
  if (!status) return answer({ kind: 'not_found', typed: command.pipeline });
  switch (command.verb) {
    case 'approve':
    case 'reject':
      return resolveDecision(deps, command, status, request);
    case 'retry':
      return resolveRetry(command, status);
    case 'rollback':
      return resolveRollback(deps.reads, command, status);
    case 'override':
      return resolveOverride(command, status);
    case 'stop':
      return resolveStop(deps, command, status, request);
    case 'disable':
    case 'enable':
      return resolveTransition(command, status, ref);
  }
}

/** Acts at once only when exactly one approval waits there, its run began before the request, and its rule asks for nobody else and
 * nothing more; else the approvals are shown. */
async function resolveDecision(
  deps: ResolveDeps,
  command: Extract<DeedCommand, { verb: 'approve' | 'reject' }>,
  status: StatusView,
  request: OperationRequest,
): Promise<Resolved> {
  const [first = '', ...rest] = command.words;
  const named = status.approvals.filter(
    ({ stage, action }) => sameWord(first, stage) || sameWord(first, `${stage}/${action}`),
  );
  const isStage = named.length > 0 || status.live.stages.some(({ name }) => sameWord(first, name));
  const candidates = isStage ? named : status.approvals;
  const [only] = candidates;
  if (!only || candidates.length > 1 || (only.since ?? '') > request.requestedAt)
    return answer({ kind: 'status', status });
  const { since: _since, ...target } = only;
  const said = (isStage ? rest : command.words).join(' ');
  if (command.breakGlass) return deed({ kind: command.verb, target, comment: '', breakGlass: said });
  if (await asksForMore(deps, target)) return answer({ kind: 'status', status });
  return deed({ kind: command.verb, target, comment: said });
}

/** A word is typed in a moment: where more than one person decides, or the rule asks back, the message is what they act on. */
async function asksForMore(deps: ResolveDeps, target: ApprovalTarget): Promise<boolean> {
  const structure = await deps.reads.structure(target, undefined);
  const grant = approvalRuling(deps.policy, target, approvalNames(structure, target.stage, target.action))?.grant;
  return grant !== undefined && (grant.quorum > 1 || grant.notOwnChange || grant.confirm);
}

function resolveRetry(
  command: Extract<DeedCommand, { verb: 'retry' }>,
  { live, ref, name: called = ref.pipeline }: StatusView,
): Resolved {
  const failed = live.stages.filter(
    (stage) => stage.status === 'Failed' || stage.actions.some(({ status }) => status === 'Failed'),
  );
  const wanted = command.stage;
  if (wanted !== undefined && !live.stages.some(({ name }) => sameWord(name, wanted))) return unknownStage(wanted);
  const candidates = wanted === undefined ? failed : live.stages.filter(({ name }) => sameWord(name, wanted));
  const [stage] = candidates;
  if (candidates.length > 1) {
    const options = candidates.map(({ name }) => ({ label: name, command: `retry ${called} ${name}` }));
    return answer({ kind: 'which', question: `Which stage of ${called}?`, options });
  }
  if (!stage?.executionId) return refused({ reason: 'not_retryable' });
  const run = stage.actions.find(({ status }) => status === 'Failed' || status === 'Abandoned')?.run ?? 'a1';
  const target = {
    account: ref.account,
    region: ref.region,
    pipeline: ref.pipeline,
    executionId: stage.executionId,
    stage: stage.name,
    run,
  };
  return deed({ kind: 'retry', target, mode: command.all ? 'ALL_ACTIONS' : 'FAILED_ACTIONS' });
}

async function resolveStop(
  deps: ResolveDeps,
  command: Extract<DeedCommand, { verb: 'stop' }>,
  { executions, ref, name: called = ref.pipeline }: StatusView,
  request: OperationRequest,
): Promise<Resolved> {
  const [first = '', ...rest] = command.words;
  const isId = /^[0-9a-f][0-9a-f-]{7,}$/i.test(first);
  const reason = (isId ? rest : command.words).join(' ');
  const candidates = isId
    ? await named(deps, ref, first.toLowerCase())
    : // By the time that the words arrive, another execution may have taken the place of the one that was meant.
      executions.filter(({ status, startedAt = '' }) => RUNS.includes(status) && startedAt <= request.requestedAt);
  const [only] = candidates;
  if (!only) return refused({ reason: 'not_running' });
  if (candidates.length > 1) {
    const flag = command.abandon ? '--abandon ' : '';
    const options = candidates.map(({ executionId }) => ({
      label: shortId(executionId),
      command: `stop ${called} ${executionId} ${flag}${reason}`.trim(),
    }));
    return answer({ kind: 'which', question: `Which execution of ${called}?`, options });
  }
  const execution = { account: ref.account, region: ref.region, pipeline: ref.pipeline, executionId: only.executionId };
  const stored = await deps.executions.get(execution);
  const attempt = stored ? toProgress(stored.execution).attempt : 1;
  return deed({ kind: 'stop', target: { ...execution, run: `a${attempt}` }, abandon: command.abandon, reason });
}

const RUNS: readonly string[] = ['InProgress', 'Stopping'];
const LOOK_BACK = 100;

/** A word that looks like an execution id names that execution or nothing: it never falls back to the one that runs. */
async function named(deps: ResolveDeps, ref: PipelineRef, id: string): Promise<ExecutionSummary[]> {
  const known = (await deps.reads.executions(ref, LOOK_BACK)) ?? [];
  return known.filter(({ executionId }) => executionId.startsWith(id));
}

function resolveTransition(
  command: Extract<DeedCommand, { verb: 'disable' | 'enable' }>,
  { live }: StatusView,
  ref: PipelineRef,
): Resolved {
  const stage = live.stages.find(({ name }) => sameWord(name, command.stage));
  if (!stage) return unknownStage(command.stage);
  const executionId = newestExecution(live.stages);
  const target = {
    account: ref.account,
    region: ref.region,
    pipeline: ref.pipeline,
    stage: stage.name,
    transition: command.outbound ? ('Outbound' as const) : ('Inbound' as const),
    ...(executionId ? { executionId } : {}),
  };
  return deed(
    command.verb === 'disable' ? { kind: 'disable', target, reason: command.reason } : { kind: 'enable', target },
  );
}

/** The execution in the first stage came last; its card is where a change of the pipeline is told. */
function newestExecution(stages: readonly LiveStage[]) {
  return stages.find(({ executionId }) => executionId !== undefined)?.executionId;
}

/** The sentence as typed, with another pipeline in it. */
function withName(typed: string, { pipeline }: DeedCommand, name: string): string {
  const [first = ''] = typed.trimStart().split(/\s/u, 1);
  const at = typed.indexOf(pipeline, typed.indexOf(first) + first.length);
  return at < 0 ? `${first} ${name}` : `${typed.slice(0, at)}${name}${typed.slice(at + pipeline.length)}`;
}
