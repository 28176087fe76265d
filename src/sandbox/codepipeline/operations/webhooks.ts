import type { Draft } from '../machine/draft.ts';
import type { Webhook } from '../state.ts';
import { seconds } from './operation.ts';

const REDACTED = '****';

export const webhookUrl = ({ origin, region }: Pick<Draft, 'origin' | 'region'>, { key }: Webhook): string =>
  `${origin}/_webhooks/${region}/trigger?t=${key}&v=1`;

/** A webhook as PutWebhook and ListWebhooks give it: without its secret. */
export function presentWebhook(draft: Draft, webhook: Webhook) {
  const { definition, arn, tags, lastTriggeredAt } = webhook;
  const { SecretToken, ...configuration } = definition.authenticationConfiguration;
  return {
    definition: {
      ...definition,
      authenticationConfiguration: { ...configuration, ...(SecretToken !== undefined && { SecretToken: REDACTED }) },
    },
    url: webhookUrl(draft, webhook),
    lastTriggered: lastTriggeredAt === undefined ? undefined : seconds(lastTriggeredAt),
    arn,
    tags,
  };
}
