import { WEBHOOKS_PER_REGION } from '../choices.ts';
import { sourceActions } from '../machine/pipeline-views.ts';
import { ServiceError } from '../service-error.ts';
import type { Tag, WebhookDefinition } from '../shapes.ts';
import type { Webhook } from '../state.ts';
import { parseJsonPath } from '../webhooks/json-path.ts';
import { addressRange } from '../webhooks/source-address.ts';
import { findPipeline, operation } from './operation.ts';
import { checkTags, mergeTags } from './tags.ts';
import { presentWebhook } from './webhooks.ts';

/** Makes a webhook or replaces it: the URL stays the same as long as it is not deleted. */
export const putWebhook = operation<{ webhook: WebhookDefinition; tags?: Tag[] }>(
  'PutWebhook',
  ({ draft }, { webhook: definition, tags: given = [] }) => {
    const { name, targetPipeline, targetAction } = definition;
    const former = draft.webhooks.get(name);
    const tags = mergeTags(former?.tags ?? [], given);
    checkTags(tags);
    checkAuthentication(definition);
    const faulty = definition.filters.find(({ jsonPath }) => parseJsonPath(jsonPath) === null);
    if (faulty)
      throw new ServiceError(
        'InvalidWebhookFilterPatternException',
        `The filter '${faulty.jsonPath}' is not a JSON path that can be used`,
      );
    const pipeline = findPipeline(draft, targetPipeline);
    if (!sourceActions(pipeline.declaration).some((action) => action.name === targetAction))
      throw new ServiceError(
        'ValidationException',
        `Pipeline '${targetPipeline}' does not have a source action with name '${targetAction}'`,
      );
    if (!former && draft.webhooks.size >= WEBHOOKS_PER_REGION)
      throw new ServiceError(
        'LimitExceededException',
        `The number of webhooks in this Region has reached its limit of ${WEBHOOKS_PER_REGION}`,
      );
    const arn = `arn:aws:codepipeline:${draft.region}:${draft.accountId}:webhook:${name}`;
    const key = former?.key ?? draft.dice.alphanumeric(40);
    const webhook: Webhook = { registered: false, ...former, definition, arn, key, tags };
    draft.webhooks = new Map(draft.webhooks).set(name, webhook);
    return { webhook: presentWebhook(draft, webhook) };
  },
);

/** @throws ServiceError InvalidWebhookAuthenticationParametersException */
function checkAuthentication({ authentication, authenticationConfiguration }: WebhookDefinition): void {
  const { SecretToken, AllowedIPRange } = authenticationConfiguration;
  const refuse = (message: string) => new ServiceError('InvalidWebhookAuthenticationParametersException', message);
  if (authentication === 'GITHUB_HMAC' ? SecretToken === undefined : SecretToken !== undefined)
    throw refuse('GITHUB_HMAC, and no other authentication, needs a SecretToken');
  if (authentication === 'IP' ? AllowedIPRange === undefined : AllowedIPRange !== undefined)
    throw refuse('IP, and no other authentication, needs an AllowedIPRange');
  if (AllowedIPRange !== undefined && addressRange(AllowedIPRange) === null)
    throw refuse(`AllowedIPRange must be in CIDR notation, not '${AllowedIPRange}'`);
}
