import { operation } from './operation.ts';
import { resourceByArn } from './tags.ts';

export const untagResource = operation<{ resourceArn: string; tagKeys: string[] }>(
  'UntagResource',
  ({ draft }, { resourceArn, tagKeys }) => {
    const resource = resourceByArn(draft, resourceArn);
    resource.keep(resource.tags.filter(({ key }) => !tagKeys.includes(key)));
    return {};
  },
);
