import * as z from 'zod/mini';
import type { DeadLetters } from '../app/ports.ts';
import { callService } from './signed-request.ts';

/** As many as SQS gives at once; the next minute takes the next ones. */
const AT_ONCE = 10;
/** Longer than a sweep lives, so that no other takes the same ones. */
const HIDDEN_SECONDS = 45;

const Received = z.object({
  Messages: z.optional(z.array(z.object({ ReceiptHandle: z.string(), Body: z.string() }))),
});

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
      // Almost always there is nothing to read.
      const [{ readLetter }, key] = await Promise.all([import('./dead-letter.ts'), operationKey()]);
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
