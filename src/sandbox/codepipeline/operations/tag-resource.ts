import { editPipeline } from '../machine/draft.ts';
import type { Tag } from '../shapes.ts';
import { operation } from './operation.ts';
import { checkTags, mergeTags, pipelineByArn } from './tags.ts';

export const tagResource = operation<{ resourceArn: string; tags: Tag[] }>(
  'TagResource',
  ({ draft }, { resourceArn, tags }) => {
    const found = pipelineByArn(draft, resourceArn);
    const merged = mergeTags(found.tags, tags);
    checkTags(merged);
    editPipeline(draft, found).tags = merged;
    return {};
  },
);
