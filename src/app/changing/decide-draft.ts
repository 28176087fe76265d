import type { DraftDecision, StoredDraft } from '../../domain/draft.ts';
import { type DraftTally, judgeDraftOwn, type TermVotes, tallyDraft } from '../../domain/draft-terms.ts';
import { isPerson, type Outcome, type Refusal } from '../../domain/operation.ts';
import { mayPerform } from '../../domain/permissions.ts';
import type { Vote } from '../../domain/votes.ts';
import { standingFor } from '../standing.ts';
import { applyDraft, outcomeOf } from './apply-draft.ts';
import type { ChangeDeps } from './change-deps.ts';
import { draftChannels } from './draft-channels.ts';
import type { ChangeOperation, DraftCase } from './judge-and-change.ts';
import { mayNotChange } from './may-change.ts';
import { versionMoved } from './version-moved.ts';

/** What one person says to a draft. */
export interface DraftContext {
  readonly operation: ChangeOperation;
  readonly byName: string;
  readonly resumed: boolean;
  /** why it may not be said any more; what an earlier delivery did is still told */
  readonly barred?: Refusal;
}

/** Counts what one person says to a draft, and does what the draft says when that decides it.
 *
 * A word is written unless the draft is decided; whoever finds that every rule has been met writes the decision with a condition before
 * CodePipeline is told, so of two people only one tells it. */
export async function decideDraft(deps: ChangeDeps, found: DraftCase, context: DraftContext): Promise<Outcome> {
  const { operation, barred } = context;
  const { deed, actor } = operation;
  const { stored, terms } = found;
  if (stored.decision) return afterDecision(deps, found, context, stored.decision);
  if (barred) return { kind: 'refused', refusal: barred };
  if (!isPerson(actor)) return { kind: 'refused', refusal: { reason: 'not_a_person' } };
  // The others are asked by the author, and nobody else.
  if (deed.kind !== 'change' && !isAsked(stored)) return { kind: 'refused', refusal: { reason: 'draft_gone' } };
  const moved = await versionMoved(deps, found);
  if (moved) return { kind: 'refused', refusal: moved };
  if (terms.length > 0 && draftChannels(deps.policy, stored.draft, terms).length === 0)
    return { kind: 'refused', refusal: { reason: 'nobody_to_ask' } };

  const vote = toVote(deps, context, actor.userId);
  const repeated = saidBefore(stored, vote);
  const voted = repeated ? stored : await deps.drafts.vote(deed.target, vote);
  if (!voted) return { kind: 'refused', refusal: { reason: 'draft_gone' } };
  if (voted.decision) return afterDecision(deps, { ...found, stored: voted }, context, voted.decision);
  // Whoever has drawn it up may take it back alone.
  const withdrawn = vote.verdict === 'rejected' && actor.userId === stored.draft.by;
  const tally: DraftTally = withdrawn
    ? { kind: 'decided', verdict: 'rejected', counted: [vote] }
    : tallyDraft(await standingVotes(deps, found, voted), vote);
  if (tally.kind === 'open') {
    const { have, need } = tally;
    if (repeated) return { kind: 'refused', refusal: { reason: 'already_voted', verdict: vote.verdict, have, need } };
    return { kind: 'voted', verdict: vote.verdict, have, need };
  }
  const decision: DraftDecision = {
    operationId: operation.operationId,
    verdict: tally.verdict,
    byName: context.byName,
    at: vote.at,
    votes: tally.counted,
  };
  const decided = await deps.drafts.decide(deed.target, decision);
  if (!decided?.decision) throw new Error('A word was changed while it was counted; the delivery is repeated');
  return afterDecision(deps, { ...found, stored: decided }, context, decided.decision);
}

/** Has the author put it to the others? */
function isAsked({ draft, votes }: StoredDraft): boolean {
  return votes.some(({ by, verdict }) => by === draft.by && verdict === 'approved');
}

/** Ours: it is carried out, or was. Somebody else's: our word was among those that decided, or it came too late. */
async function afterDecision(
  deps: ChangeDeps,
  found: DraftCase,
  { operation, barred, resumed, byName }: DraftContext,
  decision: DraftDecision,
): Promise<Outcome> {
  const { verdict, votes, at } = decision;
  if (decision.operationId === operation.operationId) {
    if (decision.outcome) return outcomeOf(decision.outcome);
    if (verdict === 'rejected') return { kind: 'performed' };
    // By now the author may not be one who may change it any more.
    const { draft } = found.stored;
    const author = { actor: { userId: draft.by }, origin: { surface: operation.origin.surface } };
    const late = barred ?? (await mayNotChange(deps, author, draft.ref, draft.change));
    return applyDraft(deps, found, decision, { resumed, byName, ...(late ? { barred: late } : {}) });
  }
  if (votes.some(({ operationId }) => operationId === operation.operationId))
    return { kind: 'voted', verdict, have: votes.length, need: votes.length };
  return { kind: 'refused', refusal: { reason: 'already_decided', verdict, byName: decision.byName, at } };
}

function toVote({ now }: ChangeDeps, { operation, byName }: DraftContext, by: Vote['by']): Vote {
  const { deed, operationId, notAfter } = operation;
  const verdict = deed.kind === 'object' ? 'rejected' : 'approved';
  return { operationId, notAfter, verdict, by, byName, at: new Date(now()).toISOString() };
}

function saidBefore({ votes }: StoredDraft, vote: Vote): boolean {
  return votes.some(
    ({ by, verdict, operationId }) => by === vote.by && verdict === vote.verdict && operationId !== vote.operationId,
  );
}

/** The words that count for each rule: of those who may approve by it now. */
async function standingVotes(deps: ChangeDeps, { terms }: DraftCase, stored: StoredDraft): Promise<TermVotes[]> {
  const judged: TermVotes[] = [];
  for (const term of terms) {
    const votes: Vote[] = [];
    for (const vote of stored.votes) if (await counts(deps, term, stored, vote)) votes.push(vote);
    judged.push({ term, votes });
  }
  return judged;
}

async function counts(
  deps: ChangeDeps,
  term: DraftCase['terms'][number],
  { draft }: StoredDraft,
  vote: Vote,
): Promise<boolean> {
  if (vote.verdict === 'approved' && judgeDraftOwn(term, draft, vote.by)) return false;
  const kind = vote.verdict === 'approved' ? 'agree' : 'object';
  const deed = { kind, target: { ...draft.ref, draft: draft.id }, change: draft.change } as const;
  const place = { ref: draft.ref, stages: term.places };
  const standing = await standingFor(deps, { userId: vote.by }, deed, place);
  return mayPerform({ deed, place }, standing, deps.policy, []).kind === 'allowed';
}
