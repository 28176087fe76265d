import { TAGS_PER_RESOURCE } from '../choices.ts';
import { type Draft, editPipeline } from '../machine/draft.ts';
import { ServiceError } from '../service-error.ts';
import type { Tag } from '../shapes.ts';

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

export interface Tagged {
  tags: readonly Tag[];
  keep(tags: Tag[]): void;
}

/** What an ARN names: a pipeline, a webhook, a custom action type.
 * @throws ServiceError InvalidArnException for another account or Region or a part of a pipeline, ResourceNotFoundException */
export function resourceByArn(draft: Draft, arn: string): Tagged {
  const [, , , region, account, ...rest] = arn.split(':');
  const [first = '', ...others] = rest;
  const invalid = () => new ServiceError('InvalidArnException', `The resource ARN is not valid here: ${arn}`);
  if (region !== draft.region || account !== draft.accountId) throw invalid();
  const name = others.join(':');
  if (others.length === 0 && first.includes('/')) throw invalid();
  const found =
    others.length === 0
      ? taggedPipeline(draft, first)
      : first === 'webhook'
        ? taggedWebhook(draft, name)
        : first === 'actiontype'
          ? taggedType(draft, name)
          : undefined;
  if (!found) throw new ServiceError('ResourceNotFoundException', `The resource does not exist: ${arn}`);
  return found;
}

function taggedPipeline(draft: Draft, name: string): Tagged | undefined {
  const pipeline = draft.pipelines.get(name);
  return (
    pipeline && {
      tags: pipeline.tags,
      keep: (tags) => {
        editPipeline(draft, pipeline).tags = tags;
      },
    }
  );
}

function taggedWebhook(draft: Draft, name: string): Tagged | undefined {
  const webhook = draft.webhooks.get(name);
  return (
    webhook && {
      tags: webhook.tags,
      keep: (tags) => {
        draft.webhooks = new Map(draft.webhooks).set(name, { ...webhook, tags });
      },
    }
  );
}

/** @param key `Custom/Build/Mine/1`, as in the ARN */
function taggedType(draft: Draft, key: string): Tagged | undefined {
  const type = draft.types.get(key);
  if (type?.id.owner !== 'Custom' || type.deleted) return undefined;
  return {
    tags: type.tags,
    keep: (tags) => {
      draft.types = new Map(draft.types).set(key, { ...type, tags });
    },
  };
}
