import { parse } from 'yaml';
import { z } from 'zod';
import type { AppManifest } from '../ports.ts';

/** Limits: Slack's reference of app manifests. */
const Manifest = z.object({
  features: z
    .object({
      app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string().regex(/^\/\S{1,31}$/),
            description: z.string().min(1).max(2000),
            usage_hint: z.string().max(1000).default(''),
          }),
        )
        .max(50)
        .default([]),
      shortcuts: z
        .array(
          z.object({
            name: z.string().min(1).max(24),
            callback_id: z.string().min(1).max(255),
            description: z.string().min(1).max(150),
            type: z.enum(['global', 'message']),
          }),
        )
        .max(10)
        .default([]),
      unfurl_domains: z.array(z.string().min(1)).max(5).default([]),
    })
    .prefault({}),
  oauth_config: z
    .object({ scopes: z.object({ bot: z.array(z.string().min(1)).max(255).default([]) }).prefault({}) })
    .prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).max(100).default([]) }).optional(),
      interactivity: z.object({ message_menu_options_url: z.string().optional() }).optional(),
    })
    .prefault({}),
});

/** Reads what matters to people and to Slack's client from an app manifest.
 * @param file for the message
 * @throws Error when Slack would not take the manifest */
export function readManifest(yaml: string, file: string): AppManifest {
  const manifest = Manifest.safeParse(parse(yaml));
  if (!manifest.success) throw new Error(`${file}: ${z.prettifyError(manifest.error)}`);
  const { features, settings, oauth_config } = manifest.data;
  return {
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ callback_id, ...shortcut }) => ({ ...shortcut, callbackId: callback_id })),
    unfurlDomains: features.unfurl_domains.map((domain) => domain.toLowerCase()),
    homeTab: features.app_home?.home_tab_enabled ?? false,
    loadsOptions: settings.interactivity?.message_menu_options_url !== undefined,
    events: settings.event_subscriptions?.bot_events ?? [],
    scopes: oauth_config.scopes.bot,
  };
}
