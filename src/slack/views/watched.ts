import type { Drawing } from '../../app/ports.ts';
import { shortId } from '../../domain/ids.ts';
import type { Progress } from '../../domain/progress.ts';
import type { Watched } from '../../domain/watched.ts';
import { section } from '../blocks.ts';
import { executionUrl } from '../console-links.ts';
import { bold, foreign, join, link, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { drawing } from './drawing.ts';
import { errorLine, withoutStop } from './failure-reason.ts';
import { pipelineName } from './pipeline-name.ts';
import { changeOf } from './provenance.ts';
import { MARK } from './states.ts';

/** One line to somebody who watches a pipeline. It has no buttons: those are on the messages of its channels. */
export function drawWatched(moment: Watched, progress: Progress): Drawing {
  const { ref } = progress;
  const pipeline = name(pipelineName(progress), 200);
  const { mark, says } = wordsOf(moment, progress);
  const id = name(shortId(ref.executionId), 60);
  const change = changeOf(progress);
  const commit = change && md`${foreign(change.id, 80)}${change.author ? md` by ${foreign(change.author, 100)}` : ''}`;
  const line = join([says(bold(link(executionUrl(ref), pipeline))), commit, md`execution ${id}`], ' · ');
  return drawing(md`${says(pipeline)}. Execution ${id}.`, [section(md`${mark} ${line}`)]);
}

interface Line {
  readonly mark: string;
  says(pipeline: Mrkdwn): Mrkdwn;
}

function wordsOf(moment: Watched, progress: Progress): Line {
  switch (moment.what) {
    case 'waiting':
      return waitingLine(moment.run, progress);
    case 'failed': {
      const failure = progress.failures.find(({ stage, begun }) => stage === moment.stage && begun === moment.begun);
      const why = failure && errorLine(failure.actions);
      const reason = why === undefined ? md`` : md`: ${foreign(withoutStop(why), 240)}`;
      return { mark: MARK.failed, says: (pipeline) => md`${pipeline} failed in ${name(moment.stage, 200)}${reason}` };
    }
    case 'ended': {
      const { state } = moment;
      const was = state === 'succeeded' || state === 'failed' ? md`${state}` : md`was ${state}`;
      return { mark: MARK[state], says: (pipeline) => md`${pipeline} ${was}` };
    }
  }
}

function waitingLine(run: Extract<Watched, { what: 'waiting' }>['run'], { approvals }: Progress): Line {
  const approval = approvals.find(({ runKey }) => runKey === run);
  const place = approval ? md` · ${name(approval.stage, 120)}/${name(approval.name, 120)}` : md``;
  const waits = approval?.state === 'waiting' && !approval.replaced;
  const until = approval?.deadline === undefined ? md`` : md` until ${slackDate(approval.deadline, 'deadline')}`;
  if (waits) return { mark: MARK.waiting, says: (pipeline) => md`${pipeline}${place} waits for approval${until}` };
  const outcome = approval?.state === 'succeeded' ? 'was approved' : 'waits for approval no more';
  const mark = approval?.state === 'succeeded' ? MARK.succeeded : MARK.none;
  return { mark, says: (pipeline) => md`${pipeline}${place} ${outcome}` };
}
