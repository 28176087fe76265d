import type { AuditRead, AuditRecord, Shown } from '../domain/audit.ts';
import type { Deed, OperationRequest, Origin, Outcome } from '../domain/operation.ts';
import type { Policy } from '../domain/policy.ts';
import type { AuditLog, StoredExecution, World } from './ports.ts';

export interface TrailDeps extends Pick<World, 'now'> {
  readonly audit: AuditLog;
  readonly policy: Pick<Policy, 'hash'>;
}

/** What is found out about an operation on its way. */
export interface Learnt {
  readonly deed?: Deed;
  readonly read?: AuditRead;
  readonly byName?: string;
  readonly rules?: readonly number[];
  /** the execution as it was when it was judged */
  readonly stored?: StoredExecution;
}

/** What one delivery of an operation writes down. */
export interface AuditTrail {
  learn(more: Learnt): void;
  /** Comes before the effect: what cannot be written down is not done.
   * @throws when it could not be written */
  requested(): Promise<void>;
  /** Comes after it. @throws when it could not be written */
  ended(outcome: Outcome): Promise<void>;
}

const WORDS_AT_MOST = 2_000;

export function auditTrail(deps: TrailDeps, request: OperationRequest): AuditTrail {
  let known: Learnt = {};
  let asked: AuditRecord | undefined;
  const head = () => ({ ...headOf(request, known), at: new Date(deps.now()).toISOString(), policy: deps.policy.hash });
  const requested = async (): Promise<AuditRecord> => {
    asked ??= await deps.audit.record({ ...head(), phase: 'requested', ...judgement(known, request.origin) });
    return asked;
  };
  return {
    learn(more) {
      known = { ...known, ...more };
    },
    async requested() {
      await requested();
    },
    async ended(outcome) {
      // An earlier delivery may have judged it and died after that: what it went by stands in its record.
      const { rules, revisions, shown } = await requested();
      const before = { rules, revisions, ...(shown ? { shown } : {}) };
      const judged = known.rules || known.stored ? judgement(known, request.origin) : before;
      await deps.audit.record({ ...head(), phase: 'ended', ...judged, rules: rulesOf(judged.rules, outcome), outcome });
    },
  };
}

function headOf(request: OperationRequest, { deed, read, byName }: Learnt) {
  const { operationId, requestedAt, actor, ask } = request;
  const { responseUrl: _secret, modal: _view, ...origin } = request.origin;
  return {
    v: 1 as const,
    operationId,
    requestedAt,
    actor: { ...actor, ...(byName === undefined ? {} : { name: byName }) },
    origin,
    ...(deed === undefined ? {} : { deed }),
    ...(ask.kind === 'words' ? { words: ask.text.slice(0, WORDS_AT_MOST) } : {}),
    ...(read === undefined ? {} : { read }),
  };
}

function judgement({ rules = [], stored }: Learnt, origin: Origin): Pick<AuditRecord, 'rules' | 'revisions' | 'shown'> {
  return stored ? { rules, revisions: revisionsOf(stored), shown: shownTo(stored, origin) } : { rules, revisions: [] };
}

/** A refusal names the rule by which others have the right. */
function rulesOf(rules: readonly number[], outcome: Outcome): readonly number[] {
  const refusal = outcome.kind === 'refused' ? outcome.refusal : undefined;
  return refusal?.reason === 'not_allowed' && refusal.rule !== undefined ? [refusal.rule] : rules;
}

function revisionsOf({ execution }: StoredExecution): AuditRecord['revisions'] {
  const facts = Object.values(execution.facts).filter((fact) => fact.kind === 'revision');
  const oldestFirst = facts.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const newest = new Map(oldestFirst.map(({ value }) => [value.action, value.revisionId]));
  return [...newest].map(([action, revisionId]) => ({ action, revisionId }));
}

function shownTo({ version, messages }: StoredExecution, { messageTs }: Pick<Origin, 'messageTs'>): Shown {
  const actedOn = Object.values(messages).find(({ ts }) => ts !== undefined && ts === messageTs);
  return { version, ...(actedOn?.shown === undefined ? {} : { digest: actedOn.shown }) };
}
