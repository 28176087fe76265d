import type { Drawing } from '../../app/ports.ts';
import type { Recovery } from '../../domain/failure-details.ts';
import { shortId } from '../../domain/ids.ts';
import type { Progress } from '../../domain/progress.ts';
import { context } from '../blocks.ts';
import { executionUrl } from '../console-links.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name } from '../mrkdwn.ts';
import { drawing } from './drawing.ts';
import { pipelineName } from './pipeline-name.ts';
import { changeOf } from './provenance.ts';
import { MARK } from './states.ts';
import { durationBetween } from './strip.ts';

/** `✓ Build is green again in shop-web · red for 34 min · fixed by Lee Chen (88d10b4)`. It never changes. */
export function drawRecovery({ stage }: { readonly stage: string }, progress: Progress): Drawing {
  const recovery = progress.recoveries?.find((one) => one.stage === stage);
  const pipeline = name(pipelineName(progress), 200);
  const parts = (subject: Mrkdwn) =>
    join(
      [
        md`${bold(name(stage, 120))} is green again in ${subject}`,
        recovery && md`red for ${durationBetween(recovery.since, recovery.at)}`,
        recovery && howWords(recovery, progress),
      ],
      ' · ',
    );
  return drawing(md`${parts(pipeline)}. Execution ${name(shortId(progress.ref.executionId), 60)}.`, [
    context(md`${MARK.succeeded} ${parts(bold(link(executionUrl(progress.ref), pipeline)))}`),
  ]);
}

function howWords({ sameChange, retriedBy }: Recovery, progress: Progress): Mrkdwn | undefined {
  if (sameChange)
    return retriedBy === undefined
      ? md`passed when it was tried again`
      : md`passed when ${foreign(retriedBy, 120)} retried it`;
  const change = changeOf(progress);
  if (!change?.author) return change && md`fixed with ${link(change.url, foreign(change.id, 80))}`;
  return md`fixed by ${foreign(change.author, 120)} (${link(change.url, foreign(change.id, 80))})`;
}
