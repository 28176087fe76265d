import { RULE_WAIT_MS } from '../choices.ts';
import type { RuleDeclaration } from '../shapes.ts';

/** How long a rule may take. */
export const ruleLimitMs = ({ timeoutInMinutes }: RuleDeclaration): number =>
  timeoutInMinutes === undefined ? RULE_WAIT_MS : timeoutInMinutes * 60_000;
