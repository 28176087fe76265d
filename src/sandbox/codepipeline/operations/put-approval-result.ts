import { APPROVAL_REJECTED_CODE, SECOND_ANSWER } from '../choices.ts';
import { failRun, succeedRun } from '../machine/action-runs.ts';
import { editExecution, editPipeline } from '../machine/draft.ts';
import { advance } from '../machine/flow.ts';
import { ServiceError } from '../service-error.ts';
import type { ActionRun, Execution, Pipeline } from '../state.ts';
import { findAction, findPipeline, operation, seconds } from './operation.ts';

interface Input {
  pipelineName: string;
  stageName: string;
  actionName: string;
  result: { summary: string; status: 'Approved' | 'Rejected' };
  token: string;
}

/** Answers a manual approval. The token alone says which run is meant. */
export const putApprovalResult = operation<Input>('PutApprovalResult', ({ draft, caller }, input) => {
  const found = findPipeline(draft, input.pipelineName);
  findAction(found, input.stageName, input.actionName);
  const asked = runWithToken(found, input);
  if (!asked) throw new ServiceError('InvalidApprovalTokenException', 'The approval token is not valid');
  if (asked.run.answered) throw new ServiceError(SECOND_ANSWER, 'The approval has already been approved or rejected');
  if (asked.run.status !== 'InProgress')
    throw new ServiceError('InvalidApprovalTokenException', 'The approval request has expired');

  const pipeline = editPipeline(draft, found);
  const execution = editExecution(draft, pipeline, asked.execution.id);
  const run = execution.runs.find(({ id }) => id === asked.run.id);
  if (!run) throw new Error(`${execution.id} has lost its run ${asked.run.id}`);
  const { status, summary } = input.result;
  run.answered = true;
  run.updatedBy = caller;
  run.summary = summary;
  if (status === 'Approved') succeedRun(draft, pipeline, execution, run);
  else failRun(draft, pipeline, execution, run, { code: APPROVAL_REJECTED_CODE, message: summary || 'Rejected' });
  advance(draft, pipeline, execution);
  return { approvedAt: seconds(draft.now) };
});

function runWithToken(
  { executions }: Pipeline,
  { stageName, actionName, token }: Input,
): { execution: Execution; run: ActionRun } | undefined {
  for (const execution of executions.values()) {
    const run = execution.runs.find(
      (other) => other.token === token && other.stage === stageName && other.action === actionName,
    );
    if (run) return { execution, run };
  }
  return undefined;
}
