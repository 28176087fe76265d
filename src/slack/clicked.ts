import type { ModalView } from '@slack/types';
import type { FormWish } from '../domain/form.ts';
import { ChannelId, MessageTs, TeamId, UserId } from '../domain/ids.ts';
import type { Ask, Origin, PersonActor } from '../domain/operation.ts';
import { type ParsedMetadata, parseMetadata } from './modal-metadata.ts';
import type { BlockActions, SlashCommand, ViewSubmission } from './payloads.ts';

/** A button that was pressed, or an option of a menu that was chosen. */
export interface Clicked {
  readonly actor: PersonActor;
  readonly origin: Origin;
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
  const channel = body.channel?.id ?? body.container?.channel_id ?? undefined;
  const messageTs = body.container?.message_ts ?? undefined;
  return {
    actor: toActor(body.user.id, body.user.team_id ?? undefined),
    origin: toOrigin('button', { channel, messageTs, responseUrl: trust(body.response_url ?? undefined) }),
    actionId: acted?.action_id ?? '',
    blockId: acted?.block_id ?? '',
    value: acted?.value ?? '',
    option: acted?.selected_option?.value ?? '',
  };
}

export function toSubmitted({ user, view }: ViewSubmission): Submitted {
  const metadata = parseMetadata(view.private_metadata);
  const opened = metadata.ok ? metadata.origin : {};
  const { values } = view.state;
  return {
    actor: toActor(user.id, user.team_id ?? undefined),
    origin: toOrigin('modal', { channel: opened.channel, messageTs: opened.messageTs, responseUrl: undefined }),
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

function toActor(userId: string, teamId: string | undefined): PersonActor {
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
