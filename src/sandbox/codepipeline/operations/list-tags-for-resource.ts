import { operation } from './operation.ts';
import { type Paged, page } from './paging.ts';
import { resourceByArn } from './tags.ts';

/** Everything at once, as the service does, unless a page size is asked for. By key. */
export const listTagsForResource = operation<Paged & { resourceArn: string }>(
  'ListTagsForResource',
  ({ draft }, { resourceArn, nextToken, maxResults }) => {
    const tags = [...resourceByArn(draft, resourceArn).tags].sort((a, b) => (a.key < b.key ? -1 : 1));
    const question = JSON.stringify(['ListTagsForResource', resourceArn]);
    const size = maxResults ?? Math.max(1, tags.length);
    const { items, ...rest } = page(tags, ({ key }) => key, question, size, nextToken);
    return { tags: items, ...rest };
  },
);
