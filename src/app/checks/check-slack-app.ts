import { type Finding, failed, ok, warning } from '../../domain/check-report.ts';
import type { AppIds, CheckDeps, SlackSelf } from './check-deps.ts';
import { SCOPES } from './scopes.ts';

type Known = Extract<SlackSelf, { kind: 'known' }>;

/** Slack's answers bear whole seconds, and take one. */
const CLOCK_WARNING_MS = 30_000;
/** Slack's own requests are refused when they are five minutes old. */
const CLOCK_FAILED_MS = 120_000;

const REINSTALL = 'Give the app the manifest that `npm run manifest` prints, and install it to the workspace again.';

/** The token, whose it is, what it may, and whether Slack and AWS agree about the time. */
export async function checkSlackApp({ self, app, now }: CheckDeps): Promise<readonly Finding[]> {
  const found = await self();
  switch (found.kind) {
    case 'known':
      return [
        ok('Slack token', 'Slack takes the bot token.'),
        ...checkIds(found, app),
        ...checkScopes(found),
        ...checkClock(found, now()),
      ];
    case 'refused':
      return [
        failed(
          'Slack token',
          `Slack does not take the bot token: ${found.error}.`,
          'Install the app again and store its new token with `npm run setup`.',
        ),
      ];
    case 'no_token':
      return [
        failed('Slack token', 'The bot token cannot be read.', 'Store it as a SecureString with `npm run setup`.'),
      ];
    case 'unreachable':
      return [failed('Slack token', 'Slack did not answer.', 'Look at https://slack-status.com, then ask again.')];
  }
}

const NAMES: Readonly<Record<keyof AppIds, string>> = {
  teamId: 'workspace',
  appId: 'app',
  botId: 'bot',
  botUserId: 'bot user',
};
const IDS: readonly (keyof AppIds)[] = ['teamId', 'appId', 'botId', 'botUserId'];

function checkIds(found: Known, app: AppIds): Finding[] {
  const wrong = IDS.filter((id) => found[id] !== app[id]);
  if (wrong.length === 0) return [ok('Slack app', 'The token is of the workspace, app and bot that are set.')];
  const differences = wrong.map((id) => `the ${NAMES[id]} is ${found[id]}, not ${app[id]}`);
  return [
    failed(
      'Slack app',
      `The token is of something else than what is set: ${differences.join('; ')}.`,
      'Mend infra/stages/<stage>.json with `npm run setup` and deploy, or store the token of the right app.',
    ),
  ];
}

function checkScopes({ scopes }: Known): Finding[] {
  if (!scopes) return [warning('Scopes', 'Slack did not say which scopes the token has.', 'Ask again later.')];
  const missing = Object.entries(SCOPES).filter(([scope]) => !scopes.includes(scope));
  if (missing.length === 0) return [ok('Scopes', 'The app has every scope that it uses.')];
  return missing.map(([scope, { essential, without }]) =>
    (essential ? failed : warning)('Scopes', `Without the scope ${scope} ${without}.`, REINSTALL),
  );
}

function checkClock({ slackNow }: Known, now: number): Finding[] {
  if (slackNow === undefined) return [];
  const skew = Math.abs(now - slackNow);
  const says = `The functions’ clock and Slack’s are ${Math.round(skew / 1_000)} s apart`;
  if (skew <= CLOCK_WARNING_MS) return [ok('Clock', 'The functions’ clock agrees with Slack’s.')];
  const verdict = skew > CLOCK_FAILED_MS ? failed : warning;
  return [verdict('Clock', `${says}; from five minutes on every click is refused.`, 'Report it to AWS support.')];
}
