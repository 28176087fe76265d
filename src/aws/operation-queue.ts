import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { AuditEntry, AuditLog, OperationQueue } from '../app/ports.ts';
import { SOURCE } from './event-source.ts';
import { REQUESTED, sealed } from './requested.ts';

const ENDED = {
  performed: 'Signalbox Operation Performed',
  voted: 'Signalbox Operation Performed',
  refused: 'Signalbox Operation Refused',
  failed: 'Signalbox Operation Failed',
  unknown: 'Signalbox Operation Failed',
} as const;

/** Puts sealed requests on the signalbox bus.
 * @param key reads the operation key; called for each request, so that a rotated key is picked up */
export function createOperationQueue(
  client: EventBridgeClient,
  bus: string,
  key: () => Promise<string>,
): OperationQueue {
  return {
    async request(request) {
      await put(client, bus, REQUESTED, await sealed(request, key));
    },
  };
}

/** One event per operation that ended, without the response_url and without tokens. */
export function createAuditLog(client: EventBridgeClient, bus: string): AuditLog {
  return {
    async record(entry) {
      await put(client, bus, ENDED[entry.outcome.kind], toAuditRecord(entry));
    },
  };
}

function toAuditRecord({ request, deed, outcome, byName }: AuditEntry) {
  const { operationId, actor, origin, requestedAt } = request;
  const { responseUrl: _secret, ...from } = origin;
  const who = { ...actor, ...(byName === undefined ? {} : { name: byName }) };
  return { v: 1, operationId, actor: who, ...(deed === undefined ? {} : { deed }), origin: from, requestedAt, outcome };
}

/** PutEvents answers 200 even when it took nothing: FailedEntryCount tells. */
async function put(client: EventBridgeClient, bus: string, detailType: string, detail: object): Promise<void> {
  const answer = await client.send(
    new PutEventsCommand({
      Entries: [{ EventBusName: bus, Source: SOURCE, DetailType: detailType, Detail: JSON.stringify(detail) }],
    }),
  );
  if (answer.FailedEntryCount) {
    const code = answer.Entries?.[0]?.ErrorCode ?? 'unknown';
    throw new Error(`EventBridge did not take "${detailType}": ${code}`);
  }
}
