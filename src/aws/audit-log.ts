import type { AuditLog } from '../app/ports.ts';
import type { AuditRecord } from '../domain/audit.ts';
import type { AuditStore } from './audit-store.ts';

export const RECORDED = 'Signalbox Operation Recorded';
const ENDED = {
  performed: 'Signalbox Operation Performed',
  voted: 'Signalbox Operation Performed',
  refused: 'Signalbox Operation Refused',
  failed: 'Signalbox Operation Failed',
  unknown: 'Signalbox Operation Failed',
} as const;

/** The detail types of everything that is written down. */
export const AUDITED: readonly string[] = [RECORDED, ...new Set(Object.values(ENDED))];

const detailTypeOf = ({ outcome }: AuditRecord) => (outcome === undefined ? RECORDED : ENDED[outcome.kind]);

/** Every record goes on the bus, from where a rule copies it to a log that no function can change, and then into the table.
 *
 * In this order, so that nothing stands in the table alone: a delivery that dies between the two puts it on the bus a second time,
 * and whoever compares the two takes copies of one record for one.
 * @param put an event on the signalbox bus; tried twice
 */
export function createAuditLog(
  put: (detailType: string, detail: object) => Promise<void>,
  store: AuditStore,
): AuditLog {
  return {
    async record(record) {
      const known = await store.find(record);
      if (known) return known;
      await put(detailTypeOf(record), record).catch(() => put(detailTypeOf(record), record));
      if (await store.add(record)) return record;
      return (await store.find(record)) ?? record;
    },
  };
}
