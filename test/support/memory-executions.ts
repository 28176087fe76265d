import type { Claim, Executions, KeptMessage, Release, StoredExecution } from '../../src/app/ports.ts';
import {
  applyEvent,
  essentialPart,
  newExecution,
  newFacts,
  supersedes,
  type Uncarded,
  voteKey,
} from '../../src/domain/execution.ts';
import { factKey, subjectKey } from '../../src/domain/execution-event.ts';
import type { ExecutionRef } from '../../src/domain/ids.ts';

type Mutable = { -readonly [K in keyof StoredExecution]: StoredExecution[K] } & {
  messages: Record<string, KeptMessage>;
};

const QUIET_MARGIN_MS = 300;
const FULL_BYTES = 300_000;

/** The execution store in memory: the same rules as the table, one turn of the event loop per call. */
export function createMemoryExecutions(now: () => number): Executions & { all(): StoredExecution[] } {
  const items = new Map<string, Mutable>();
  const keyOf = (ref: ExecutionRef) => [ref.account, ref.region, ref.pipeline, ref.executionId].join('|');
  const item = (ref: ExecutionRef): Mutable => {
    const known = items.get(keyOf(ref)) ?? { execution: newExecution(ref), version: 0, messages: {}, changedAt: now() };
    items.set(keyOf(ref), known);
    return known;
  };
  const uncardedKey = ({ channel, execution }: Uncarded) => `${channel}|${keyOf(execution)}`;
  /** All below is replaced when it changes, never changed. */
  const copy = (stored: Mutable): StoredExecution => ({ ...stored, messages: { ...stored.messages } });
  /** Something was added: a new version, and maybe one that leaves no room for everything. */
  const grow = (stored: Mutable) => {
    stored.version += 1;
    if (Buffer.byteLength(JSON.stringify(stored)) >= FULL_BYTES)
      stored.execution = { ...stored.execution, stagesOnly: true };
  };
  const setDue = (stored: Mutable, dueAt: number | undefined) => {
    if (dueAt === undefined) delete stored.dueAt;
    else stored.dueAt = dueAt;
  };

  return {
    all: () => [...items.values()].map(copy),
    async observe(event, dueAt) {
      const stored = item(event.execution);
      const seen = stored.execution.latest[subjectKey(event.subject)];
      const part = stored.execution.stagesOnly ? essentialPart(event) : event;
      const taken = part !== undefined && supersedes(part, seen);
      const changed = taken || newFacts(stored.execution, event.facts).length > 0;
      if (changed) {
        stored.dueAt ??= dueAt;
        stored.changedAt = now();
        stored.unreadSince ??= now();
        const facts = applyEvent(stored.execution, part ?? event);
        stored.execution = taken ? facts : { ...facts, latest: stored.execution.latest };
        grow(stored);
      }
      return { changed, stored: copy(stored) };
    },
    async get(ref) {
      const stored = items.get(keyOf(ref));
      return stored && copy(stored);
    },
    async claim(ref, claim: Claim) {
      const stored = items.get(keyOf(ref));
      if (!stored) return undefined;
      const kept = stored.messages[claim.slot];
      if (claim.fresh ? kept !== undefined : !kept || !isFree(kept, claim)) return undefined;
      const { id, owner, leaseUntil, quietUntil } = claim;
      const { quietUntil: _old, ...rest } = kept ?? { id, at: new Date(claim.now).toISOString() };
      stored.messages[claim.slot] = { ...rest, owner, leaseUntil, ...(quietUntil === undefined ? {} : { quietUntil }) };
      setDue(stored, claim.dueAt);
      return copy(stored);
    },
    async release(ref, release: Release) {
      const stored = item(ref);
      const kept = stored.messages[release.slot];
      if (kept?.owner !== release.owner) return 'lost';
      if (release.drawn !== undefined && release.drawn !== stored.version) return 'moved';
      const { owner: _owner, leaseUntil: _lease, quietUntil: _quiet, ...rest } = kept;
      const merged = Object.entries({ ...rest, ...release.result }).filter(([, value]) => value !== undefined);
      stored.messages[release.slot] = { id: kept.id, at: kept.at, ...Object.fromEntries(merged) };
      setDue(stored, release.dueAt);
      return 'released';
    },
    async vote(ref, run, vote) {
      const stored = item(ref);
      if (!stored.execution.decisions[run]) {
        const votes = { ...stored.execution.votes, [voteKey(run, vote.by)]: vote };
        stored.execution = { ...stored.execution, votes };
        grow(stored);
        stored.changedAt = now();
        setDue(stored, now());
      }
      return copy(stored);
    },
    async look(ref, key, looker, seen) {
      const stored = item(ref);
      if (stored.execution.lookers[key]?.operationId !== seen?.operationId) return undefined;
      stored.execution = { ...stored.execution, lookers: { ...stored.execution.lookers, [key]: looker } };
      grow(stored);
      setDue(stored, now());
      return copy(stored);
    },
    async decide(ref, run, decision) {
      const stored = item(ref);
      const known = stored.execution.decisions[run];
      if (known) return { stands: known, stored: copy(stored) };
      const { votes } = stored.execution;
      if (decision.votes?.some(({ by, operationId }) => votes[voteKey(run, by)]?.operationId !== operationId))
        throw new Error('A vote was taken back while it was counted');
      stored.execution = { ...stored.execution, decisions: { ...stored.execution.decisions, [run]: decision } };
      grow(stored);
      stored.changedAt = now();
      setDue(stored, now());
      return { stands: decision, stored: copy(stored) };
    },
    async settleDecision(ref, run, operationId, outcome) {
      const stored = item(ref);
      const { [run]: decision, ...others } = stored.execution.decisions;
      if (decision?.operationId === operationId) {
        const decisions = outcome === undefined ? others : { ...others, [run]: { ...decision, outcome } };
        stored.execution = { ...stored.execution, decisions };
        grow(stored);
      }
      return copy(stored);
    },
    async withdraw(ref, run, decision) {
      const stored = item(ref);
      const { [run]: known, ...decisions } = stored.execution.decisions;
      if (known?.operationId === decision.operationId) {
        const { [voteKey(run, decision.by)]: _vote, ...votes } = stored.execution.votes;
        stored.execution = { ...stored.execution, decisions, votes };
        grow(stored);
      }
      return copy(stored);
    },
    async addLine(ref, line) {
      const stored = item(ref);
      if (!stored.execution.lines[line.operationId]) {
        stored.execution = { ...stored.execution, lines: { ...stored.execution.lines, [line.operationId]: line } };
        grow(stored);
        stored.changedAt = now();
        setDue(stored, now());
      }
      return copy(stored);
    },
    async park(ref, run, job) {
      const stored = item(ref);
      stored.execution = { ...stored.execution, jobs: { ...stored.execution.jobs, [run]: job } };
      grow(stored);
      setDue(stored, now());
      return copy(stored);
    },
    async unpark(ref, run, jobId) {
      const stored = item(ref);
      const { [run]: job, ...jobs } = stored.execution.jobs;
      if (job?.id === jobId) stored.execution = { ...stored.execution, jobs };
    },
    async addFacts(ref, facts) {
      const stored = item(ref);
      const added = newFacts(stored.execution, facts).map((fact) => [factKey(fact), fact]);
      stored.execution = { ...stored.execution, facts: { ...stored.execution.facts, ...Object.fromEntries(added) } };
      setDue(stored, now());
      grow(stored);
      return copy(stored);
    },
    async addUncarded(digest, uncarded) {
      const stored = item(digest);
      const key = uncardedKey(uncarded);
      if (!stored.execution.uncarded[key]) {
        stored.execution = { ...stored.execution, uncarded: { ...stored.execution.uncarded, [key]: uncarded } };
        grow(stored);
        stored.changedAt = now();
        setDue(stored, now());
      }
      return copy(stored);
    },
    async askForCard(digest, uncarded) {
      const slot = `card@${uncarded.channel}`;
      const stored = items.get(keyOf(uncarded.execution));
      const kept = stored?.messages[slot];
      if (stored && kept?.onDemand === 'unasked') {
        stored.messages[slot] = { ...kept, onDemand: 'asked' };
        setDue(stored, now());
        grow(stored);
      }
      const told = items.get(keyOf(digest));
      const key = uncardedKey(uncarded);
      if (!told?.execution.uncarded[key]) return;
      const all = { ...told.execution.uncarded, [key]: { ...uncarded, asked: true as const } };
      told.execution = { ...told.execution, uncarded: all };
      grow(told);
    },
    async due(beforeMs, limit) {
      const due = [...items.values()].filter(({ dueAt }) => dueAt !== undefined && dueAt <= beforeMs);
      return due
        .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
        .slice(0, limit)
        .map(({ execution }) => execution.ref);
    },
    async setDue(ref, dueAt, seen) {
      const stored = items.get(keyOf(ref));
      if (!stored || stored.dueAt !== seen) return false;
      setDue(stored, dueAt);
      return true;
    },
    async noteRead(ref, found, closed) {
      const stored = item(ref);
      stored.readAt = now();
      delete stored.unreadSince;
      if (found === 'gone') stored.gone = true;
      if (closed) {
        const { closed: _before, ...rest } = stored.execution;
        stored.execution = closed.length === 0 ? rest : { ...rest, closed };
        grow(stored);
      }
      return copy(stored);
    },
  };
}

function isFree(kept: KeptMessage, { now, urgent }: Claim): boolean {
  if (kept.leaseUntil === undefined || kept.leaseUntil < now) return true;
  return urgent && (kept.quietUntil ?? 0) > now + QUIET_MARGIN_MS;
}
