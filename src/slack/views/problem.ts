import type { CommandProblem } from '../../domain/command.ts';
import type { ContributorRole } from '../../domain/contributors.ts';
import { ExecutionId, shortId } from '../../domain/ids.ts';
import type { FailureAdvice, NoRollback, Refusal } from '../../domain/operation.ts';
import { EVERYONE, type Right } from '../../domain/policy.ts';
import { assertNever } from '../assert-never.ts';
import { SLASH_COMMAND } from '../commands/slash-command.ts';
import { bold, channelName, code, foreign, join, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { isDigest } from '../reference.ts';
import { unknownWords } from './unknown-authors.ts';

/** Why a deed was not carried out: what happened, why, and the next step, in that order. */
export function refusalWords(refusal: Refusal): Mrkdwn {
  switch (refusal.reason) {
    case 'outsider':
      return md`Only members of this workspace can do that. Nothing was changed.`;
    case 'guest':
      return md`Guests cannot do that. Nothing was changed; a full member of this workspace can.`;
    case 'deactivated':
      return md`This account is deactivated, so nothing was changed.`;
    case 'not_a_person':
      return md`Only people can do that, no apps. Nothing was changed.`;
    case 'identity_unknown':
      return md`Slack could not say who you are, so nothing was changed. Try again in a minute.`;
    case 'not_allowed':
      return notAllowed(refusal);
    case 'group_unreadable':
      return md`Slack did not say who is in ${bold(name(refusal.team, 100))}, so nobody of it can act now. Nothing was changed; try again in a minute.`;
    case 'own_change':
      return md`${OWN_PART[refusal.role]}, so somebody else${teamsOf(refusal.by)} has to approve it. Nothing was changed.`;
    case 'unknown_author':
      return unknownAuthor(refusal);
    case 'frozen':
      return frozen(refusal);
    case 'notify_only':
      return refusal.channels.length === 0
        ? md`This is only announced in Slack; it is done in the console. Nothing was changed.`
        : md`This is only announced here. It is done in ${join(refusal.channels.map(channelName), ', ')}. Nothing was changed.`;
    case 'no_break_glass':
      return md`The rule has no break-glass for this. Nothing was changed.`;
    case 'not_for_people':
      return md`Only Signalbox itself does that. Nothing was changed.`;
    case 'already_voted':
      return md`You ${refusal.verdict} this already: ${refusal.have} of ${refusal.need}. Others are still needed.`;
    case 'too_late':
      return md`This was asked ${slackDate(refusal.requestedAt, 'day')} and could not be done within 15 minutes, so it was not done at all. Ask again if it is still wanted.`;
    case 'pipeline_not_found':
      return md`No pipeline is called ${bold(name(refusal.pipeline, 400))} here. ${code(`${SLASH_COMMAND} list`)} shows those there are.`;
    case 'not_served':
      return md`Signalbox does not serve account ${foreign(refusal.account, 40)} in ${foreign(refusal.region, 40)}. Nothing was changed; whoever runs it can add the account.`;
    case 'stage_not_found':
      return isDigest(refusal.stage)
        ? md`The pipeline has no such stage any more. Nothing was changed.`
        : md`The pipeline has no stage called ${bold(name(refusal.stage, 400))}. Nothing was changed.`;
    case 'already_decided':
      return alreadyDecided(refusal);
    case 'already_requested':
      return refusal.byName === undefined
        ? md`This has been asked for already. It happens once.`
        : md`${foreign(refusal.byName, 150)} has asked for this already. It happens once.`;
    case 'run_replaced':
      return md`This approval was asked again since, and the newer one has a message of its own. Decide there.`;
    case 'superseded':
      return refusal.newer === undefined
        ? md`A newer execution took this one’s place. Nothing was changed.`
        : md`A newer execution (${name(shortId(ExecutionId(refusal.newer)), 60)}) took this one’s place. Nothing was changed.`;
    case 'not_waiting':
      return md`No approval is waiting there now. Nothing was changed.`;
    case 'not_asked':
      return md`Nobody waits for an answer there any more. Nothing was changed.`;
    case 'not_asked_of_you':
      return md`This is asked of ${nameList(refusal.of)}. Nothing was changed.`;
    case 'misfit':
      return md`${bold(foreign(refusal.label, 150))}: ${foreign(refusal.expected, 200)} was expected. Nothing was changed; answer again.`;
    case 'old_attempt':
      return md`That belongs to an earlier attempt, and a newer one has begun. The card shows how it stands.`;
    case 'not_retryable':
      return md`CodePipeline cannot retry this stage now: nothing failed in it, something still runs in it, a newer execution has been there, or the pipeline was changed since.`;
    case 'not_running':
      return refusal.state === undefined
        ? md`This execution is not running any more, so there is nothing to stop.`
        : md`This execution is not running any more (${foreign(refusal.state, 60)}), so there is nothing to stop.`;
    case 'already_stopping':
      return md`This execution is being stopped already.`;
    case 'changed_meanwhile':
      return md`Somebody changed this way after you asked, so nothing was done. ${code(`${SLASH_COMMAND} status`)} shows how it stands.`;
    case 'already_closed':
      return md`That way is closed already. Nothing was changed.`;
    case 'already_open':
      return md`That way is open already. Nothing was changed.`;
    case 'not_frozen':
      return md`No freeze holds there now. Nothing was changed; ${code(`${SLASH_COMMAND} freezes`)} shows those that do.`;
    case 'nothing_to_freeze':
      return md`No pipeline here has a stage to which that applies. Nothing was changed; name the stage, as in ${code(`${SLASH_COMMAND} freeze shop-web Prod for 2h`)}.`;
    case 'not_shown_here':
      return md`The policy shows none of these pipelines in this channel, so it cannot subscribe to them. Nothing was changed; ${code(`${SLASH_COMMAND} watch`)} tells you alone, and whoever keeps the policy can add a route.`;
    case 'shared_channel':
      return md`This channel is shared with another workspace, or Slack does not say that it is not, so it cannot subscribe. Nothing was changed.`;
    case 'not_a_channel':
      return md`Channels subscribe, and this is none. Ask in the channel itself, or type ${code(`${SLASH_COMMAND} watch`)} with a pipeline to be told here.`;
    case 'not_in_channel':
      return md`The app is not in this channel, so it could tell nothing here. Nothing was changed; invite it, and ask again.`;
    case 'too_many_subscriptions':
      return md`There are ${refusal.most} already, and there is room for no more. Nothing was changed; ${code(`${SLASH_COMMAND} subscriptions`)} shows them, and one pattern can stand for many.`;
    case 'not_subscribed':
      return md`There is no such subscription or watch. Nothing was changed; ${code(`${SLASH_COMMAND} subscriptions`)} shows those there are.`;
    case 'draft_gone':
      return md`This draft is not kept any more: drafts are for a day. Nothing was changed; write it again with ${code(`${SLASH_COMMAND} edit`)}.`;
    case 'version_moved':
      return versionMoved(refusal);
    case 'name_taken':
      return md`There is a pipeline called ${bold(name(refusal.pipeline, 400))} already. Nothing was changed; choose another name.`;
    case 'nobody_to_ask':
      return md`Others have to agree to this, and no channel of the pipeline is told of approvals, so nobody can be asked. Nothing was changed; a route of the policy with ${code('send: [approvals]')} says where.`;
    case 'definition_refused':
      return md`CodePipeline does not take it: “${foreign(refusal.why, 600)}”. Nothing was changed.`;
    case 'not_understood':
      return md`The words did not lead to one thing to do. Nothing was changed.`;
    case 'missing_variables':
      return md`This pipeline needs values for ${variableList(refusal.names)}. Add them as ${code('name=value')}.`;
    case 'unknown_variables':
      return refusal.known.length === 0
        ? md`This pipeline has no variables, so it takes no ${variableList(refusal.names)}. Nothing was started.`
        : md`This pipeline has no variable ${variableList(refusal.names)}, only ${variableList(refusal.known)}. Nothing was started.`;
    case 'not_a_source':
      return refusal.known.length === 0
        ? md`This pipeline has no source that takes that. Nothing was started.`
        : md`${code(refusal.action, 120)} is no source that takes that. Those that do: ${variableList(refusal.known)}. Nothing was started.`;
    case 'not_rollbackable':
      return md`${NO_ROLLBACK[refusal.why]} Nothing was changed.`;
    case 'not_blocked':
      return md`No condition stops anything there now. Nothing was changed; ${code(`${SLASH_COMMAND} status`)} shows how it stands.`;
    case 'not_overridable':
      return md`CodePipeline does not let this condition be overridden: it is done with, it skips the stage, or the pipeline was changed since. Nothing was changed.`;
    case 'already_overridden':
      return md`This condition has been overridden already.`;
    case 'revision_known':
      return md`That is the revision that the newest execution has already. Nothing was started.`;
    case 'tags_not_taken':
      return refusal.why === 'too_many'
        ? md`A pipeline has 50 tags at most. Nothing was changed.`
        : md`CodePipeline does not take these tags: keys have 128 characters at most, values 256, and ${code('aws:')} begins none. Nothing was changed.`;
    default:
      return assertNever(refusal);
  }
}

function versionMoved({ shown, now, byName }: Extract<Refusal, { reason: 'version_moved' }>): Mrkdwn {
  const by = byName === undefined ? md`somebody` : foreign(byName, 150);
  const what = now === 0 ? md`deleted it` : md`made version ${now} of it`;
  return md`This was compared with version ${shown}, and since then ${by} ${what}. Nothing was changed.`;
}

const NO_ROLLBACK: Readonly<Record<NoRollback, string>> = {
  v1: 'Only pipelines of type V2 can be rolled back.',
  parallel: 'A pipeline in PARALLEL mode cannot be rolled back.',
  source_stage: 'The source stage cannot be rolled back, only one after it.',
  running: 'Something is running in this stage; it can be rolled back when that has ended.',
  skipped: 'This stage was skipped last, so there is nothing to roll back.',
  no_target:
    'No other execution was good in this stage since the pipeline was last edited, so there is nothing to go back to.',
  not_good:
    'A stage goes back only to an execution that was good in it since the pipeline was last edited, and that is not one.',
  outdated: 'That execution ran an earlier version of the pipeline, so the stage cannot go back to it.',
  unable:
    'CodePipeline cannot roll this stage back now: the pipeline was changed since, or something runs in the stage.',
};

function alreadyDecided({ verdict, said, byName, at }: Extract<Refusal, { reason: 'already_decided' }>): Mrkdwn {
  const by = byName === undefined ? md` in the console or by a tool` : md` by ${foreign(byName, 150)}`;
  const when = at === undefined ? md`` : md`, ${slackDate(at, 'day')}`;
  const what = said === undefined || said === '' ? md`` : md` “${foreign(said, 200)}”`;
  return md`Already ${verdict ?? 'decided'}${what}${by}${when}.`;
}

function unknownAuthor({ names, revisions = [] }: Extract<Refusal, { reason: 'unknown_author' }>): Mrkdwn {
  const mend = names.length === 0 ? md`.` : md`; the policy’s ${code('people')} can say who that is.`;
  return md`The rule lets nobody approve a change whose authors are not all known: ${unknownWords({ names, revisions })}. Nothing was changed${mend}`;
}

const OWN_PART: Readonly<Record<ContributorRole, string>> = {
  author: 'You are an author of this change',
  starter: 'You started this execution',
  retrier: 'You retried a stage of this execution',
  overrider: 'You overrode a condition of this execution',
};

const WANTED: Readonly<Record<Right, string>> = {
  look: 'look at it',
  operate: 'start, stop, retry or close it',
  approve: 'approve or reject it',
  gate: 'open, freeze, roll back or override it',
  change: 'change it',
  audit: 'read its audit',
};

function notAllowed({ right, by }: Extract<Refusal, { reason: 'not_allowed' }>): Mrkdwn {
  if (by.length === 0)
    return md`No rule of the policy lets anybody ${WANTED[right]} from Slack. Nothing was changed; ${code(`${SLASH_COMMAND} who`)} tells the rules.`;
  return md`Only ${nameList(by)} can ${WANTED[right]}. Nothing was changed; ${code(`${SLASH_COMMAND} who`)} tells the rules.`;
}

function frozen({ why, until, byName }: Extract<Refusal, { reason: 'frozen' }>): Mrkdwn {
  const by = byName === undefined ? md`` : md`, by ${foreign(byName, 150)}`;
  return md`It is frozen until ${slackDate(until, 'day')}${by}: “${foreign(why, 300)}”. Nothing was changed.`;
}

function teamsOf(by: readonly string[]): Mrkdwn {
  return by.length === 0 || by.includes(EVERYONE) ? md`` : md` of ${nameList(by)}`;
}

function nameList(names: readonly string[]): Mrkdwn {
  return join(
    names.slice(0, VARIABLES_TOLD).map((one) => bold(name(one, 100))),
    ', ',
  );
}

const VARIABLES_TOLD = 12;

function variableList(names: readonly string[]): Mrkdwn {
  const told = names.slice(0, VARIABLES_TOLD).map((variable) => code(variable, 60));
  const more = names.length - told.length;
  return join([join(told, ', '), more > 0 ? md` and ${more} more` : undefined], '');
}

/** What somebody can do about a failure on AWS's side. */
export function adviceWords(advice: FailureAdvice): Mrkdwn {
  switch (advice) {
    case 'try_again':
      return md`Try again in a minute.`;
    case 'missing_permission':
      return md`Signalbox has no right to do this in AWS; whoever runs it can give it.`;
    case 'limit':
      return md`A limit of CodePipeline is reached; it works again when something else has ended.`;
    case 'look_at_log':
      return md`The reason is in the log.`;
    default:
      return assertNever(advice);
  }
}

/** Our own sentence, with examples in code style and in quotes what somebody typed: nothing in it but the examples is formatted. */
function timeWords(why: string): Mrkdwn {
  const parts = why.split('`');
  if (parts.length % 2 === 0) return foreign(why, 400);
  const gap = (is: boolean) => (is ? md` ` : md``);
  const plain = (part: string) => md`${gap(part.startsWith(' '))}${part}${gap(/\S\s+$/.test(part))}`;
  return join(
    parts.map((part, index) => (index % 2 === 1 ? code(part, 200) : plain(part))),
    '',
  );
}

/** Why words after the slash command could not be understood, with what would have been. */
export function commandProblemWords(problem: CommandProblem): Mrkdwn {
  switch (problem.kind) {
    case 'unknown_verb': {
      const said = md`${code(`${SLASH_COMMAND} ${problem.typed}`)} is no command.`;
      return problem.nearest === undefined
        ? md`${said} ${code(`${SLASH_COMMAND} help`)} lists those there are.`
        : md`${said} Did you mean ${code(`${SLASH_COMMAND} ${problem.nearest}`)}?`;
    }
    case 'wrong_time':
      return md`${timeWords(problem.why)} Nothing was changed.`;
    case 'wrong_usage':
      return md`${foreign(problem.why, 400)}\nUsage: ${code(`${SLASH_COMMAND} ${problem.usage}`)}\nFor example ${code(`${SLASH_COMMAND} ${problem.example}`)}`;
    default:
      return assertNever(problem);
  }
}
