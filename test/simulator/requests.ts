import { OperationId } from '../../src/domain/ids.ts';
import { type Ask, NOT_AFTER_MS, type OperationRequest, type Origin } from '../../src/domain/operation.ts';
import { reactToClick } from '../../src/slack/actions/index.ts';
import type { Reaction } from '../../src/slack/clicked.ts';
import { parseMetadata } from '../../src/slack/modal-metadata.ts';
import { reactToSubmission } from '../../src/slack/submissions/index.ts';
import { actorOf } from './places.ts';
import type { Pressable } from './pressables.ts';
import type { ShownMessage } from './slack-channel.ts';

/** What somebody wants, and where they said so. */
export interface Wish {
  readonly ask: Ask;
  readonly origin: Origin;
}

/** What a press leads to; a modal that it opens is filled in and submitted.
 * @param input what is typed or chosen in an input of the modal
 * @returns undefined when it leads nowhere */
export function wishOf(
  user: string,
  message: ShownMessage,
  pressed: Pressable,
  input: (id: string) => string,
): Wish | undefined {
  const origin: Origin = { surface: 'button', channel: message.channel, messageTs: message.ts };
  return wanted(user, origin, reactToClick({ actor: actorOf(user), origin, isInModal: false, ...pressed }), input);
}

function wanted(user: string, origin: Origin, reaction: Reaction, input: (id: string) => string): Wish | undefined {
  if (reaction.kind === 'ask') return { ask: reaction.ask, origin };
  if (reaction.kind !== 'open') return undefined;
  const { callback_id = '', private_metadata = '' } = reaction.view;
  const submitted = {
    actor: actorOf(user),
    origin: { ...origin, surface: 'modal' as const },
    callbackId: callback_id,
    metadata: parseMetadata(private_metadata),
    viewId: 'V1',
    ids: [],
    input,
    file: () => undefined,
    firstInput: undefined,
  };
  return wanted(user, origin, reactToSubmission(submitted), input);
}

/** As it travels, sealed, on the bus. */
export function requestOf(user: string, { ask, origin }: Wish, id: string, now: number): OperationRequest {
  return {
    v: 1,
    operationId: OperationId(`${id}-operation`),
    actor: actorOf(user),
    origin,
    ask,
    requestedAt: new Date(now).toISOString(),
    notAfter: new Date(now + NOT_AFTER_MS).toISOString(),
  };
}

/** `approve {…}`, or the words that were typed. */
export function askWords({ ask }: Wish): string {
  if (ask.kind === 'words') return ask.text;
  return ask.kind === 'deed' ? `${ask.deed.kind} ${JSON.stringify(ask.deed.target)}` : `for ${ask.kind}`;
}
