import { isDeepStrictEqual } from 'node:util';
import { CUSTOM_TYPES_PER_REGION, TYPE_EXISTS } from '../choices.ts';
import { ServiceError } from '../service-error.ts';
import type { ActionTypeId, Tag } from '../shapes.ts';
import {
  type ArtifactCounts,
  type ConfigurationProperty,
  type OwnActionType,
  typeKey,
  type UrlTemplates,
} from '../type-shapes.ts';
import { presentOwnType } from './action-types.ts';
import { checkCustomType } from './check-custom-type.ts';
import { operation } from './operation.ts';
import { checkTags, mergeTags } from './tags.ts';

interface Input {
  category: ActionTypeId['category'];
  provider: string;
  version: string;
  settings?: UrlTemplates;
  configurationProperties?: ConfigurationProperty[];
  inputArtifactDetails: ArtifactCounts;
  outputArtifactDetails: ArtifactCounts;
  tags?: Tag[];
}

/** Its owner is Custom. A version that was deleted comes back only with the same definition. */
export const createCustomActionType = operation<Input>('CreateCustomActionType', ({ draft }, input) => {
  const { category, provider, version, settings = {}, configurationProperties = [] } = input;
  const tags = mergeTags([], input.tags ?? []);
  checkTags(tags);
  const type: OwnActionType = {
    id: { category, owner: 'Custom', provider, version },
    settings,
    properties: configurationProperties,
    inputs: input.inputArtifactDetails,
    outputs: input.outputArtifactDetails,
    tags,
    deleted: false,
  };
  checkCustomType(type);
  const key = typeKey(type.id);
  const former = draft.types.get(key);
  if (former && !(former.deleted && isDeepStrictEqual({ ...former, tags, deleted: false }, type)))
    throw new ServiceError(TYPE_EXISTS, `The action type ${key} exists already with another definition`);
  const custom = [...draft.types.values()].filter(({ id, deleted }) => id.owner === 'Custom' && !deleted);
  if (custom.length >= CUSTOM_TYPES_PER_REGION)
    throw new ServiceError(
      'LimitExceededException',
      `The number of custom action types in this Region has reached its limit of ${CUSTOM_TYPES_PER_REGION}`,
    );
  draft.types = new Map(draft.types).set(key, type);
  return { actionType: presentOwnType(type), tags };
});
