import type { PipelineExecution } from '@aws-sdk/client-codepipeline';
import type { ExecutionDetail } from '../../app/look-up-ports.ts';
import { ExecutionId } from '../../domain/ids.ts';
import { toCommitMessage } from '../limits.ts';

export function toExecutionDetail(execution: PipelineExecution, executionId: ExecutionId): ExecutionDetail {
  const { triggerType: type, triggerDetail: detail } = execution.trigger ?? {};
  const target = execution.rollbackMetadata?.rollbackTargetPipelineExecutionId;
  return {
    executionId,
    version: execution.pipelineVersion ?? 0,
    status: execution.status ?? 'Unknown',
    ...(execution.statusSummary ? { summary: execution.statusSummary } : {}),
    revisions: (execution.artifactRevisions ?? []).map(({ name, revisionId, revisionSummary }) => ({
      name: name ?? '',
      revisionId: revisionId ?? '',
      ...(revisionSummary ? { message: toCommitMessage(revisionSummary) } : {}),
    })),
    variables: (execution.variables ?? []).flatMap(({ name }) => name ?? []),
    ...(type ? { trigger: { type, ...(detail ? { detail } : {}) } } : {}),
    ...(target ? { rollbackOf: ExecutionId(target) } : {}),
  };
}
