import { createPartnerTokens } from '../../aws/partner-tokens.ts';
import { readQuestions } from './jobs.ts';
import type { PartnerConfig } from './partner-settings.ts';
import { once } from './runtime.ts';

export const tokensOf = (config: PartnerConfig, now: () => number) => tokensNow({ config, now });

const tokensNow = once(({ config, now }: { readonly config: PartnerConfig; readonly now: () => number }) => {
  const { partnerActions = [] } = readQuestions(config.QUESTIONS_FILE);
  const ids = partnerActions.flatMap(({ clients }) => clients.map(({ id }) => id));
  return createPartnerTokens(config.PARTNER_TOKENS, ids, config.AWS_REGION, now);
});
