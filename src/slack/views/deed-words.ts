import { shortId } from '../../domain/ids.ts';
import type { Deed } from '../../domain/operation.ts';
import type { SourceOverride } from '../../domain/source-override.ts';
import { assertNever } from '../assert-never.ts';
import { bold, channelName, foreign, join, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { isDigest } from '../reference.ts';
import { frozenWords } from './freeze-words.ts';
import { heardWords, patternWords } from './heard-words.ts';

/** `retried the failed actions of Build`: what somebody did, after their name. */
export function didWords(deed: Deed): Mrkdwn {
  return words(deed, PAST);
}

/** `retry the failed actions of Build`: what somebody wants or may not. */
export function toDoWords(deed: Deed): Mrkdwn {
  return words(deed, PRESENT);
}

const PAST = {
  approve: 'approved',
  reject: 'rejected',
  answer: 'answered',
  settle: 'passed on the decision on',
  claim: 'looks at',
  retry: 'retried',
  abandon: 'stopped and abandoned',
  stop: 'asked to stop',
  start: 'started',
  rollback: 'rolled back',
  override: 'overrode',
  revision: 'put',
  tag: 'tagged',
  untag: 'removed',
  disable: 'closed',
  enable: 'opened',
  freeze: 'froze',
  unfreeze: 'lifted the freeze of',
  once: 'let',
  subscribe: 'subscribed',
  unsubscribe: 'unsubscribed',
  watch: 'watch',
  unwatch: 'stopped watching',
  create: 'created',
  edit: 'changed',
  delete: 'deleted',
  agree: 'agreed to',
  object: 'objected to',
};
const PRESENT: typeof PAST = {
  approve: 'approve',
  reject: 'reject',
  answer: 'answer',
  settle: 'pass on the decision on',
  claim: 'look at',
  retry: 'retry',
  abandon: 'stop and abandon',
  stop: 'stop',
  start: 'start',
  rollback: 'roll back',
  override: 'override',
  revision: 'put',
  tag: 'tag',
  untag: 'remove',
  disable: 'close',
  enable: 'open',
  freeze: 'freeze',
  unfreeze: 'lift the freeze of',
  once: 'let',
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  watch: 'watch',
  unwatch: 'stop watching',
  create: 'create',
  edit: 'change',
  delete: 'delete',
  agree: 'agree to',
  object: 'object to',
};

const CHANGES = { create: 'making', edit: 'the change of', delete: 'deleting' } as const;

function words(deed: Deed, verbs: typeof PAST): Mrkdwn {
  const pipeline = bold(name(deed.target.pipeline));
  switch (deed.kind) {
    case 'approve':
    case 'reject':
    case 'answer':
    case 'settle':
      return md`${verbs[deed.kind]} ${stageName(deed.target.stage)}/${actionName(deed.target.action)} of ${pipeline}`;
    case 'claim': {
      const { stage, action } = deed.target;
      const what = action === undefined ? md`` : md`/${actionName(action)}`;
      return md`${verbs.claim} ${stageName(stage)}${what} of ${pipeline}`;
    }
    case 'retry': {
      const part = deed.mode === 'ALL_ACTIONS' ? 'all of' : 'the failed actions of';
      return md`${verbs.retry} ${part} ${stageName(deed.target.stage)} in ${pipeline}`;
    }
    case 'stop':
      return md`${deed.abandon ? verbs.abandon : verbs.stop} ${pipeline}, execution ${name(shortId(deed.target.executionId), 60)}`;
    case 'start':
      return md`${verbs.start} ${pipeline}${chosenWords(deed.revisions)}`;
    case 'rollback':
      return md`${verbs.rollback} ${stageName(deed.target.stage)} of ${pipeline} to execution ${name(shortId(deed.to), 60)}`;
    case 'override':
      return md`${verbs.override} the ${deed.place === 'entry' ? 'entry' : 'success'} condition of ${stageName(deed.target.stage)} in ${pipeline}`;
    case 'revision':
      return md`${verbs.revision} revision ${foreign(deed.revisionId, 80)} to ${name(deed.target.action, 300)} of ${pipeline}`;
    case 'tag':
      return md`${verbs.tag} ${pipeline} with ${listed(Object.entries(deed.tags).map(([key, value]) => `${key}=${value}`))}`;
    case 'untag':
      return md`${verbs.untag} ${listed(deed.keys)} from the tags of ${pipeline}`;
    case 'disable':
    case 'enable':
      return md`${verbs[deed.kind]} ${wayWords(deed.target)} in ${pipeline}`;
    case 'freeze':
      return md`${verbs.freeze} ${frozenWords(deed.target)} until ${slackDate(deed.until, 'day')}`;
    case 'unfreeze':
      return deed.once === undefined
        ? md`${verbs.unfreeze} ${frozenWords(deed.target)}`
        : md`${verbs.once} ${name(shortId(deed.once), 60)} through the freeze of ${frozenWords(deed.target)}`;
    case 'change':
      return md`${verbs[deed.change]} ${pipeline}`;
    case 'agree':
    case 'object':
      return md`${verbs[deed.kind]} ${CHANGES[deed.change]} ${pipeline}`;
    case 'close_for_freeze':
      return md`${verbs.disable} the way to ${stageName(deed.target.stage)} in ${pipeline} for a freeze`;
    case 'open_after_freeze':
      return deed.target.executionId === undefined
        ? md`${verbs.enable} the way to ${stageName(deed.target.stage)} in ${pipeline} after a freeze`
        : md`${verbs.once} ${name(shortId(deed.target.executionId), 60)} into ${stageName(deed.target.stage)} of ${pipeline} during a freeze`;
    case 'subscribe':
      return md`${verbs.subscribe} ${channelName(deed.channel)} to ${heardWords({ ...deed, pipelines: deed.target.pipeline })}`;
    case 'unsubscribe':
      return md`${verbs.unsubscribe} ${channelName(deed.channel)} from ${patternWords(deed.target.pipeline)}`;
    case 'watch':
    case 'unwatch':
      return md`${verbs[deed.kind]} ${pipeline}`;
    default:
      return assertNever(deed);
  }
}

/** ` with App at 3f2c91e`: what somebody chose by hand. */
function chosenWords(revisions: readonly SourceOverride[] = []): Mrkdwn {
  return revisions.length === 0
    ? md``
    : md` with ${listed(revisions.map(({ action, value }) => `${action} at ${value}`))}`;
}

const LISTED = 5;

function listed(parts: readonly string[]): Mrkdwn {
  const told = parts.slice(0, LISTED).map((part) => foreign(part, 120));
  const more = parts.length - told.length;
  return join([...told, more > 0 ? md`${more} more` : undefined], ', ');
}

/** The transition in front of a stage, or behind it. */
export function wayWords({
  stage,
  transition,
}: {
  readonly stage: string;
  readonly transition: 'Inbound' | 'Outbound';
}): Mrkdwn {
  return transition === 'Inbound' ? md`the way to ${stageName(stage)}` : md`the way out of ${stageName(stage)}`;
}

function stageName(stage: string): Mrkdwn {
  return isDigest(stage) ? md`the stage` : name(stage, 300);
}

function actionName(action: string): Mrkdwn {
  return isDigest(action) ? md`the approval` : name(action, 300);
}
