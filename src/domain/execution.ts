import {
  type ExecutionEvent,
  type Fact,
  factKey,
  type Observation,
  type SubjectKey,
  subjectKey,
} from './execution-event.ts';
import type { ChannelId, ExecutionRef, OperationId, RunKey, UserId } from './ids.ts';
import type { LiveJob } from './job.ts';
import type { Looker } from './looker.ts';
import type { Deed } from './operation.ts';
import type { Vote } from './votes.ts';

/** What we know of one pipeline execution: per subject the observation of the highest rank, facts, and decisions taken in Slack. */
export interface Execution {
  readonly ref: ExecutionRef;
  readonly latest: Readonly<Record<SubjectKey, Observation>>;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly decisions: Readonly<Record<RunKey, Decision>>;
  /** the newest vote of each person on each run of an approval, by `<run>|<user>` */
  readonly votes: Readonly<Record<string, Vote>>;
  /** the newest who said that they look at an approval or a failure (`looker.ts` has the keys) */
  readonly lookers: Readonly<Record<string, Looker>>;
  /** what people did to this execution from Slack, for the thread of its card */
  readonly lines: Readonly<Record<OperationId, DeedLine>>;
  /** the jobs that are kept alive, by the run of their action */
  readonly jobs: Readonly<Record<RunKey, LiveJob>>;
  /** executions that came in the same flood and have no card of their own; this one's item carries the digest that says so */
  readonly uncarded: Readonly<Record<string, Uncarded>>;
  /** the ways that were closed when it was last compared with CodePipeline, in the order of the stages; no event tells of them */
  readonly closed?: readonly ClosedWay[];
  /** too many actions for one item: only stages, approvals and failures are followed from here on */
  readonly stagesOnly?: true;
}

/** The way into a stage, closed. */
export interface ClosedWay {
  readonly stage: string;
  /** as CodePipeline has it */
  readonly reason: string;
}

/** An accepted deed and how it ended, told once in public. */
export interface DeedLine {
  readonly operationId: OperationId;
  readonly deed: Deed;
  /** `failed`: nothing was changed; `unknown`: the answer of CodePipeline got lost, it may still happen */
  readonly ended: 'performed' | 'voted' | 'failed' | 'unknown';
  /** of a vote: `1 of 2` */
  readonly count?: { readonly have: number; readonly need: number };
  readonly byName: string;
  /** absent for what nobody asked for, and in lines of an earlier version */
  readonly by?: UserId;
  readonly at: string;
  /** of a deed about no execution: the one place where it is told */
  readonly tellIn?: ChannelId;
}

/** An execution for whose card a channel had no room. */
export interface Uncarded {
  readonly channel: ChannelId;
  readonly execution: ExecutionRef;
  /** somebody wanted the card after all */
  readonly asked?: true;
}

/** A decision on one run of an approval that was taken from Slack: the vote that decided it. Set once, before CodePipeline is told. */
export interface Decision extends Vote {
  /** all that counted, this one included; absent in decisions of an earlier version */
  readonly votes?: readonly Vote[];
  /** nobody answered a question in time: this is what stands for an answer, or the lack of one */
  readonly timedOut?: true;
  /** absent while CodePipeline has not been told */
  readonly outcome?: 'recorded' | 'lost' | 'unknown';
}

export function newExecution(ref: ExecutionRef): Execution {
  return { ref, latest: {}, facts: {}, decisions: {}, votes: {}, lookers: {}, lines: {}, jobs: {}, uncarded: {} };
}

/** What people said to one run of an approval, each person once. */
export function votesOn({ votes }: Pick<Execution, 'votes'>, run: RunKey): Vote[] {
  return Object.entries(votes).flatMap(([key, vote]) => (key === voteKey(run, vote.by) ? [vote] : []));
}

export function voteKey(run: RunKey, by: UserId): string {
  return `${run}|${by}`;
}

/** Folds one event into the execution. The same events in any order, with any repeats, give the same execution. */
export function applyEvent(execution: Execution, event: ExecutionEvent): Execution {
  const facts = addFacts(execution.facts, event.facts);
  const key = subjectKey(event.subject);
  if (!supersedes(event, execution.latest[key])) return { ...execution, facts };
  return { ...execution, facts, latest: { ...execution.latest, [key]: event.observation } };
}

/** Does this event's observation replace the one seen? The store applies the same rule as its condition.
 *
 * Events from before attempts and runs were named share one subject for all of them, so there the later time wins first;
 * everywhere else the key names the attempt or run, and only the rank decides.
 */
export function supersedes(event: ExecutionEvent, seen: Observation | undefined): boolean {
  if (!seen) return true;
  const next = event.observation;
  if (sharesSubject(event) && next.at !== seen.at) return next.at > seen.at;
  return next.rank > seen.rank;
}

/** What is still taken in of an event when an execution has become too large: everything that people must act on, and all that is
 * small; of an error only its code.
 * @returns the event itself when all of it is; undefined when nothing is but its facts */
export function essentialPart(event: ExecutionEvent): ExecutionEvent | undefined {
  const { subject, observation } = event;
  if (subject.kind === 'action' && observation.category !== 'Approval' && observation.state !== 'failed')
    return undefined;
  if (observation.error?.text === undefined) return event;
  const { error, ...rest } = observation;
  return { ...event, observation: { ...rest, ...(error.code === undefined ? {} : { error: { code: error.code } }) } };
}

/** True where all attempts of a stage or pipeline, or all runs of an action, share one subject: old events did not name them. */
export function sharesSubject({ subject, unnumbered }: ExecutionEvent): boolean {
  if (subject.kind === 'action') return subject.runId === '';
  return unnumbered === true && (subject.kind === 'pipeline' || subject.begun === '');
}

/** The facts of this event that the execution does not have yet. */
export function newFacts(execution: Execution, facts: readonly Fact[]): Fact[] {
  return facts.filter((fact) => execution.facts[factKey(fact)] === undefined);
}

function addFacts(known: Execution['facts'], facts: readonly Fact[]): Execution['facts'] {
  const added = facts.filter((fact) => known[factKey(fact)] === undefined);
  return added.length === 0 ? known : { ...known, ...Object.fromEntries(added.map((fact) => [factKey(fact), fact])) };
}
