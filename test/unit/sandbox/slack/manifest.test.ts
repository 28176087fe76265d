import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../../src/sandbox/slack/manifest.ts';

const read = (yaml: string) => readManifest(yaml, 'manifest.yml');

describe('the app’s manifest', () => {
  it('is read as the workspace needs it', () => {
    const yaml = `
features:
  app_home: { home_tab_enabled: true }
  slash_commands:
    - { command: /pipeline, url: https://example.com/, description: See pipelines, usage_hint: "status | help" }
  shortcuts:
    - { name: Start…, type: global, callback_id: start, description: Start one }
  unfurl_domains: [Console.AWS.amazon.com]
oauth_config: { scopes: { bot: [commands, chat:write] } }
settings:
  interactivity: { is_enabled: true, message_menu_options_url: https://example.com/ }
  event_subscriptions: { request_url: https://example.com/, bot_events: [app_home_opened] }
`;
    expect(read(yaml)).toEqual({
      commands: [{ command: '/pipeline', description: 'See pipelines', usageHint: 'status | help' }],
      shortcuts: [{ name: 'Start…', callbackId: 'start', description: 'Start one', type: 'global' }],
      unfurlDomains: ['console.aws.amazon.com'],
      homeTab: true,
      loadsOptions: true,
      events: ['app_home_opened'],
      scopes: ['commands', 'chat:write'],
    });
  });

  it('may leave out whatever the app does not have', () => {
    expect(read('display_information: { name: Signalbox }')).toEqual({
      commands: [],
      shortcuts: [],
      unfurlDomains: [],
      homeTab: false,
      loadsOptions: false,
      events: [],
      scopes: [],
    });
  });

  it('that ships is one that Slack would take', () => {
    const file = 'infra/slack-manifest.yml';
    expect(readManifest(readFileSync(file, 'utf8'), file).commands).toMatchObject([{ command: '/pipeline' }]);
  });

  it.each([
    ['features: { slash_commands: [{ command: pipeline, description: x }] }', /manifest\.yml.*command/s],
    ['features: { shortcuts: [{ name: x, type: local, callback_id: x, description: x }] }', /type/],
    ['features: { unfurl_domains: [a, b, c, d, e, f] }', /unfurl_domains/],
  ])('is refused as %j', (yaml, error) => {
    expect(() => read(yaml)).toThrow(error);
  });
});
