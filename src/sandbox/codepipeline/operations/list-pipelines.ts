import { operation, seconds } from './operation.ts';
import { type Paged, page } from './paging.ts';

export const listPipelines = operation<Paged>('ListPipelines', ({ draft }, { maxResults = 1000, nextToken }) => {
  const byName = [...draft.pipelines.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, ...rest } = page(byName, ({ name }) => name, 'ListPipelines', maxResults, nextToken);
  const pipelines = items.map(({ name, version, declaration, createdAt, updatedAt }) => ({
    name,
    version,
    pipelineType: declaration.pipelineType,
    executionMode: declaration.executionMode,
    created: seconds(createdAt),
    updated: seconds(updatedAt),
  }));
  return { pipelines, ...rest };
});
