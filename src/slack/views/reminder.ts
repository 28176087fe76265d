import type { Drawing } from '../../app/ports.ts';
import { shortId } from '../../domain/ids.ts';
import type { MessageSubject } from '../../domain/message-plan.ts';
import type { Progress } from '../../domain/progress.ts';
import { context } from '../blocks.ts';
import { executionUrl } from '../console-links.ts';
import { bold, join, link, type Mrkdwn, md, mention, name, slackDate } from '../mrkdwn.ts';
import { drawing } from './drawing.ts';
import { pipelineName } from './pipeline-name.ts';
import { MARK } from './states.ts';

/** One line in the thread of a waiting approval that asks those who can decide and have not. It never changes. */
export function drawReminder(
  { run, reminder }: Extract<MessageSubject, { kind: 'reminder' }>,
  progress: Progress,
): Drawing {
  const { ref, approvals } = progress;
  const pipeline = name(pipelineName(progress), 200);
  const approval = approvals.find(({ runKey }) => runKey === run);
  const place = approval ? md` · ${name(approval.stage, 120)}/${name(approval.name, 120)}` : md``;
  const what = md`${bold(link(executionUrl(ref), pipeline))}${place}`;
  const until = approval?.deadline === undefined ? undefined : slackDate(approval.deadline, 'deadline');
  const says = (subject: Mrkdwn) =>
    reminder.lastCall
      ? md`Last call: ${subject} waits for approval until ${until ?? 'its end'}; then CodePipeline fails it`
      : md`${subject} still waits for approval${until === undefined ? '' : md`, until ${until}`}`;
  const asked = join(
    [...reminder.asks.map(mention), reminder.more > 0 ? md`and ${reminder.more} more` : undefined],
    ' ',
  );
  const plain = md`${pipeline}${place}`;
  return drawing(md`${says(plain)}. Execution ${name(shortId(ref.executionId), 60)}.`, [
    context(md`${MARK.waiting} ${says(what)}${asked.mrkdwn === '' ? '' : md` · ${asked}`}`),
  ]);
}
