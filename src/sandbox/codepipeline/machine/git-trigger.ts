import { providerTypeOf } from '../providers/connection.ts';
import type { Execution, Pipeline } from '../state.ts';
import { actionOf, declarationOf } from './pipeline-views.ts';

/** The commit behind a WebhookV2 trigger, as the ends of such executions tell it; undefined for other triggers and when the
 * execution failed before its source action had fetched the commit. */
export function gitTriggerOf(pipeline: Pipeline, execution: Execution): Record<string, string> | undefined {
  if (execution.trigger.type !== 'WebhookV2') return undefined;
  const source = execution.revisions[0];
  if (!source) return undefined;
  const declaration = declarationOf(pipeline, execution);
  const configuration = actionOf(declaration, declaration.stages[0]?.name ?? '', source.action)?.configuration ?? {};
  const { author, message, id, createdAt } = source.revision;
  return {
    ...(author && { 'author-display-name': author.name }),
    'full-repository-name': configuration.FullRepositoryId ?? '',
    'provider-type': providerTypeOf(configuration),
    ...(author && { 'author-email': author.email }),
    'branch-name': configuration.BranchName ?? '',
    'commit-message': message,
    'author-date': new Date(createdAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    'commit-id': id,
    'connection-arn': configuration.ConnectionArn ?? '',
    ...(author && { 'author-id': author.login }),
  };
}
