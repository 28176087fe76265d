import type { Command } from '../domain/command.ts';
import { freezesInForce, windowsToCome } from '../domain/freeze.ts';
import { matchesGlob } from '../domain/glob.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { isMeant, nameAmong, parseQualified, placeName } from '../domain/qualified-name.ts';
import type { Answer, PipelineLine, PipelineLines, StatusView } from './answer.ts';
import type { LiveStage, LiveState, PipelineReads } from './codepipeline-ports.ts';
import { findPipeline } from './find-pipeline.ts';
import { inBatches } from './in-batches.ts';
import type { Freezes } from './ports.ts';
import { type WhoDeps, whoMayAct } from './who-may-act.ts';

export type Question = Extract<Command, { verb: 'overview' | 'help' | 'list' | 'status' | 'who' | 'freezes' }>;

export interface QuestionDeps extends WhoDeps {
  readonly reads: PipelineReads;
  readonly freezes: Freezes;
  readonly policy: Policy;
  now(): number;
}

/** Pipelines read at once, so that a large account is not throttled. */
const AT_ONCE = 5;
const HISTORY = 5;

const QUESTIONS: readonly Command['verb'][] = [
  'overview',
  'help',
  'list',
  'status',
  'who',
  'freezes',
] satisfies Question['verb'][];

export function isQuestion(command: Command): command is Question {
  return QUESTIONS.includes(command.verb);
}

/** Answers from CodePipeline as it is now. */
export async function answerQuestion(deps: QuestionDeps, question: Question): Promise<Answer> {
  switch (question.verb) {
    case 'help':
      return { kind: 'help', ...(question.topic === undefined ? {} : { topic: question.topic }) };
    case 'overview':
      return { kind: 'overview', ...(await lines(deps, '*')) };
    case 'list':
      return {
        kind: 'list',
        ...(await lines(deps, question.glob ?? '*')),
        ...(question.glob === undefined ? {} : { glob: question.glob }),
      };
    case 'status':
      return question.pipeline === undefined
        ? { kind: 'list', ...(await lines(deps, '*')) }
        : statusOf(deps, question.pipeline);
    case 'who':
      return whoMayAct(deps, question.pipeline);
    case 'freezes':
      return freezesNow(deps);
  }
}

async function freezesNow({ freezes, policy, now }: QuestionDeps): Promise<Answer> {
  const at = now();
  return {
    kind: 'freezes',
    freezes: freezesInForce(policy, await freezes.read(), at),
    next: windowsToCome(policy, at),
  };
}

async function statusOf(deps: QuestionDeps, typed: string): Promise<Answer> {
  const found = await findPipeline(deps, typed, true, (name) => `status ${name}`);
  if (found.kind === 'answer') return found.answer;
  const status = await readStatus(deps, found.ref, found.name);
  return status ? { kind: 'status', status } : { kind: 'not_found', typed };
}

/** Everything about one pipeline now.
 * @param name what it has to be called, among all that are served
 * @returns undefined when CodePipeline knows it no more */
export async function readStatus(
  deps: Pick<QuestionDeps, 'reads'>,
  ref: PipelineRef,
  name: string,
): Promise<StatusView | undefined> {
  const [live, executions] = await Promise.all([deps.reads.state(ref), deps.reads.executions(ref, HISTORY)]);
  if (!live) return undefined;
  const parallel = (executions ?? []).filter(({ mode, status }) => mode === 'PARALLEL' && status === 'InProgress');
  const found = await Promise.all(
    parallel.map(({ executionId }) => deps.reads.parallelApprovals({ ...ref, executionId })),
  );
  const approvals = [
    ...waitingIn(live, ref),
    ...found.flat().map(({ token: _secret, ...approval }) => ({
      account: ref.account,
      region: ref.region,
      pipeline: ref.pipeline,
      ...approval,
    })),
  ];
  return { ref, ...calledSo(ref, name), live: withoutTokens(live), executions: executions ?? [], approvals };
}

function waitingIn(live: LiveState, ref: PipelineRef): StatusView['approvals'] {
  return live.stages.flatMap((stage) =>
    stage.actions.flatMap(({ name, status, run, token, changedAt }) =>
      status === 'InProgress' && token && run && stage.executionId
        ? [
            {
              account: ref.account,
              region: ref.region,
              pipeline: ref.pipeline,
              executionId: stage.executionId,
              stage: stage.name,
              action: name,
              run,
              ...(changedAt ? { since: changedAt } : {}),
            },
          ]
        : [],
    ),
  );
}

/** Tokens end here: what goes on to the views cannot show them. */
function withoutTokens(live: LiveState): LiveState {
  return {
    ...live,
    stages: live.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map(({ token: _secret, ...action }) => action),
    })),
  };
}

async function lines({ reads, served }: QuestionDeps, glob: string): Promise<PipelineLines> {
  const { pipelines: all, unread } = await reads.catalogue();
  const wanted = parseQualified(glob);
  const refs = all.filter((ref) => isMeant(served, wanted, ref) && matchesGlob(wanted.pipeline, ref.pipeline));
  const found = await inBatches(refs, AT_ONCE, async (ref) => ({
    ...toLine(ref, await reads.state(ref)),
    ...calledSo(ref, nameAmong(served, ref, all)),
  }));
  const missing = unread.filter((place) => isMeant(served, wanted, place)).map((place) => placeName(served, place));
  return { lines: found.toSorted(byUrgency), ...(missing.length === 0 ? {} : { unread: missing }) };
}

function byUrgency(a: PipelineLine, b: PipelineLine): number {
  return URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || (a.ref.pipeline < b.ref.pipeline ? -1 : 1);
}

/** Only where its bare name would not do. */
function calledSo({ pipeline }: PipelineRef, name: string): { name?: string } {
  return name === pipeline ? {} : { name };
}

const URGENCY: readonly PipelineLine['state'][] = ['waiting', 'failed', 'running', 'stopped', 'succeeded', 'none'];

function toLine(ref: PipelineRef, live: LiveState | undefined): PipelineLine {
  const stages = live?.stages ?? [];
  const closedStages = stages.filter(({ inbound }) => !inbound.enabled).map(({ name }) => name);
  const approval = stages.find(({ actions }) => actions.some(({ token }) => token !== undefined));
  if (approval) return { ref, state: 'waiting', ...placed(approval), closedStages };
  const running = stages.find(({ status }) => status === 'InProgress' || status === 'Stopping');
  const failed = stages.find(({ status }) => status === 'Failed');
  if (failed) return { ref, state: 'failed', ...placed(failed), closedStages };
  if (running) return { ref, state: 'running', ...placed(running), closedStages };
  const stopped = stages.find(({ status }) => status === 'Stopped' || status === 'Cancelled');
  if (stopped) return { ref, state: 'stopped', ...placed(stopped), closedStages };
  return { ref, state: stages.some(({ status }) => status === 'Succeeded') ? 'succeeded' : 'none', closedStages };
}

function placed(stage: LiveStage): Pick<PipelineLine, 'stage' | 'since'> {
  const since = stage.actions
    .flatMap(({ changedAt }) => changedAt ?? [])
    .toSorted()
    .at(-1);
  return { stage: stage.name, ...(since ? { since } : {}) };
}
