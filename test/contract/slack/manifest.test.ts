import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SLASH_COMMAND } from '../../../src/slack/commands/slash-command.ts';
import { EVENTS } from '../../../src/slack/event-kinds.ts';
import { CONSOLE_DOMAINS } from '../../../src/slack/parse-console-link.ts';
import { SHORTCUTS } from '../../../src/slack/shortcuts/index.ts';
import { inProject } from '../../support/packaged.ts';

const Manifest = z.object({
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean(), messages_tab_enabled: z.boolean() }),
    shortcuts: z.array(
      z.object({
        name: z.string().max(24),
        type: z.string(),
        callback_id: z.string().max(255),
        description: z.string().max(150),
      }),
    ),
    slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean() })),
    unfurl_domains: z.array(z.string()).max(5),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.boolean(), message_menu_options_url: z.string() }),
  }),
});
const manifest = Manifest.parse(parse(readFileSync(inProject('infra/slack-manifest.yml'), 'utf8')));

/** What Slack asks for each method, and each event, that we use; none for those that need no scope. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'bots.info': ['users:read'],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.unfurl': ['links:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'files.info': ['files:read'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
  app_home_opened: [],
  link_shared: ['links:read'],
};
/** Without it there is neither a slash command nor a shortcut. */
const INTERACTIVE = ['commands'];

/** Methods by name, wherever in src/slack they are called. */
function methodsCalled(): string[] {
  const sources = readdirSync(inProject('src/slack'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(inProject(`src/slack/${file}`), 'utf8'));
  const called = sources.flatMap((text) =>
    [...text.matchAll(/method\('([a-zA-Z.]+)'\)/g)].map(([, name = '']) => name),
  );
  return [...new Set(called)];
}

const sorted = (values: readonly string[]) => [...new Set(values)].sort();

describe('the manifest of the Slack app', () => {
  it('asks for the scopes that the calls and events need, and for no others', () => {
    const used = [...methodsCalled(), ...EVENTS];

    expect(used.filter((one) => !(one in SCOPES))).toEqual([]);
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(
      sorted([...INTERACTIVE, ...used.flatMap((one) => SCOPES[one] ?? [])]),
    );
  });

  it('subscribes to the events that something listens to', () => {
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(sorted(EVENTS));
  });

  it('has the shortcuts that something listens to, under names that Slack takes', () => {
    const named = manifest.features.shortcuts.map(({ type, callback_id }) => `${type} ${callback_id}`);

    expect(sorted(named)).toEqual(sorted(SHORTCUTS.map(({ type, callbackId }) => `${type} ${callbackId}`)));
  });

  it('has the one slash command, whose text comes as it was typed', () => {
    expect(manifest.features.slash_commands).toMatchObject([{ command: SLASH_COMMAND, should_escape: false }]);
  });

  it('asks to hear of the links that can be read', () => {
    expect(sorted(manifest.features.unfurl_domains)).toEqual(sorted(CONSOLE_DOMAINS));
  });

  it('has a Home tab, a place for private answers, and an address for lists that load', () => {
    expect(manifest.features.app_home).toEqual({ home_tab_enabled: true, messages_tab_enabled: true });
    const { event_subscriptions: events, interactivity } = manifest.settings;
    expect(interactivity).toEqual({ is_enabled: true, message_menu_options_url: events.request_url });
  });
});
