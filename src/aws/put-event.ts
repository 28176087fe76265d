import { SOURCE } from './event-source.ts';
import { callService } from './signed-request.ts';

const PUT_EVENTS = {
  service: 'events',
  endpointVariable: 'AWS_ENDPOINT_URL_EVENTBRIDGE',
  target: 'AWSEvents.PutEvents',
};

/** Puts one event on the signalbox bus, for functions that call EventBridge for nothing else.
 * @throws when the bus did not take it: PutEvents answers 200 even then */
export async function putEvent(
  detailType: string,
  detail: object,
  bus: string,
  region: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const entry = { EventBusName: bus, Source: SOURCE, DetailType: detailType, Detail: JSON.stringify(detail) };
  const { ok, body } = await callService(PUT_EVENTS, { Entries: [entry] }, region, env);
  const failed = (body as { FailedEntryCount?: number }).FailedEntryCount;
  if (!ok || failed) throw new Error(`EventBridge did not take "${detailType}"`);
}
