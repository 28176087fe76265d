import type { ModalView } from '@slack/types';
import type { FormWish } from '../domain/form.ts';
import { ChannelId, MessageTs, TeamId, UserId } from '../domain/ids.ts';
import type { Ask, Origin, PersonActor } from '../domain/operation.ts';
import { type ParsedMetadata, parseMetadata, parseOrigin } from './modal-metadata.ts';
import type { BlockActions, GlobalShortcut, MessageShortcut, SlashCommand, ViewSubmission } from './payloads.ts';

/** A button that was pressed, or an option of a menu that was chosen. */
export interface Clicked {
  readonly actor: PersonActor;
  readonly origin: Origin;
  /** a form that it opens lies on top of that modal */
  readonly isInModal: boolean;
  readonly actionId: string;
  /** where menus keep their reference */
  readonly blockId: string;
  /** where buttons keep theirs */
  readonly value: string;
  /** the chosen option of a menu */
  readonly option: string;
}

/** A modal that was sent off. */
export interface Submitted {
  readonly actor: PersonActor;
  readonly origin: Origin;
  readonly callbackId: string;
  readonly viewId: string;
  readonly metadata: ParsedMetadata;
  /** what was typed or chosen, by the id of the input; '' when left empty */
  readonly input: (id: string) => string;
  /** the id of the file that was put in, by the id of the input */
  readonly file: (id: string) => string | undefined;
  /** the ids of all inputs, in the order of the form */
  readonly ids: readonly string[];
  /** the block under which a refusal can be written */
  readonly firstInput: string | undefined;
}

/** Words typed after the slash command. */
export interface Typed {
  readonly actor: PersonActor;
  readonly origin: Origin;
  readonly text: string;
}

/** What is to be done about it; deciding that needs nothing but the value itself. */
export type Reaction =
  | {
      readonly kind: 'ask';
      readonly ask: Ask;
      /** of a modal that stays open for the outcome: what stands in it until then */
      readonly meanwhile?: ModalView;
    }
  | { readonly kind: 'open'; readonly view: ModalView }
  /** opened empty, and filled by whoever may read CodePipeline */
  | { readonly kind: 'form'; readonly wish: FormWish }
  /** opens a modal at once; what is asked is answered in it */
  | { readonly kind: 'load'; readonly ask: Ask }
  /** said in private; `why` is for the log */
  | {
      readonly kind: 'tell';
      readonly text: string;
      readonly why: string /** of a form: the input under which it is said; absent: the first */;
      readonly under?: string;
    }
  | { readonly kind: 'nothing' };

/** Is this an address where an answer may be sent? Any other is dropped. */
export type TrustUrl = (responseUrl: string | undefined) => string | undefined;

export function toClicked(body: BlockActions, trust: TrustUrl): Clicked {
  const [acted] = body.actions;
  return {
    actor: toActor(body.user.id, body.user.team_id ?? undefined),
    origin: whereClicked(body, trust),
    isInModal: body.view?.type === 'modal',
    actionId: acted?.action_id ?? '',
    blockId: acted?.block_id ?? '',
    value: acted?.value ?? '',
    option: acted?.selected_option?.value ?? '',
  };
}

/** A click in a modal happened where the modal was opened; one in the Home tab in no channel. */
function whereClicked(body: BlockActions, trust: TrustUrl): Origin {
  const { view } = body;
  if (view?.type === 'home') return { surface: 'home' };
  if (view?.type === 'modal') {
    const { isHome, ...opened } = parseOrigin(view.private_metadata);
    return { surface: isHome ? 'home' : 'modal', ...opened, viewId: view.id };
  }
  const channel = body.channel?.id ?? body.container?.channel_id ?? undefined;
  const messageTs = body.container?.message_ts ?? undefined;
  return toOrigin('button', { channel, messageTs, responseUrl: trust(body.response_url ?? undefined) });
}

export function toSubmitted({ user, view }: ViewSubmission): Submitted {
  const metadata = parseMetadata(view.private_metadata);
  const { isHome, ...opened } = parseOrigin(view.private_metadata);
  const { values } = view.state;
  return {
    actor: toActor(user.id, user.team_id ?? undefined),
    origin: { surface: isHome ? 'home' : 'modal', ...opened },
    callbackId: view.callback_id,
    viewId: view.id,
    metadata,
    input: (id) => {
      const typed = values[id]?.[id];
      return typed?.value ?? typed?.selected_option?.value ?? typed?.selected_date ?? typed?.selected_user ?? '';
    },
    file: (id) => values[id]?.[id]?.files?.[0]?.id,
    ids: Object.keys(values),
    firstInput: Object.keys(values)[0],
  };
}

/** A global shortcut comes from nowhere, one of a message from that message. */
export function toShortcutOrigin(body: GlobalShortcut | MessageShortcut, trust: TrustUrl): Origin {
  if (body.type === 'shortcut') return { surface: 'shortcut' };
  const { channel, message_ts: messageTs } = body;
  return toOrigin('shortcut', { channel: channel.id, messageTs, responseUrl: trust(body.response_url ?? undefined) });
}

export function toTyped(body: SlashCommand, trust: TrustUrl): Typed {
  return {
    actor: toActor(body.user_id, body.team_id),
    origin: toOrigin('command', {
      channel: body.channel_id,
      messageTs: undefined,
      responseUrl: trust(body.response_url),
    }),
    text: body.text,
  };
}

export function toActor(userId: string, teamId: string | undefined): PersonActor {
  return { userId: UserId(userId), ...(teamId === undefined ? {} : { teamId: TeamId(teamId) }) };
}

function toOrigin(
  surface: Origin['surface'],
  place: { channel: string | undefined; messageTs: string | undefined; responseUrl: string | undefined },
): Origin {
  const { channel, messageTs, responseUrl } = place;
  return {
    surface,
    ...(channel === undefined ? {} : { channel: ChannelId(channel) }),
    ...(messageTs === undefined ? {} : { messageTs: MessageTs(messageTs) }),
    ...(responseUrl === undefined ? {} : { responseUrl }),
  };
}
