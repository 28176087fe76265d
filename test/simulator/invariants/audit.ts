import type { AuditRecord } from '../../../src/domain/audit.ts';
import type { World } from '../world.ts';

/** 6. The audit has every operation that ended: asked for before anything was done, and ended as it did, each once. */
export function audit({ audited, claims, done, dead }: World): string[] {
  if (dead.includes('operations')) return [];
  const outcomes = [...claims.outcomes()];
  const unexplained = outcomes.flatMap(([operationId, outcome]) => {
    if (!outcome) return [];
    const lines = audited.filter((record) => record.operationId === operationId);
    const problems: string[] = [];
    for (const phase of ['requested', 'ended'] as const) {
      const count = lines.filter((record) => record.phase === phase).length;
      if (count !== 1) problems.push(`${operationId} has ${count} lines in the audit that it was ${phase}`);
    }
    const ended = lines.find(({ phase }) => phase === 'ended')?.outcome;
    if (ended && ended.kind !== outcome.kind)
      problems.push(`${operationId} is ${outcome.kind}, but the audit says ${ended.kind}`);
    return problems;
  });
  const unannounced = done.filter(({ request, at }) => !isRequestedBefore(audited, request.operationId, at));
  return [
    ...unexplained,
    ...unannounced.map(({ request, call }) => `${call} of ${request.operationId} was done before it was written down`),
  ];
}

function isRequestedBefore(audited: readonly AuditRecord[], operationId: string, at: number): boolean {
  return audited.some(
    (record) => record.operationId === operationId && record.phase === 'requested' && Date.parse(record.at) <= at,
  );
}
