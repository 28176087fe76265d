import type { PipelineRef } from '../../domain/ids.ts';

/** Only where its bare name would not do. */
export function calledSo({ pipeline }: PipelineRef, name: string): { name?: string } {
  return name === pipeline ? {} : { name };
}
