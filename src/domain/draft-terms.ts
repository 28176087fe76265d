import { judgeOwn } from './contributors.ts';
import type { Definition } from './definition/definition.ts';
import { type ProtectedChange, protectedChanges } from './definition/protected-changes.ts';
import type { PipelineRef, UserId } from './ids.ts';
import type { Refusal } from './operation.ts';
import type { ApproveGrant, Policy, StageNames } from './policy.ts';
import { approvalRuling, type Ruling } from './rules.ts';
import { countVotes, type Tally, type Vote } from './votes.ts';

/** What one rule asks of a draft. */
export interface DraftTerm extends Ruling<ApproveGrant> {
  /** the stages, or the approvals, for which it decides */
  readonly places: readonly StageNames[];
}

/** What of a change asks those who approve. */
export function protectedBy(
  policy: Policy,
  ref: PipelineRef,
  before: Definition | undefined,
  after: Definition | undefined,
): readonly ProtectedChange[] {
  return protectedChanges(before, after, (names) => approvalRuling(policy, ref, names) !== undefined);
}

/** Whose agreement that takes: each rule once. None: the author's right to change the pipeline is enough. */
export function draftTerms(
  policy: Policy,
  ref: PipelineRef,
  protects: readonly ProtectedChange[],
): readonly DraftTerm[] {
  const terms = new Map<number, DraftTerm>();
  for (const names of protects.flatMap(({ asks }) => asks)) {
    const ruling = approvalRuling(policy, ref, names);
    if (!ruling) continue;
    const { number } = ruling.rule;
    terms.set(number, { ...ruling, places: [...(terms.get(number)?.places ?? []), names] });
  }
  return [...terms.values()];
}

/** May somebody agree to a change that this person has drawn up, as far as the rule asks whose it is? */
export function judgeDraftOwn(
  { grant }: DraftTerm,
  author: { by: UserId; byName: string },
  user: UserId,
): Refusal | undefined {
  const people = [{ role: 'author' as const, name: author.byName, user: author.by }];
  return grant.notOwnChange ? judgeOwn(grant, { people, complete: true }, user) : undefined;
}

/** Votes that were judged just now, for each of the terms. */
export interface TermVotes {
  readonly term: DraftTerm;
  readonly votes: readonly Vote[];
}

export type DraftTally =
  | { readonly kind: 'decided'; readonly verdict: Vote['verdict']; readonly counted: readonly Vote[] }
  /** of the rule that lacks most, as many as say what was said last */
  | { readonly kind: 'open'; readonly have: number; readonly need: number };

/** Every rule has to be met; by one that is rejected the draft is.
 * @param last the vote of whoever counts */
export function tallyDraft(terms: readonly TermVotes[], last: Vote): DraftTally {
  const tallies = terms.map(({ term: { grant }, votes }) => ({
    grant,
    tally: countVotes(votes, { approvals: grant.quorum, rejections: grant.rejectQuorum }, last),
  }));
  const decided = tallies.flatMap(({ tally }) => (tally.kind === 'decided' ? [tally] : []));
  const rejected = decided.find(({ verdict }) => verdict === 'rejected');
  if (rejected) return rejected;
  const open = tallies.flatMap(({ grant, tally }) => (tally.kind === 'open' ? [{ grant, tally }] : []));
  const [worst] = open.toSorted((a, b) => lacks(b) - lacks(a));
  if (worst)
    return last.verdict === 'approved'
      ? { kind: 'open', have: worst.tally.approvals.length, need: worst.grant.quorum }
      : { kind: 'open', have: worst.tally.rejections.length, need: worst.grant.rejectQuorum };
  const counted = new Map([...decided.flatMap((one) => one.counted), last].map((vote) => [vote.operationId, vote]));
  return { kind: 'decided', verdict: 'approved', counted: [...counted.values()] };
}

function lacks({ grant, tally }: { grant: ApproveGrant; tally: Extract<Tally, { kind: 'open' }> }): number {
  return grant.quorum - tally.approvals.length;
}
