import type { AppIds } from '../../app/checks/check-deps.ts';
import { createSlackClient } from '../../slack/client.ts';
import { slackSelf } from '../../slack/slack-self.ts';
import { parametersOf } from '../stage/stage.ts';
import type { Arguments } from './arguments.ts';
import type { Secrets } from './secrets.ts';
import type { Terminal } from './terminal.ts';

const ATTEMPTS = 3;

/** The step that was not done, in a sentence: what went before it stays. */
export class NotDone extends Error {}

/** Makes sure that a bot token is stored which Slack takes. Nothing is stored before Slack has taken it.
 * @returns whose token it is
 * @throws NotDone */
export async function ensureToken(
  terminal: Terminal,
  secrets: Secrets,
  { stage, slackApiUrl }: Arguments,
): Promise<AppIds> {
  const { botToken } = parametersOf(stage);
  const stored = await secrets.read(botToken);
  if (stored !== undefined) {
    const found = await whose(stored, slackApiUrl);
    if (typeof found !== 'string') {
      terminal.say(`✓ The bot token is stored, and Slack takes it (app ${found.appId}, workspace ${found.teamId}).`);
      return found;
    }
    terminal.say(`✗ A bot token is stored, and ${found}.`);
    if (!(await terminal.confirm('Overwrite it with another?', 'yes')))
      throw new NotDone('The bot token is not mended.');
  } else {
    terminal.say('  Create the app at https://api.slack.com/apps: “Create New App”, “From a manifest”, and give it');
    terminal.say('  infra/slack-manifest.yml as it is. Install it to the workspace.');
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const token = await terminal.ask('Bot token (xoxb-…, under “OAuth & Permissions”; it is not shown):', 'hidden');
    const found = token.startsWith('xoxb-') ? await whose(token, slackApiUrl) : 'a bot token begins with xoxb-';
    if (typeof found === 'string') {
      terminal.say(`✗ That was not stored: ${found}.`);
      continue;
    }
    await secrets.store(botToken, token, stored !== undefined);
    terminal.say(`✓ Slack takes it (app ${found.appId}, workspace ${found.teamId}); it is stored.`);
    return found;
  }
  throw new NotDone('No bot token was stored.');
}

/** Whether Slack signs with it shows only when Slack sends something, so that it can be replaced at any time.
 * @throws NotDone */
export async function ensureSigningSecret(terminal: Terminal, secrets: Secrets, stage: string): Promise<void> {
  const { signingSecret } = parametersOf(stage);
  const isStored = (await secrets.read(signingSecret)) !== undefined;
  if (isStored && !(await terminal.confirm('A signing secret is stored. Replace it?', 'no'))) {
    terminal.say('✓ The signing secret is stored.');
    return;
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const secret = await terminal.ask('Signing secret (under “Basic Information”; it is not shown):', 'hidden');
    if (/^[\w-]{8,200}$/.test(secret) && !secret.startsWith('xox')) {
      await secrets.store(signingSecret, secret, isStored);
      terminal.say('✓ The signing secret is stored.');
      return;
    }
    terminal.say('✗ That was not stored: a signing secret is one word of letters and digits, and no token.');
  }
  throw new NotDone('No signing secret was stored.');
}

/** @returns whose token it is, or why Slack does not take it, in words */
async function whose(token: string, slackApiUrl: string): Promise<AppIds | string> {
  const read = async () => token;
  const found = await slackSelf(createSlackClient({ slackApiUrl, botToken: read, rereadToken: read, now: Date.now }));
  switch (found.kind) {
    case 'known':
      return found;
    case 'refused':
      return `Slack does not take it: ${found.error}`;
    default:
      return 'Slack did not answer';
  }
}
