import { TAGS_PER_RESOURCE } from '../choices.ts';
import type { Draft } from '../machine/draft.ts';
import { ServiceError } from '../service-error.ts';
import type { Tag } from '../shapes.ts';
import type { Pipeline } from '../state.ts';

/** @throws ServiceError InvalidTagsException, TooManyTagsException */
export function checkTags(tags: readonly Tag[]): void {
  const reserved = tags.find(({ key }) => key.toLowerCase().startsWith('aws:'));
  if (reserved) throw new ServiceError('InvalidTagsException', `Tag keys must not start with aws: (${reserved.key})`);
  if (tags.length > TAGS_PER_RESOURCE)
    throw new ServiceError('TooManyTagsException', `Tag limit exceeded: at most ${TAGS_PER_RESOURCE} tags`);
}

/** @throws ServiceError InvalidTagsException when a key is given twice */
export function mergeTags(former: readonly Tag[], added: readonly Tag[]): Tag[] {
  const keys = added.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined)
    throw new ServiceError('InvalidTagsException', `The tag key ${twice} is given more than once`);
  return [...former.filter(({ key }) => !keys.includes(key)), ...added];
}

/** The pipeline that an ARN names. Webhooks and custom action types do not exist here yet.
 * @throws ServiceError InvalidArnException for another account or Region or a part of a pipeline, ResourceNotFoundException */
export function pipelineByArn({ accountId, region, pipelines }: Draft, arn: string): Pipeline {
  const [, , , arnRegion, arnAccount, ...resource] = arn.split(':');
  const name = resource.join(':');
  if (arnRegion !== region || arnAccount !== accountId || name.includes('/'))
    throw new ServiceError('InvalidArnException', `The resource ARN is not valid here: ${arn}`);
  const pipeline = pipelines.get(name);
  if (!pipeline) throw new ServiceError('ResourceNotFoundException', `The resource does not exist: ${arn}`);
  return pipeline;
}
