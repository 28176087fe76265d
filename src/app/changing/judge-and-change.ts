import type { StoredDraft } from '../../domain/draft.ts';
import type { DraftTerm } from '../../domain/draft-terms.ts';
import { draftTerms, judgeDraftOwn, protectedBy } from '../../domain/draft-terms.ts';
import { actorId, isPerson, type Operation, type Outcome, type Refusal } from '../../domain/operation.ts';
import { mayPerform } from '../../domain/permissions.ts';
import { type Asked, isLate, tooLate } from '../carry-out.ts';
import type { ChangeSession, Definitions } from '../definition-ports.ts';
import { openAccount } from '../open-account.ts';
import { standingFor } from '../standing.ts';
import type { ChangeDeps } from './change-deps.ts';
import { decideDraft } from './decide-draft.ts';
import { judgeChange } from './may-change.ts';
import type { ChangeDeed } from './perform-change.ts';

export type ChangeOperation = Omit<Operation, 'deed'> & { readonly deed: ChangeDeed };

/** A draft, what it is compared with, and whose agreement it takes, all read now. */
export interface DraftCase {
  readonly stored: StoredDraft;
  readonly current: Awaited<ReturnType<Definitions['read']>>;
  readonly terms: readonly DraftTerm[];
  readonly session: ChangeSession;
}

/** Judges what somebody says to a draft, writes down that it was asked, and does it.
 *
 * Whoever may not, or comes too late, may have done it already in an earlier delivery: that is looked at first. */
export async function judgeAndChange(
  deps: ChangeDeps,
  operation: ChangeOperation,
  { judged, resumed, trail }: Asked,
): Promise<Outcome> {
  if (judged.kind === 'refused' && !resumed) return { kind: 'refused', refusal: judged.refusal };
  const opened = await openAccount(deps, operation, resumed);
  if (opened.kind === 'closed') return opened.outcome;
  const found = await lookAtDraft(deps, operation, opened.session);
  const verdict = found ? await judgeDeed(deps, operation, found) : { refusal: GONE };
  trail.learn({ rules: 'rules' in verdict ? verdict.rules : [] });
  // What cannot be written down is not done.
  await trail.requested();
  if (!found) return { kind: 'refused', refusal: GONE };
  const late = isLate(deps, operation) ? tooLate(operation) : undefined;
  const barred = 'refusal' in verdict ? verdict.refusal : late;
  if (barred && !resumed) return { kind: 'refused', refusal: barred };
  const byName = judged.kind === 'allowed' ? judged.name : actorId(operation.actor);
  return decideDraft(deps, found, { operation, byName, resumed, ...(barred ? { barred } : {}) });
}

const GONE: Refusal = { reason: 'draft_gone' };

/** What asks others is worked out anew: the policy, and what the pipeline is, may have changed since the draft was shown. */
async function lookAtDraft(
  deps: ChangeDeps,
  { deed }: ChangeOperation,
  session: ChangeSession,
): Promise<DraftCase | undefined> {
  const stored = await deps.drafts.get(deed.target);
  if (!stored) return undefined;
  const { ref, version, protects } = stored.draft;
  const current = await session.definitions.read(ref);
  const isShown = (current?.version ?? 0) === version;
  const now = isShown ? protectedBy(deps.policy, ref, current?.definition, stored.definition) : protects;
  return { stored, current, terms: draftTerms(deps.policy, ref, now), session };
}

type Judged = { readonly refusal: Refusal } | { readonly rules: readonly number[] };

async function judgeDeed(deps: ChangeDeps, operation: ChangeOperation, { stored, terms }: DraftCase): Promise<Judged> {
  const { deed, actor } = operation;
  const { draft } = stored;
  const isAuthor = isPerson(actor) && actor.userId === draft.by;
  if (deed.kind === 'change' || (deed.kind === 'object' && isAuthor)) {
    if (!isAuthor) return { refusal: { reason: 'not_allowed', right: 'change', by: [] } };
    const verdict = await judgeChange(deps, operation, draft.ref, draft.change);
    return verdict.kind === 'refused' ? { refusal: verdict.refusal } : { rules: verdict.rules };
  }
  return judgeAgreement(deps, operation, terms, draft);
}

/** Whoever may approve for one of the rules may say something: the first thing that stands against it is told. */
async function judgeAgreement(
  deps: ChangeDeps,
  { deed, actor, origin }: ChangeOperation,
  terms: readonly DraftTerm[],
  draft: StoredDraft['draft'],
): Promise<Judged> {
  const { channel } = origin;
  const refusals: Refusal[] = [];
  const rules: number[] = [];
  for (const term of terms) {
    for (const names of term.places) {
      const place = { ref: draft.ref, stages: [names] };
      const standing = await standingFor(deps, actor, deed, place);
      const verdict = mayPerform({ deed, place, ...(channel ? { channel } : {}) }, standing, deps.policy, []);
      const own = deed.kind === 'agree' && isPerson(actor) ? judgeDraftOwn(term, draft, actor.userId) : undefined;
      if (verdict.kind === 'refused') refusals.push(verdict.refusal);
      else if (own) refusals.push(own);
      else rules.push(...verdict.rules);
    }
  }
  const [first = { reason: 'not_allowed', right: 'approve', by: [] } satisfies Refusal] = refusals;
  return rules.length > 0 ? { rules: [...new Set(rules)] } : { refusal: first };
}
