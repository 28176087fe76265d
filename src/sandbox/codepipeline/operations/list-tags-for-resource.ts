import { ServiceError } from '../service-error.ts';
import { operation } from './operation.ts';
import { pipelineByArn } from './tags.ts';

/** Everything at once, whatever `maxResults` says: no token was ever handed out. */
export const listTagsForResource = operation<{ resourceArn: string; nextToken?: string }>(
  'ListTagsForResource',
  ({ draft }, input) => {
    const { tags } = pipelineByArn(draft, input.resourceArn);
    if (input.nextToken !== undefined)
      throw new ServiceError('InvalidNextTokenException', 'The next token is not valid');
    return { tags };
  },
);
