import type { PipelineRef } from '../domain/ids.ts';

/** How the operations on tags name a pipeline. */
export function pipelineArn({ account, region, pipeline }: PipelineRef): string {
  return `arn:${partitionOf(region)}:codepipeline:${region}:${account}:${pipeline}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
