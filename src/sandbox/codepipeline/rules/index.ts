import type { RuleDeclaration } from '../shapes.ts';
import { cloudWatchAlarm } from './cloud-watch-alarm.ts';
import { deploymentWindow } from './deployment-window.ts';
import type { RuleProvider } from './rule-provider.ts';
import { codeBuildRule, commandsRule, lambdaRule } from './simulated.ts';
import { variableCheck } from './variable-check.ts';

/** All rule types, by provider; all have version 1. */
export const RULE_PROVIDERS: ReadonlyMap<string, RuleProvider> = new Map([
  ['CloudWatchAlarm', cloudWatchAlarm],
  ['CodeBuild', codeBuildRule],
  ['Commands', commandsRule],
  ['DeploymentWindow', deploymentWindow],
  ['LambdaInvoke', lambdaRule],
  ['VariableCheck', variableCheck],
]);

export const findRuleProvider = ({
  provider,
  version = '1',
}: RuleDeclaration['ruleTypeId']): RuleProvider | undefined =>
  version === '1' ? RULE_PROVIDERS.get(provider) : undefined;

/** @throws Error when there is none: the structure rules let nobody declare such a rule */
export function ruleProviderOf({ ruleTypeId }: RuleDeclaration): RuleProvider {
  const provider = findRuleProvider(ruleTypeId);
  if (!provider) throw new Error(`no provider for rule ${JSON.stringify(ruleTypeId)}`);
  return provider;
}
