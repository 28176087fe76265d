import * as z from 'zod/mini';

/** What Slack sends, as far as we use it. Everything else is left out here, so that nobody behind this file ever sees it. */

const id = z.string().check(z.minLength(1), z.maxLength(100));
const nullish = <T extends z.ZodMiniType>(type: T) => z.optional(z.nullable(type));

const User = z.object({ id, team_id: nullish(id) });
const Team = nullish(z.object({ id }));
const common = {
  user: User,
  /** null for an installation of a whole organisation */
  team: Team,
  api_app_id: nullish(z.string()),
  response_url: nullish(z.string()),
  trigger_id: nullish(z.string()),
};

export const SlashCommand = z.object({
  command: z.string(),
  text: z._default(z.string(), ''),
  user_id: id,
  team_id: id,
  channel_id: z.optional(id),
  api_app_id: z.optional(z.string()),
  response_url: z.optional(z.string()),
});
export type SlashCommand = z.infer<typeof SlashCommand>;

const View = z.object({
  id,
  callback_id: z.string(),
  private_metadata: z._default(z.string(), ''),
  /** the installation that the modal belongs to, when that is not the person's workspace */
  app_installed_team_id: nullish(id),
});

const Acted = z.object({
  action_id: z.string(),
  block_id: z._default(z.string(), ''),
  value: nullish(z.string()),
  selected_option: nullish(z.object({ value: z.string() })),
});

export const BlockActions = z.object({
  type: z.literal('block_actions'),
  ...common,
  channel: nullish(z.object({ id })),
  container: nullish(z.object({ channel_id: nullish(id), message_ts: nullish(id) })),
  view: nullish(View),
  /** Slack sends one; only the first counts */
  actions: z.array(Acted).check(z.minLength(1)),
});
export type BlockActions = z.infer<typeof BlockActions>;

const Input = z.object({
  value: nullish(z.string()),
  selected_option: nullish(z.object({ value: z.string() })),
  files: nullish(z.array(z.object({ id }))),
  selected_date: nullish(z.string()),
  selected_user: nullish(id),
});
export const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  ...common,
  view: z.extend(View, {
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Input)) }),
  }),
});
export type ViewSubmission = z.infer<typeof ViewSubmission>;

const ViewClosed = z.object({ type: z.literal('view_closed'), ...common, view: View });
const UrlVerification = z.object({ type: z.literal('url_verification'), challenge: z.string() });
/** Slack's kinds that nothing of ours listens to in this version. */
const Unheard = z.object({
  type: z.enum(['event_callback', 'shortcut', 'message_action', 'block_suggestion', 'app_rate_limited']),
});
const SslCheck = z.object({ ssl_check: z.string() });

export type Payload =
  | { readonly kind: 'command'; readonly body: SlashCommand }
  | { readonly kind: 'click'; readonly body: BlockActions }
  | { readonly kind: 'submission'; readonly body: ViewSubmission }
  | { readonly kind: 'closed'; readonly body: z.infer<typeof ViewClosed> }
  | { readonly kind: 'url_verification'; readonly body: z.infer<typeof UrlVerification> }
  | { readonly kind: 'unheard'; readonly type: string }
  | { readonly kind: 'ssl_check' };

/** @returns undefined for what is nothing that Slack sends */
export function parsePayload(body: unknown): Payload | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if (!('type' in body)) return parseForm(body);
  switch (body.type) {
    case 'block_actions':
      return of('click', BlockActions.safeParse(body));
    case 'view_submission':
      return of('submission', ViewSubmission.safeParse(body));
    case 'view_closed':
      return of('closed', ViewClosed.safeParse(body));
    case 'url_verification':
      return of('url_verification', UrlVerification.safeParse(body));
    default: {
      const unheard = Unheard.safeParse(body);
      return unheard.success ? { kind: 'unheard', type: unheard.data.type } : undefined;
    }
  }
}

function parseForm(body: object): Payload | undefined {
  const command = SlashCommand.safeParse(body);
  if (command.success) return { kind: 'command', body: command.data };
  return SslCheck.safeParse(body).success ? { kind: 'ssl_check' } : undefined;
}

function of<K extends string, B>(
  kind: K,
  parsed: { readonly success: boolean; readonly data?: B },
): { readonly kind: K; readonly body: B } | undefined {
  return parsed.success && parsed.data !== undefined ? { kind, body: parsed.data } : undefined;
}

/** The workspace whose installation of the app a request is for: a modal opened across workspaces names it itself. */
export function installedTeam(payload: Payload): string | undefined {
  switch (payload.kind) {
    case 'command':
      return payload.body.team_id;
    case 'click':
    case 'submission':
    case 'closed': {
      const { view, team, user } = { view: undefined, ...payload.body };
      return view?.app_installed_team_id ?? team?.id ?? user.team_id ?? undefined;
    }
    default:
      return undefined;
  }
}

export function appOf(payload: Payload): string | undefined {
  return 'body' in payload && 'api_app_id' in payload.body ? (payload.body.api_app_id ?? undefined) : undefined;
}
