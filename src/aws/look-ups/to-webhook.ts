import type { ListWebhookItem } from '@aws-sdk/client-codepipeline';
import type { Webhook } from '../../app/look-up-ports.ts';
import type { AccountRegion } from '../../domain/ids.ts';

/** Whoever has its URL can start the pipeline where nothing else is asked for, so that stays in CodePipeline. */
export function toWebhook(item: ListWebhookItem, place: AccountRegion): Webhook {
  const { definition, lastTriggered, errorCode, errorMessage } = item;
  const error = [errorCode, errorMessage].filter(Boolean).join(': ');
  return {
    ...place,
    name: definition?.name ?? '',
    pipeline: definition?.targetPipeline ?? '',
    action: definition?.targetAction ?? '',
    authentication: definition?.authentication ?? '',
    filters: (definition?.filters ?? []).map(({ jsonPath, matchEquals }) =>
      matchEquals === undefined ? `${jsonPath}` : `${jsonPath} = ${matchEquals}`,
    ),
    ...(lastTriggered ? { triggeredAt: lastTriggered.toISOString() } : {}),
    ...(error ? { error } : {}),
  };
}
