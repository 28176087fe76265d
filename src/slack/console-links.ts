import type { ExecutionRef, PipelineRef } from '../domain/ids.ts';
import type { ActionProgress } from '../domain/progress.ts';
import { safeUrl } from './safe-url.ts';

/** Addresses in the AWS console (reference/codepipeline.md 6). `undefined` when a part cannot stand in an address. */

export function pipelineUrl({ region, pipeline }: PipelineRef): string | undefined {
  return consoleUrl(region, `/codesuite/codepipeline/pipelines/${encode(pipeline)}/view`);
}

export function executionUrl({ region, pipeline, executionId }: ExecutionRef): string | undefined {
  const path = `/codesuite/codepipeline/pipelines/${encode(pipeline)}/executions/${encode(executionId)}/timeline`;
  return consoleUrl(region, path);
}

/** The log or the work of an action, as far as its provider's id tells. */
export function actionUrl(ref: PipelineRef, action: ActionProgress): string | undefined {
  const id = action.externalId;
  if (id === undefined) return undefined;
  const build = action.provider === 'CodeBuild' ? /^([\w-]+):([0-9a-f-]{36})$/.exec(id) : null;
  if (build) {
    const [, project = '', uuid = ''] = build;
    const path = `/codesuite/codebuild/${encode(ref.account)}/projects/${project}/build/${project}%3A${uuid}/`;
    return consoleUrl(ref.region, path);
  }
  if (action.provider === 'CodeDeploy' && /^d-[A-Z0-9]+$/.test(id)) {
    return consoleUrl(ref.region, `/codesuite/codedeploy/deployments/${id}`);
  }
  return undefined;
}

export function consoleUrl(region: string, path: string): string | undefined {
  if (!/^[a-z0-9-]{1,40}$/.test(region)) return undefined;
  return safeUrl(`https://${region}.${hostOf(region)}${path}?region=${region}`);
}

function hostOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  return 'console.aws.amazon.com';
}

/** A lone surrogate cannot be encoded; through UTF-8 it becomes the replacement character. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString('utf8'));
}
