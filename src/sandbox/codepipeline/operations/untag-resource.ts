import { editPipeline } from '../machine/draft.ts';
import { operation } from './operation.ts';
import { pipelineByArn } from './tags.ts';

export const untagResource = operation<{ resourceArn: string; tagKeys: string[] }>(
  'UntagResource',
  ({ draft }, { resourceArn, tagKeys }) => {
    const pipeline = editPipeline(draft, pipelineByArn(draft, resourceArn));
    pipeline.tags = pipeline.tags.filter(({ key }) => !tagKeys.includes(key));
    return {};
  },
);
