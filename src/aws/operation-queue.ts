import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { OperationQueue } from '../app/ports.ts';
import { SOURCE } from './event-source.ts';
import { REQUESTED, sealed } from './requested.ts';

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
