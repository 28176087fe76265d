import type { PipelineRef } from '../domain/ids.ts';

const REGION = /^[a-z]{2,5}(?:-[a-z]+){1,3}-\d{1,2}$/;
/** @see PipelineName in CodePipeline's service model */
const PIPELINE = /^[A-Za-z0-9.@\-_]{1,100}$/;
/** @see PipelineExecutionId there */
const EXECUTION = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Can there be such a pipeline, and such an execution of it? References come from outside and may name anything. What cannot be is
 * not asked for: CodePipeline would not say "not found" but that the request is wrong, and a region becomes a part of a host's name. */
export function isPossible(ref: PipelineRef & { readonly executionId?: string }): boolean {
  const { region, pipeline, executionId } = ref;
  return REGION.test(region) && PIPELINE.test(pipeline) && (executionId === undefined || EXECUTION.test(executionId));
}
