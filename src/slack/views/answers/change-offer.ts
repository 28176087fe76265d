import type { Answer } from '../../../app/answer.ts';
import type { Drawing } from '../../../app/ports.ts';
import { actions, button, context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { bold, code, md, name } from '../../mrkdwn.ts';
import { toValue } from '../../reference.ts';
import { consequences } from '../draft/draft-parts.ts';
import { drawing } from '../drawing.ts';

export const EDIT = 'definition:edit';
export const CREATE = 'definition:create';

const FILE = {
  sent: md` The definition is in your messages with the app, without what may be a secret: what you send back masked stays as it is.`,
  not_sent: md` Slack did not take the definition as a file; the console and ${code('aws codepipeline get-pipeline')} have it.`,
  none: md``,
} as const;

/** A definition may be written: the button opens the form for it. */
export function drawChangeOffer(offer: Extract<Answer, { kind: 'change_offer' }>): Drawing {
  const { change, ref, name: called, version, cancels, file } = offer;
  const pipeline = bold(name(called));
  const words =
    change === 'edit'
      ? md`${pipeline} is at version ${version ?? 0}.${FILE[file]} You see what a change does before it is done.`
      : md`No pipeline is called ${pipeline} yet. Write its definition, or copy another with ${code(`${SLASH_COMMAND} create ${called} --from`, 200)} and its name.`;
  const { account, region, pipeline: own } = ref;
  const write = button({
    actionId: change === 'edit' ? EDIT : CREATE,
    text: change === 'edit' ? 'Edit…' : 'Write it…',
    value: toValue({ account, region, pipeline: own }),
    label: `Write the definition of ${called}`,
    style: 'primary',
  });
  return drawing(words, [section(words), context(consequences(change, cancels)), ...actions(write)]);
}

export function drawDraftSame({ name: called, version }: Extract<Answer, { kind: 'draft_same' }>): Drawing {
  const words = md`That is what ${bold(name(called))} is already, in version ${version}. Nothing was changed.`;
  return drawing(words, [section(words)]);
}

export function drawDraftUnreadable({ name: called, why }: Extract<Answer, { kind: 'draft_unreadable' }>): Drawing {
  const words = md`That is no definition for ${bold(name(called))}: ${why.slice(0, 600)}. Nothing was changed. Mend it, and send it again with the same button.`;
  return drawing(words, [section(words)]);
}
