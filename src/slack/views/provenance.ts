import { nameInArn } from '../../domain/arn.ts';
import { shortId } from '../../domain/ids.ts';
import type { Progress, Revision } from '../../domain/progress.ts';
import { executionUrl } from '../console-links.ts';
import { oneLine } from '../foreign-text.ts';
import { foreign, join, link, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { durationBetween } from './strip.ts';

/** What this execution brings, in one value whatever its source is. */
export interface Change {
  readonly id: string;
  readonly summary?: string;
  readonly author?: string;
  readonly url?: string;
  /** further sources with a revision of their own */
  readonly others: number;
}

/** The commit that started the execution, else its first source revision. */
export function changeOf({ commit, revisions }: Progress): Change | undefined {
  const revision =
    revisions.find(({ revisionId }) => revisionId === commit?.commitId) ?? revisions.find(isCommit) ?? revisions[0];
  const id = commit?.commitId ?? revision?.revisionId;
  if (id === undefined) return undefined;
  const own = revision?.revisionId === id ? revision : undefined;
  // Some sources only repeat the id in words ("Amazon S3 version id: …").
  const said = commit?.message ?? own?.summary;
  const summary = said?.includes(id) ? undefined : said;
  const author = commit?.author ?? own?.author;
  return {
    id: shortRevision(id),
    ...(summary === undefined ? {} : { summary: oneLine(summary.split('\n')[0] ?? '') }),
    ...(author === undefined ? {} : { author }),
    ...(own?.url === undefined ? {} : { url: own.url }),
    others: revisions.filter((other) => other !== own).length,
  };
}

const isCommit = ({ revisionId }: Revision) => /^[0-9a-f]{40}$/.test(revisionId);

/** Seven characters of a commit, twelve of anything else. */
export function shortRevision(id: string): string {
  if (/^[0-9a-f]{12,}$/.test(id)) return id.slice(0, 7);
  const digest = /^sha256:([0-9a-f]{12})/.exec(id)?.[1];
  return digest ?? [...oneLine(id)].slice(0, 12).join('');
}

/** `3f2c91e “Fix the cart total” by Dana Reyes` */
export function changeWords(change: Change): Mrkdwn {
  const summary = change.summary ? md`“${foreign(change.summary, 200)}”` : undefined;
  const author = change.author ? md`by ${foreign(change.author, 120)}` : undefined;
  const others =
    change.others > 0 ? md`and ${change.others} more ${change.others === 1 ? 'source' : 'sources'}` : undefined;
  return join([link(change.url, foreign(change.id, 80)), summary, author, others], ' ');
}

/** The small line of every message: what is on its way, what started it, since when or how long, and which execution. */
export function provenance(progress: Progress): Mrkdwn {
  const change = changeOf(progress);
  return join(
    [
      change ? changeWords(change) : undefined,
      startedBy(progress),
      progress.attempt > 1 ? md`attempt ${progress.attempt}` : undefined,
      timing(progress),
      executionWords(progress),
    ],
    ' · ',
  );
}

export function executionWords({ ref }: Pick<Progress, 'ref'>): Mrkdwn {
  return md`execution\u00a0${link(executionUrl(ref), name(shortId(ref.executionId), 60))}`;
}

function timing({ startedAt, endedAt }: Progress): Mrkdwn | undefined {
  if (startedAt === undefined) return undefined;
  return endedAt === undefined
    ? md`since ${slackDate(startedAt, 'day')}`
    : md`took ${durationBetween(startedAt, endedAt)}`;
}

/** `started by push to main` · `started by dana` · `started by rule nightly`: an open set, told as far as it is known. */
export function startedBy({ trigger, commit }: Pick<Progress, 'trigger' | 'commit'>): Mrkdwn | undefined {
  const who = nameInArn(trigger?.detail);
  switch (trigger?.type) {
    case undefined:
      return commit?.branch === undefined ? undefined : md`started by push to ${foreign(commit.branch, 120)}`;
    case 'Webhook':
    case 'WebhookV2':
      return commit?.branch === undefined ? md`started by push` : md`started by push to ${foreign(commit.branch, 120)}`;
    case 'StartPipelineExecution':
      return who === undefined ? md`started by hand` : md`started by ${foreign(who, 120)}`;
    case 'CloudWatchEvent':
      return who === undefined ? md`started by a rule` : md`started by rule ${foreign(who, 120)}`;
    case 'PollForSourceChanges':
      return md`started by a change in its source`;
    case 'PutActionRevision':
      return md`started by a new revision`;
    case 'CreatePipeline':
      return md`started as the pipeline was created`;
    case 'ManualRollback':
      return who === undefined ? md`rollback` : md`rollback by ${foreign(who, 120)}`;
    case 'AutomatedRollback':
      return md`automatic rollback`;
    default:
      return md`started by ${foreign(trigger?.type ?? '', 80)}`;
  }
}
