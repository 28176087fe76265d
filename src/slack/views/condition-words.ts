import type { LiveCondition } from '../../app/codepipeline-ports.ts';
import { foreign, join, type Mrkdwn, md, name } from '../mrkdwn.ts';

const RULES_SHOWN = 5;

/** `business-hours failed: “outside the window”`, a line for each rule. */
export function ruleWords(rules: LiveCondition['rules']): Mrkdwn {
  if (rules.length === 0) return md`Its rules are not told.`;
  const lines = rules.slice(0, RULES_SHOWN).map(({ name: rule, status, summary }) => {
    const said = summary === undefined ? md`` : md`: “${foreign(summary, 200)}”`;
    return md`${name(rule, 100)} ${status === undefined ? 'has not been looked at' : (WORDS[status] ?? foreign(status, 40))}${said}`;
  });
  return join(lines, '\n');
}

const WORDS: Readonly<Record<string, string>> = {
  InProgress: 'is being looked at',
  Succeeded: 'is met',
  Failed: 'is not met',
  Abandoned: 'was abandoned',
};
