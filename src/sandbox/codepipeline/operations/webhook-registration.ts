import { NAMELESS_WEBHOOK } from '../choices.ts';
import { ServiceError } from '../service-error.ts';
import { type Operation, operation } from './operation.ts';

/** GitHub is not there to be told; that it was told is remembered.
 * @throws ServiceError WebhookNotFoundException */
export const registration = (name: string, registered: boolean): Operation =>
  operation<{ webhookName?: string }>(name, ({ draft }, { webhookName }) => {
    if (webhookName === undefined) throw new ServiceError(NAMELESS_WEBHOOK, 'No webhook is named');
    const webhook = draft.webhooks.get(webhookName);
    if (!webhook) throw new ServiceError('WebhookNotFoundException', `There is no webhook with name '${webhookName}'`);
    if (webhook.registered !== registered)
      draft.webhooks = new Map(draft.webhooks).set(webhookName, { ...webhook, registered });
    return {};
  });
