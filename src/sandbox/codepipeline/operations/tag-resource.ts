import type { Tag } from '../shapes.ts';
import { operation } from './operation.ts';
import { checkTags, mergeTags, resourceByArn } from './tags.ts';

export const tagResource = operation<{ resourceArn: string; tags: Tag[] }>(
  'TagResource',
  ({ draft }, { resourceArn, tags }) => {
    const resource = resourceByArn(draft, resourceArn);
    const merged = mergeTags(resource.tags, tags);
    checkTags(merged);
    resource.keep(merged);
    return {};
  },
);
