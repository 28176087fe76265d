import type { ContributorRole } from './contributors.ts';
import type { FormWish, OpenForm } from './form.ts';
import type {
  AccountId,
  ChannelId,
  ExecutionId,
  ExecutionRef,
  MessageTs,
  OperationId,
  PipelineRef,
  RunKey,
  TeamId,
  UserId,
} from './ids.ts';
import type { Right } from './policy.ts';
import type { Given, Misfit } from './question.ts';
import type { SourceOverride } from './source-override.ts';
import type { Wish } from './subscriptions.ts';
import type { Said } from './votes.ts';

/** A click later than this is refused instead of carried out. */
export const NOT_AFTER_MS = 15 * 60 * 1000;

export interface ApprovalTarget extends ExecutionRef {
  readonly stage: string;
  readonly action: string;
  readonly run: RunKey;
}

export interface StageTarget extends ExecutionRef {
  readonly stage: string;
  /** the run of a failed action of the attempt that the button was drawn for, or `a2` for its second attempt when no run was known */
  readonly run: string;
}

/** An approval's run, or a failed attempt of a stage. */
export interface LookTarget extends StageTarget {
  /** absent: a failure */
  readonly action?: string;
}

export interface ExecutionTarget extends ExecutionRef {
  /** `a1`: the attempt of the execution that the button was drawn for */
  readonly run: string;
}

export interface TransitionTarget extends PipelineRef {
  /** when the way was last changed, as it was read when the deed was begun */
  readonly changedAt?: string;
  /** the card it was asked from, or the newest execution: where the deed is told */
  readonly executionId?: ExecutionId;
  readonly stage: string;
  readonly transition: 'Inbound' | 'Outbound';
}

/** `pipeline` is a glob: the name of one pipeline fits that one alone. */
export interface PatternTarget extends PipelineRef {
  /** in every account and region; absent: where the target says */
  readonly everywhere?: true;
}

export interface FreezeTarget extends PatternTarget {
  /** a glob; absent: the stages that somebody has to approve */
  readonly stages?: string;
}

/** A stage with the execution that was in it when somebody asked to roll it back: once another has come, it is another question. */
export interface RollbackTarget extends ExecutionRef {
  readonly stage: string;
}

/** A condition of a stage, as it stopped or holds an execution. */
export interface ConditionTarget extends ExecutionRef {
  readonly stage: string;
  /** of the first rule that was run for it: each evaluation has runs of its own */
  readonly run: RunKey;
}

export interface SourceTarget extends PipelineRef {
  readonly stage: string;
  readonly action: string;
}

/** A pipeline as a whole, and its newest execution: where the deed is told. */
export interface WholeTarget extends PipelineRef {
  readonly executionId?: ExecutionId;
}

/** When a condition is evaluated; one on failure cannot be overridden. */
export type ConditionPlace = 'entry' | 'success';

/** The way into a stage, and perhaps the execution that is to be let in. */
export interface WayTarget extends PipelineRef {
  readonly stage: string;
  readonly executionId?: ExecutionId;
}

/** What is done to a pipeline itself. */
export type DefinitionChange = 'create' | 'edit' | 'delete';

/** A change of a pipeline that somebody has drawn up (`draft.ts`). */
export interface DraftTarget extends PipelineRef {
  readonly draft: string;
}

/** Everything that changes something. One value behind every command, button, modal and shortcut. */
export type Deed =
  | {
      readonly kind: 'approve' | 'reject';
      readonly target: ApprovalTarget;
      readonly comment: string;
      /** approve past the rule, where the rule has a way past it: the reason */
      readonly breakGlass?: string;
    }
  /** an answer to what a job asks */
  | { readonly kind: 'answer'; readonly target: ApprovalTarget; readonly given: Given; readonly comment: string }
  /** says that one looks at an approval or a failure, or takes that back: nothing changes in CodePipeline */
  | { readonly kind: 'claim'; readonly target: LookTarget }
  /** finishes what votes have decided; asked for by the sweep alone */
  | { readonly kind: 'settle'; readonly target: ApprovalTarget }
  | { readonly kind: 'retry'; readonly target: StageTarget; readonly mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS' }
  | { readonly kind: 'stop'; readonly target: ExecutionTarget; readonly abandon: boolean; readonly reason: string }
  | {
      readonly kind: 'start';
      readonly target: PipelineRef;
      readonly variables: Readonly<Record<string, string>>;
      /** absent: the newest of every source */
      readonly revisions?: readonly SourceOverride[];
    }
  | { readonly kind: 'rollback'; readonly target: RollbackTarget /** what it goes back to */; readonly to: ExecutionId }
  | { readonly kind: 'override'; readonly target: ConditionTarget; readonly place: ConditionPlace }
  /** tells a source action of a revision, which starts the pipeline where it is new */
  | { readonly kind: 'revision'; readonly target: SourceTarget; readonly revisionId: string }
  | { readonly kind: 'tag'; readonly target: WholeTarget; readonly tags: Readonly<Record<string, string>> }
  | { readonly kind: 'untag'; readonly target: WholeTarget; readonly keys: readonly string[] }
  | { readonly kind: 'disable'; readonly target: TransitionTarget; readonly reason: string }
  | { readonly kind: 'enable'; readonly target: TransitionTarget }
  | {
      readonly kind: 'freeze';
      readonly target: FreezeTarget /** ISO */;
      readonly until: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'unfreeze';
      readonly target: FreezeTarget;
      readonly reason: string;
      /** for this execution only */
      readonly once?: ExecutionId;
    }
  /** a channel hears of pipelines; asked again, the wishes add up */
  | {
      readonly kind: 'subscribe';
      readonly target: PatternTarget;
      readonly channel: ChannelId;
      readonly wishes: readonly Wish[];
      /** a glob */
      readonly branch?: string;
    }
  | {
      readonly kind: 'unsubscribe';
      readonly target: PatternTarget;
      readonly channel: ChannelId;
      readonly reason: string;
    }
  /** somebody hears of a pipeline by direct message */
  | { readonly kind: 'watch' | 'unwatch'; readonly target: PipelineRef }
  /** the author of a draft wants it done; others agree to it, or do not */
  | { readonly kind: 'change' | 'agree' | 'object'; readonly target: DraftTarget; readonly change: DefinitionChange }
  /** what a freeze does to the way into a stage, and its end; asked for by the sweep alone */
  | { readonly kind: 'close_for_freeze' | 'open_after_freeze'; readonly target: WayTarget; readonly freeze: string };

export type DeedKind = Deed['kind'];

/** The person, from the signed request and nowhere else. */
export interface PersonActor {
  readonly userId: UserId;
  /** the person's own workspace; absent when Slack did not say */
  readonly teamId?: TeamId;
}

/** The minute's sweep, which asks for what nobody has to ask for: that a decision is finished, that a freeze begins or ends. */
export interface ServiceActor {
  readonly service: 'schedule';
}

/** Who asked. */
export type Actor = PersonActor | ServiceActor;

export function isPerson(actor: Actor): actor is PersonActor {
  return 'userId' in actor;
}

/** As it stands in records: the person's id, or the name of the part of Signalbox. */
export function actorId(actor: Actor): string {
  return isPerson(actor) ? actor.userId : actor.service;
}

export const SURFACES = ['button', 'modal', 'command', 'shortcut', 'home', 'link', 'schedule'] as const;

/** Where the request came from, so that the answer finds its way back. */
export interface Origin {
  readonly surface: (typeof SURFACES)[number];
  readonly channel?: ChannelId;
  readonly messageTs?: MessageTs;
  /** bearer credential for 30 minutes: never logged, never on the bus but in Requested */
  readonly responseUrl?: string;
  /** a modal that stays open for the answer */
  readonly viewId?: string;
  /** the same, opened side by side with the request: by the external id that we gave it */
  readonly modal?: string;
}

/** A draft that somebody wants to see: of what they have written, once more against the newest version, or as it is. */
export type DraftWish =
  | {
      readonly kind: 'write';
      readonly target: PipelineRef;
      readonly change: 'create' | 'edit';
      /** JSON as it was pasted, or the id of a file in Slack that holds it */
      readonly definition: { readonly text: string } | { readonly file: string };
    }
  | { readonly kind: 'again' | 'show'; readonly target: DraftTarget };

/** A pipeline, or one of its executions. */
export type Subject = PipelineRef & { readonly executionId?: ExecutionId };

/** Links of one message that are looked at; Slack tells of as many as there are. */
export const MAX_LINKS = 5;

/** An address of the console that somebody posted. It names no account. */
export interface SharedLink {
  readonly url: string;
  readonly region: string;
  readonly pipeline: string;
  readonly executionId?: ExecutionId;
}

/** What somebody asked for: a deed from a button or modal, words typed after `/pipeline`, or something to be shown. */
export type Ask =
  | { readonly kind: 'deed'; readonly deed: Deed }
  | { readonly kind: 'words'; readonly text: string }
  /** the cards that a digest stands for */
  | { readonly kind: 'cards'; readonly of: ExecutionRef }
  | { readonly kind: 'draft'; readonly wish: DraftWish }
  /** what goes into a form that was opened for them */
  | { readonly kind: 'form'; readonly wish: FormWish; readonly view: OpenForm }
  /** their Home tab */
  | { readonly kind: 'home' }
  /** every word that applies now; of what the message is about that the origin names, where nothing else is said */
  | { readonly kind: 'actions'; readonly of?: Subject }
  /** what the links in a message of theirs lead to, told beneath it */
  | {
      readonly kind: 'links';
      readonly links: readonly SharedLink[];
      /** with other workspaces, or Slack did not say */
      readonly shared: boolean;
    };

/** A request as it travels, sealed, on the signalbox bus. */
export interface OperationRequest {
  readonly v: 1;
  readonly operationId: OperationId;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly ask: Ask;
  /** the function that carries it out; absent: `operations` */
  readonly performer?: 'changes';
  /** ISO */
  readonly requestedAt: string;
  /** ISO */
  readonly notAfter: string;
}

/** A deed with everything that is needed to judge, perform and tell it. */
export interface Operation extends Omit<OperationRequest, 'ask' | 'performer'> {
  readonly deed: Deed;
}

/** Why a deed was not carried out though nothing is broken: each has its words in slack/views/problem.ts. */
export type Refusal =
  | { readonly reason: 'outsider' | 'guest' | 'deactivated' | 'not_a_person' | 'identity_unknown' }
  /** the rule that decides names others, or no rule says anything */
  | { readonly reason: 'not_allowed'; readonly right: Right; readonly by: readonly string[]; readonly rule?: number }
  /** the rule names a user group that Slack did not tell: fail closed */
  | { readonly reason: 'group_unreadable'; readonly team: string }
  | { readonly reason: 'own_change'; readonly role: ContributorRole; readonly by: readonly string[] }
  /** the rule refuses what nobody can say whose change it is */
  | { readonly reason: 'unknown_author'; readonly names: readonly string[]; readonly revisions?: readonly string[] }
  | { readonly reason: 'frozen'; readonly why: string; readonly until: string; readonly byName?: string }
  /** only announced here; the channels are where it may be done, if anywhere */
  | { readonly reason: 'notify_only'; readonly channels: readonly ChannelId[] }
  | { readonly reason: 'no_break_glass' }
  /** what only Signalbox asks of itself */
  | { readonly reason: 'not_for_people' }
  | { readonly reason: 'too_late'; readonly requestedAt: string }
  | { readonly reason: 'pipeline_not_found'; readonly pipeline: string }
  | { readonly reason: 'not_served'; readonly account: AccountId; readonly region: string }
  | { readonly reason: 'stage_not_found'; readonly stage: string }
  | {
      readonly reason: 'already_decided';
      readonly verdict?: Said;
      /** to a question */
      readonly said?: string;
      readonly byName?: string;
      readonly at?: string;
    }
  | { readonly reason: 'already_requested'; readonly byName?: string }
  /** the same person said the same before, and others are still needed */
  | {
      readonly reason: 'already_voted';
      readonly verdict: Said;
      readonly have: number;
      readonly need: number;
    }
  | { readonly reason: 'run_replaced' }
  | { readonly reason: 'superseded'; readonly newer?: string }
  | { readonly reason: 'not_waiting' }
  /** nobody waits for an answer to the question any more */
  | { readonly reason: 'not_asked' }
  /** the question is for others of those who have the right */
  | { readonly reason: 'not_asked_of_you'; readonly of: readonly string[] }
  | ({ readonly reason: 'misfit' } & Misfit)
  | { readonly reason: 'old_attempt' }
  | { readonly reason: 'not_retryable' }
  | { readonly reason: 'not_running'; readonly state?: string }
  | { readonly reason: 'already_stopping' }
  | { readonly reason: 'already_closed' | 'already_open' }
  /** no freeze holds there, or none of the stages named is there to be frozen */
  | { readonly reason: 'not_frozen' | 'nothing_to_freeze' }
  /** the policy shows no such pipeline in this channel */
  | { readonly reason: 'not_shown_here' }
  /** with another workspace, or nobody could say */
  | { readonly reason: 'shared_channel' }
  /** asked where there is no channel */
  | { readonly reason: 'not_a_channel' }
  /** the app has not been invited there */
  | { readonly reason: 'not_in_channel' }
  | { readonly reason: 'too_many_subscriptions'; readonly most: number }
  | { readonly reason: 'not_subscribed' }
  /** somebody changed it after the deed was begun and before it could go on */
  | { readonly reason: 'changed_meanwhile' }
  /** the draft is not kept any more */
  | { readonly reason: 'draft_gone' }
  /** somebody changed the pipeline since the draft was compared with it */
  | { readonly reason: 'version_moved'; readonly shown: number; readonly now: number; readonly byName?: string }
  | { readonly reason: 'name_taken'; readonly pipeline: string }
  /** others have to agree, and no channel is told of what they approve */
  | { readonly reason: 'nobody_to_ask' }
  /** CodePipeline does not take the definition; in its own words */
  | { readonly reason: 'definition_refused'; readonly why: string }
  /** the words did not lead to one deed; the person was shown what to choose from */
  | { readonly reason: 'not_understood' }
  | { readonly reason: 'missing_variables'; readonly names: readonly string[] }
  | { readonly reason: 'unknown_variables'; readonly names: readonly string[]; readonly known: readonly string[] }
  /** no source action is called so, or it does not take what was given */
  | { readonly reason: 'not_a_source'; readonly action: string; readonly known: readonly string[] }
  | { readonly reason: 'not_rollbackable'; readonly why: NoRollback }
  /** no condition stops anything there now */
  | { readonly reason: 'not_blocked' | 'not_overridable' | 'already_overridden' }
  /** CodePipeline had this revision already */
  | { readonly reason: 'revision_known' }
  | { readonly reason: 'tags_not_taken'; readonly why: 'invalid' | 'too_many' };

/** Why a stage cannot go back. */
export type NoRollback =
  | 'v1'
  | 'parallel'
  | 'source_stage'
  | 'running'
  | 'skipped'
  /** nothing else was good there since the pipeline was last edited */
  | 'no_target'
  /** that one was not good there, or is a rollback itself */
  | 'not_good'
  /** that one ran an earlier version of the pipeline */
  | 'outdated'
  | 'unable';

/** How an accepted request ended. */
export type Outcome =
  | { readonly kind: 'performed' /** of a start: the new execution */; readonly execution?: ExecutionRef }
  /** the vote counts, and more are needed */
  | { readonly kind: 'voted'; readonly verdict: Said; readonly have: number; readonly need: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** nothing was changed */
  | { readonly kind: 'failed'; readonly code: string; readonly advice: FailureAdvice }
  /** the call may or may not have reached CodePipeline */
  | { readonly kind: 'unknown' };

export type FailureAdvice = 'try_again' | 'missing_permission' | 'limit' | 'look_at_log';

/** The words that name one effect: two operations with the same effect are one deed.
 * @returns undefined where something else keeps the deed single: the decision on an approval's run, who looks, the client request token of a
 * start, a draft's own decision, for revisions and tags that saying it again changes nothing, and for transitions the time of the last
 * change, which only a read can tell */
export function effectOf(deed: Deed): string | undefined {
  switch (deed.kind) {
    case 'retry':
      return words('retry', deed.target, deed.target.stage, deed.target.run, deed.mode);
    case 'stop':
      return words('stop', deed.target, deed.target.run, deed.abandon ? 'abandon' : 'wait');
    case 'rollback':
      return words('rollback', deed.target, deed.target.stage, deed.to);
    case 'override':
      return words('override', deed.target, deed.target.stage, deed.target.run, deed.place);
    case 'approve':
    case 'reject':
    case 'answer':
    case 'settle':
    case 'claim':
    case 'start':
    case 'revision':
    case 'tag':
    case 'untag':
    case 'disable':
    case 'enable':
    case 'freeze':
    case 'unfreeze':
    case 'change':
    case 'agree':
    case 'object':
    case 'close_for_freeze':
    case 'open_after_freeze':
    case 'subscribe':
    case 'unsubscribe':
    case 'watch':
    case 'unwatch':
      return undefined;
  }
}

function words(kind: string, target: ExecutionRef, ...rest: string[]): string {
  return [kind, target.account, target.region, target.pipeline, target.executionId, ...rest].join('|');
}
