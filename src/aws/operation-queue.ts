import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { AuditLog, OperationQueue } from '../app/ports.ts';
import { seal } from '../app/seal.ts';
import type { Operation, OperationRequest, Outcome } from '../domain/operation.ts';

export const SOURCE = 'signalbox';
export const REQUESTED = 'Signalbox Operation Requested';
const ENDED = {
  performed: 'Signalbox Operation Performed',
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
      await put(client, bus, REQUESTED, seal(JSON.stringify(request), await key()));
    },
  };
}

/** One event per operation that ended, without the response_url and without tokens. */
export function createAuditLog(client: EventBridgeClient, bus: string): AuditLog {
  return {
    async record(operation, outcome, byName) {
      await put(client, bus, ENDED[outcome.kind], toAuditRecord(operation, outcome, byName));
    },
  };
}

function toAuditRecord(operation: Operation, outcome: Outcome, byName: string | undefined) {
  const { operationId, actor, deed, origin, requestedAt } = operation;
  const { responseUrl: _secret, ...from } = origin;
  return {
    v: 1,
    operationId,
    actor: { ...actor, ...(byName === undefined ? {} : { name: byName }) },
    deed,
    origin: from,
    requestedAt,
    outcome,
  };
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
