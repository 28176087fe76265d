import { ListTagsForResourceCommand } from '@aws-sdk/client-codepipeline';
import type { PipelineTags } from '../app/codepipeline-ports.ts';
import { isServed, type Served } from '../domain/served.ts';
import type { ClientFor } from './codepipeline-reads.ts';
import { errorName } from './errors.ts';
import { isPossible } from './possible.ts';

/** A pipeline has fifty tags at most: one page. */
const PAGE = 100;

export function createPipelineTags(clientFor: ClientFor, served: Served): PipelineTags {
  return {
    async of(ref) {
      if (!isServed(served, ref) || !isPossible(ref)) return undefined;
      const resourceArn = `arn:${partitionOf(ref.region)}:codepipeline:${ref.region}:${ref.account}:${ref.pipeline}`;
      try {
        const { tags = [] } = await clientFor(ref).send(
          new ListTagsForResourceCommand({ resourceArn, maxResults: PAGE }),
        );
        return new Map(tags.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value ?? ''] as const])));
      } catch (error) {
        if (errorName(error) === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    },
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
