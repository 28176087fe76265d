import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { DefinitionChange } from '../../../domain/operation.ts';
import { actions, button, context, section } from '../../blocks.ts';
import { bold, type Mrkdwn, md, name } from '../../mrkdwn.ts';
import { agreements, consequences, differences, draftValue } from '../draft/draft-parts.ts';
import { drawing } from '../drawing.ts';

export const APPLY = 'draft:apply';
export const DELETE = 'definition:delete';

const WOULD: Readonly<Record<DefinitionChange, string>> = { create: 'make', edit: 'change', delete: 'delete' };
const PRESS: Readonly<Record<DefinitionChange, string>> = { create: 'Create', edit: 'Change it', delete: 'Delete…' };

/** What a draft would do: to who has drawn it up, with the button that does it, or to somebody who is asked to agree. */
export function drawDraft({ message }: Extract<Answer, { kind: 'draft' }>): Drawing {
  const { stored, name: called, terms, actIn } = message;
  const { draft, decision } = stored;
  const what = md`This would ${WOULD[draft.change]} ${bold(name(called))}${versionWords(draft.version)}.`;
  const needed = terms.length === 0 ? md`` : md` Others have to agree before it is done.`;
  return drawing(md`${what}${needed}`, [
    section(md`${what}${needed}`),
    ...agreements(message),
    ...differences(draft),
    context(consequences(draft.change, draft.cancels)),
    ...(actIn && !decision ? actions(press(message, called)) : []),
  ]);
}

function press({ stored: { draft }, terms }: Extract<Answer, { kind: 'draft' }>['message'], called: string) {
  const value = draftValue(draft);
  // Whoever deletes types the name first.
  if (draft.change === 'delete')
    return button({ actionId: DELETE, text: PRESS.delete, value, label: `Delete ${called}`, style: 'danger' });
  const text = terms.length === 0 ? PRESS[draft.change] : 'Ask the others';
  return button({ actionId: APPLY, text, value, label: `${text}: ${called}`, style: 'primary' });
}

function versionWords(version: number): Mrkdwn {
  return version === 0 ? md`` : md`, version ${version}`;
}
