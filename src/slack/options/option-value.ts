import type { PipelineRef } from '../../domain/ids.ts';
import { MAX } from '../limits.ts';
import { parseReference, toPipelineRef, toValue } from '../reference.ts';

/** A pipeline as the value of an option, where names that CodePipeline allows always fit.
 * @returns undefined when it does not */
export function pipelineValue({ account, region, pipeline }: PipelineRef): string | undefined {
  const value = toValue({ account, region, pipeline });
  return value !== undefined && value.length <= MAX.optionValue ? value : undefined;
}

/** What was chosen, which is input like any other. */
export function pickedPipeline(value: string): PipelineRef | undefined {
  const parsed = parseReference(value);
  return parsed.ok ? toPipelineRef(parsed.reference) : undefined;
}
