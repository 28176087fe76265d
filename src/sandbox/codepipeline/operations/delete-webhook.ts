import { operation } from './operation.ts';

/** Its URL is dead from now on; one that is made under its name later gets another. */
export const deleteWebhook = operation<{ name: string }>('DeleteWebhook', ({ draft }, { name }) => {
  if (draft.webhooks.has(name)) {
    const webhooks = new Map(draft.webhooks);
    webhooks.delete(name);
    draft.webhooks = webhooks;
  }
  return {};
});
