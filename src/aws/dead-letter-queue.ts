import * as z from 'zod/mini';
import type { DeadLetters, LetterContents } from '../app/ports.ts';
import { parseCodePipelineEvent } from './codepipeline-events.ts';
import { SOURCE } from './event-source.ts';
import { parseOperationRequested } from './operation-requested.ts';
import { callService } from './signed-request.ts';
import { SWEEP_WANTED } from './sweep-wanted.ts';

/** As many as SQS gives at once; the next minute takes the next ones. */
const AT_ONCE = 10;
/** Longer than a sweep lives, so that no other takes the same ones. */
const HIDDEN_SECONDS = 45;

const Received = z.object({
  Messages: z.optional(z.array(z.object({ ReceiptHandle: z.string(), Body: z.string() }))),
});

/** A minute that had no sweep, or a sweep that should have followed another. */
const Sweep = z.union([
  z.object({ source: z.literal('aws.events'), 'detail-type': z.literal('Scheduled Event') }),
  z.object({ source: z.literal(SOURCE), 'detail-type': z.literal(SWEEP_WANTED) }),
]);

/** The one queue behind every asynchronous hop.
 * @param url of the queue
 * @param operationKey opens what this installation sealed; what it does not open is somebody else's */
export function createDeadLetterQueue(
  url: string,
  operationKey: () => Promise<string>,
  region: string,
  env: NodeJS.ProcessEnv,
): DeadLetters {
  async function call(operation: string, input: object): Promise<unknown> {
    const { ok, status, body } = await callService(
      { service: 'sqs', endpointVariable: 'AWS_ENDPOINT_URL_SQS', target: `AmazonSQS.${operation}` },
      { QueueUrl: url, ...input },
      region,
      env,
    );
    if (!ok) throw new Error(`SQS refused ${operation} with status ${status}`);
    return body;
  }

  return {
    async take() {
      const { Messages = [] } = Received.parse(
        await call('ReceiveMessage', { MaxNumberOfMessages: AT_ONCE, VisibilityTimeout: HIDDEN_SECONDS }),
      );
      if (Messages.length === 0) return [];
      const key = await operationKey();
      return Messages.map(({ ReceiptHandle, Body }) => ({ handle: ReceiptHandle, ...readLetter(Body, key) }));
    },
    async done({ handle }) {
      await call('DeleteMessage', { ReceiptHandle: handle });
    },
    async leave({ handle }) {
      // Seen again at once: the alarm counts what can be seen.
      await call('ChangeMessageVisibility', { ReceiptHandle: handle, VisibilityTimeout: 0 });
    },
  };
}

/** What is in no form that we know, or sealed by somebody else, is `other`. */
function readLetter(body: string, key: string): LetterContents {
  const event = parsed(() => JSON.parse(body) as unknown);
  const request = parsed(() => parseOperationRequested(event, key));
  if (request) return { kind: 'request', request };
  const isMadeGood = Sweep.safeParse(event).success || parsed(() => parseCodePipelineEvent(event)) !== undefined;
  return { kind: isMadeGood ? 'made_good' : 'other' };
}

function parsed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
