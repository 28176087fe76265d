import { operation } from './operation.ts';
import { page } from './paging.ts';
import { presentWebhook } from './webhooks.ts';

/** By name. The only list whose paging members begin with capitals. */
export const listWebhooks = operation<{ NextToken?: string; MaxResults?: number }>(
  'ListWebhooks',
  ({ draft }, { NextToken, MaxResults = 100 }) => {
    const byName = [...draft.webhooks.values()].sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
    const nameOf = ({ definition }: (typeof byName)[number]) => definition.name;
    const { items, nextToken } = page(byName, nameOf, 'ListWebhooks', MaxResults, NextToken);
    return { webhooks: items.map((webhook) => presentWebhook(draft, webhook)), NextToken: nextToken };
  },
);
