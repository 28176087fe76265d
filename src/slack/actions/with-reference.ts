import type { Clicked, Reaction } from '../clicked.ts';
import { SLASH_COMMAND } from '../commands/slash-command.ts';
import { toModalOrigin } from '../modal-metadata.ts';
import { type ParsedReference, parseReference, type Reference } from '../reference.ts';
import type { OpenedFrom } from '../views/modals/opened-from.ts';

/** Reads the reference of a button (`value`) or of a menu (`block_id`), and says so when it is not one of ours. */
export function withReference(text: string, react: (reference: Reference) => Reaction): Reaction {
  const parsed = parseReference(text);
  return parsed.ok ? react(parsed.reference) : notOurs(parsed.reason);
}

/** The words for something that nobody of this version has drawn. */
export function notOurs(
  why: Extract<ParsedReference, { ok: false }>['reason'] | 'incomplete' | 'unknown_action',
): Reaction {
  const what =
    why === 'unknown_version' || why === 'unknown_action'
      ? 'This was drawn by another version of Signalbox, so nothing was done.'
      : 'This is not one of Signalbox’s own buttons, so nothing was done.';
  return { kind: 'tell', why, text: `${what} ${SLASH_COMMAND} status shows how things stand, with buttons that work.` };
}

/** What a modal needs to know of the click that opens it. */
export function openedFrom({ origin }: Clicked, value: string, reference: Reference): OpenedFrom {
  return { reference, value, origin: toModalOrigin(origin) };
}
