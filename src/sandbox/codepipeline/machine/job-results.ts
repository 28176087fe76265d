import { LAMBDA_CONTINUATION_MS, unknownFunction } from '../choices.ts';
import { providerOf } from '../providers/index.ts';
import { lambda } from '../providers/other-providers.ts';
import type { Configuration } from '../shapes.ts';
import type { ActionRun, Execution, Failure, Job, Pipeline, RuleRun } from '../state.ts';
import { apply, declared, failRun, succeedRun, workOf } from './action-runs.ts';
import { type Draft, editExecution, editPipeline } from './draft.ts';
import { advance } from './flow.ts';
import { jobHasEnded, putJob, queueJob } from './jobs.ts';
import { endRule } from './rule-runs.ts';
import { workTimer } from './timers.ts';

/* What job workers and functions say of their work, and what it means for the action or the rule. */

export interface Found {
  pipeline: Pipeline;
  execution: Execution;
  run: ActionRun | RuleRun;
  job: Job;
}

/** A job that somebody asks for, wherever its pipeline is. */
export function findJob(draft: Draft, id: string): Found | undefined {
  for (const pipeline of draft.pipelines.values()) {
    const job = pipeline.jobs.get(id);
    const execution = job && pipeline.executions.get(job.executionId);
    const run = execution && [...execution.runs, ...execution.rules].find((other) => other.id === job.runId);
    if (job && execution && run) return { pipeline, execution, run, job };
  }
  return undefined;
}

/** The same, ready to be changed. */
export function editJob(draft: Draft, { pipeline: found, job }: Found): Found {
  const pipeline = editPipeline(draft, found);
  const execution = editExecution(draft, pipeline, job.executionId);
  const run = [...execution.runs, ...execution.rules].find(({ id }) => id === job.runId);
  if (!run) throw new Error(`${execution.id} has lost its run ${job.runId}`);
  return { pipeline, execution, run, job };
}

export interface ExecutionDetails {
  summary?: string;
  externalExecutionId?: string;
  percentComplete?: number;
}

export interface Success {
  currentRevision?: { revision: string; changeIdentifier: string; created?: number; revisionSummary?: string };
  continuationToken?: string;
  executionDetails?: ExecutionDetails;
  outputVariables?: Configuration;
}

function note(
  draft: Draft,
  { pipeline, execution, run }: Found,
  { summary, externalExecutionId, percentComplete }: ExecutionDetails,
): void {
  run.updatedAt = draft.now;
  if (summary !== undefined) run.summary = summary;
  if (externalExecutionId !== undefined) run.externalId = externalExecutionId;
  if (!('action' in run)) return;
  if (percentComplete !== undefined) run.percentComplete = percentComplete;
  const action = declared(pipeline, execution, run);
  const work = workOf(draft, pipeline, run, action);
  const url =
    run.externalId === undefined
      ? undefined
      : providerOf(draft.types, action.actionTypeId).executionUrl?.(work, run.externalId);
  if (url !== undefined) apply(run, { externalUrl: url });
}

/** The work is done, or this part of it: a continuation token makes the next job. */
export function succeedJob(
  draft: Draft,
  found: Found,
  { currentRevision, continuationToken, executionDetails = {}, outputVariables }: Success,
): void {
  const { pipeline, execution, run, job } = found;
  note(draft, found, executionDetails);
  putJob(pipeline, { ...job, status: 'Succeeded', ...(continuationToken !== undefined && { continuationToken }) });
  if (continuationToken !== undefined) {
    goOn(draft, found, continuationToken);
    return;
  }
  if ('action' in run) {
    if (outputVariables) run.variables = outputVariables;
    if (currentRevision && run.revision)
      run.revision = {
        id: currentRevision.revision,
        changeId: currentRevision.changeIdentifier,
        message: currentRevision.revisionSummary ?? '',
        createdAt: currentRevision.created === undefined ? draft.now : currentRevision.created * 1000,
      };
    succeedRun(draft, pipeline, execution, run);
  } else {
    endRule(draft, pipeline, run, 'Succeeded');
  }
  advance(draft, pipeline, execution);
}

function goOn(draft: Draft, { pipeline, execution, run, job }: Found, continuationToken: string): void {
  if ('action' in run && job.worker !== 'lambda')
    queueJob(draft, pipeline, execution, run, job.worker, continuationToken);
  else run.timer = { kind: 'call', at: draft.now + LAMBDA_CONTINUATION_MS };
}

export function failJob(draft: Draft, { pipeline, execution, run, job }: Found, failure: Failure): void {
  putJob(pipeline, { ...job, status: 'Failed' });
  if ('action' in run) failRun(draft, pipeline, execution, run, failure);
  else endRule(draft, pipeline, run, 'Failed', failure);
  advance(draft, pipeline, execution);
}

/** Nobody was called for this job. One that was answered meanwhile stays as it is. */
export function functionNotCalled(draft: Draft, jobId: string, why: 'unknown' | 'simulated'): void {
  const known = findJob(draft, jobId);
  if (!known || jobHasEnded(known.job)) return;
  const found = editJob(draft, known);
  if (why === 'simulated') found.run.timer = workTimer(draft, lambda);
  else failJob(draft, found, unknownFunction(found.run.configuration?.FunctionName ?? ''));
}
