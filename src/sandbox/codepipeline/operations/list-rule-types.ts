import { RULE_PROVIDERS } from '../rules/index.ts';
import { operation } from './operation.ts';

/** All at once: the operation has no token. */
export const listRuleTypes = operation<{ ruleOwnerFilter?: 'AWS'; regionFilter?: string }>('ListRuleTypes', () => ({
  ruleTypes: [...RULE_PROVIDERS].map(
    ([
      provider,
      {
        inputs: [minimumCount, maximumCount],
        properties,
      },
    ]) => ({
      id: { category: 'Rule', owner: 'AWS', provider, version: '1' },
      ruleConfigurationProperties: properties,
      inputArtifactDetails: { minimumCount, maximumCount },
    }),
  ),
}));
