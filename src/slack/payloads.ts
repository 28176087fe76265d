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
  type: z.optional(z.string()),
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

export const GlobalShortcut = z.object({ type: z.literal('shortcut'), ...common, callback_id: z.string() });
export type GlobalShortcut = z.infer<typeof GlobalShortcut>;

/** Of the message itself only where it is: what it says, anybody may have written. */
export const MessageShortcut = z.object({
  type: z.literal('message_action'),
  ...common,
  callback_id: z.string(),
  channel: z.object({ id }),
  message_ts: id,
});
export type MessageShortcut = z.infer<typeof MessageShortcut>;

export const Suggestion = z.object({
  type: z.literal('block_suggestion'),
  ...common,
  action_id: z.string(),
  block_id: z._default(z.string(), ''),
  /** what was typed so far */
  value: z._default(z.string(), ''),
  view: nullish(View),
});
export type Suggestion = z.infer<typeof Suggestion>;

const HomeOpened = z.object({ type: z.literal('app_home_opened'), user: id, tab: z.optional(z.string()) });
const LinkShared = z.object({
  type: z.literal('link_shared'),
  user: id,
  channel: id,
  message_ts: id,
  links: z.array(z.object({ url: z.string() })),
});
/** An event that nothing of ours listens to. */
const OtherEvent = z.object({ type: z.string() });
const installation = nullish(z.array(z.object({ team_id: nullish(id) })));

export const EventCallback = z.object({
  type: z.literal('event_callback'),
  team_id: nullish(id),
  context_team_id: nullish(id),
  /** the installation that the event is for: `team_id` may be a workspace that shares the channel */
  authorizations: installation,
  api_app_id: nullish(z.string()),
  is_ext_shared_channel: nullish(z.boolean()),
  event: z.union([HomeOpened, LinkShared, OtherEvent]),
});
export type EventCallback = z.infer<typeof EventCallback>;

/** Slack's kinds that nothing of ours listens to in this version. */
const Unheard = z.object({ type: z.enum(['app_rate_limited']) });
const SslCheck = z.object({ ssl_check: z.string() });

export type Payload =
  | { readonly kind: 'command'; readonly body: SlashCommand }
  | { readonly kind: 'click'; readonly body: BlockActions }
  | { readonly kind: 'submission'; readonly body: ViewSubmission }
  | { readonly kind: 'closed'; readonly body: z.infer<typeof ViewClosed> }
  | { readonly kind: 'shortcut'; readonly body: GlobalShortcut }
  | { readonly kind: 'message_shortcut'; readonly body: MessageShortcut }
  | { readonly kind: 'suggestion'; readonly body: Suggestion }
  | { readonly kind: 'event'; readonly body: EventCallback }
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
    case 'shortcut':
      return of('shortcut', GlobalShortcut.safeParse(body));
    case 'message_action':
      return of('message_shortcut', MessageShortcut.safeParse(body));
    case 'block_suggestion':
      return of('suggestion', Suggestion.safeParse(body));
    case 'event_callback':
      return of('event', EventCallback.safeParse(body));
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
    case 'closed':
    case 'shortcut':
    case 'message_shortcut':
    case 'suggestion': {
      const { view, team, user } = { view: undefined, ...payload.body };
      return view?.app_installed_team_id ?? team?.id ?? user.team_id ?? undefined;
    }
    case 'event': {
      const { authorizations, context_team_id, team_id } = payload.body;
      return authorizations?.[0]?.team_id ?? context_team_id ?? team_id ?? undefined;
    }
    default:
      return undefined;
  }
}

export function appOf(payload: Payload): string | undefined {
  return 'body' in payload && 'api_app_id' in payload.body ? (payload.body.api_app_id ?? undefined) : undefined;
}
