import type { Definition } from '../domain/definition/definition.ts';
import type { DraftDecision, DraftOutcome, StoredDraft } from '../domain/draft.ts';
import type { DraftTerm } from '../domain/draft-terms.ts';
import type { ChannelId, MessageTs, OperationId, PipelineRef } from '../domain/ids.ts';
import type { DraftTarget, FailureAdvice, Refusal } from '../domain/operation.ts';
import type { Team } from '../domain/policy.ts';
import type { Vote } from '../domain/votes.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type { Drawing } from './ports.ts';

/** Definitions as CodePipeline has them: secrets that it knows as such are masked with asterisks. */
export interface Definitions {
  /** @returns undefined when there is no such pipeline */
  read(ref: PipelineRef): Promise<{ readonly definition: Definition; readonly version: number } | undefined>;
  create(ref: PipelineRef, definition: Definition): Promise<DefinitionResult>;
  update(ref: PipelineRef, definition: Definition): Promise<DefinitionResult>;
  delete(ref: PipelineRef): Promise<DefinitionResult>;
}

/** `unknown`: the answer was lost, it may have happened. */
export type DefinitionResult =
  | { readonly kind: 'done' /** that there is now; 0: none */; readonly version: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'failed'; readonly code: string; readonly advice: FailureAdvice }
  | { readonly kind: 'unknown' };

/** CodePipeline of one account, in the name of one person who changes a pipeline. */
export interface ChangeSession {
  readonly reads: PipelineReads;
  readonly definitions: Definitions;
}

/** Drafts, each for a day after anything was said to it. */
export interface Drafts {
  /** Keeps it, unless it is kept already. */
  keep(draft: Pick<StoredDraft, 'draft' | 'definition'>): Promise<void>;
  /** A consistent read. */
  get(target: DraftTarget): Promise<StoredDraft | undefined>;
  /** Writes what one person says, in place of what they said before, unless the draft is decided. */
  vote(target: DraftTarget, vote: Vote): Promise<StoredDraft | undefined>;
  /** Sets the decision unless there is one, or somebody counted has changed their mind. @returns the draft as it stands */
  decide(target: DraftTarget, decision: DraftDecision): Promise<StoredDraft | undefined>;
  /** Writes what came of a decision, or takes it back when nothing certainly did (`outcome` undefined). */
  settle(
    target: DraftTarget,
    operationId: OperationId,
    outcome: DraftOutcome | undefined,
  ): Promise<StoredDraft | undefined>;
  /** The messages that tell of it. */
  messages(target: DraftTarget): Promise<ReadonlyMap<ChannelId, MessageTs>>;
  noteMessage(target: DraftTarget, channel: ChannelId, ts: MessageTs): Promise<void>;
  /** Who made this version of a pipeline from Slack. */
  madeBy(ref: PipelineRef, version: number): Promise<string | undefined>;
}

/** What people have put into Slack. */
export interface Uploads {
  /** @param id of a file in Slack
   * @param atMost bytes
   * @returns `unreadable` when Slack does not hand it out, or not as text */
  read(id: string, atMost: number): Promise<{ readonly text: string } | 'too_large' | 'unreadable'>;
}

/** A draft as a channel sees it. */
export interface DraftMessage {
  readonly stored: StoredDraft;
  /** as it has to be called */
  readonly name: string;
  readonly terms: readonly DraftTerm[];
  readonly teams: readonly Team[];
  /** lines of the difference may be shown there */
  readonly excerpts: boolean;
  /** false where nobody may act */
  readonly actIn: boolean;
}

/** Pure. */
export type DrawDraft = (message: DraftMessage) => Drawing;

export type ParseDefinition = (
  json: string,
) => { readonly ok: true; readonly definition: Definition } | { readonly ok: false; readonly why: string };
