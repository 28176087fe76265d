import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HttpResponse } from '../../ports.ts';
import { awsError, awsJson } from '../aws-json.ts';
import type { DeadLetters } from '../dead-letters.ts';

const url = z.string().min(1);
const Receive = z.object({
  QueueUrl: url,
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).default(30),
});
const Delete = z.object({ QueueUrl: url, ReceiptHandle: z.string().min(1) });
const Change = Delete.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });

/** The three operations of SQS that empty a queue; the oldest message comes first, where SQS promises no order. */
export function createQueue(names: readonly string[], letters: DeadLetters) {
  const operations: Record<string, (input: unknown) => HttpResponse> = {
    ReceiveMessage: (input) =>
      on(Receive, input, ({ queue, MaxNumberOfMessages, VisibilityTimeout }) => {
        const taken = letters.take(queue, MaxNumberOfMessages, VisibilityTimeout * 1000);
        const messages = taken.map(({ messageId, handle, body }) => ({
          MessageId: messageId,
          ReceiptHandle: handle,
          Body: body,
          MD5OfBody: createHash('md5').update(body).digest('hex'),
        }));
        return awsJson(200, messages.length === 0 ? {} : { Messages: messages });
      }),
    // A message that is gone already is deleted.
    DeleteMessage: (input) =>
      on(Delete, input, ({ ReceiptHandle }) => {
        letters.remove(ReceiptHandle);
        return awsJson(200, {});
      }),
    ChangeMessageVisibility: (input) =>
      on(Change, input, ({ ReceiptHandle, VisibilityTimeout }) =>
        letters.hide(ReceiptHandle, VisibilityTimeout * 1000)
          ? awsJson(200, {})
          : awsError(400, 'com.amazonaws.sqs#ReceiptHandleIsInvalid', 'The input receipt handle is invalid.'),
      ),
  };

  function on<T extends { QueueUrl: string }>(
    schema: z.ZodType<T>,
    input: unknown,
    answer: (input: T & { queue: string }) => HttpResponse,
  ): HttpResponse {
    const parsed = schema.safeParse(input);
    if (!parsed.success) return awsError(400, 'com.amazonaws.sqs#InvalidParameterValue', z.prettifyError(parsed.error));
    const queue = parsed.data.QueueUrl.split('/').at(-1) ?? '';
    return names.includes(queue)
      ? answer({ ...parsed.data, queue })
      : awsError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
  }

  return operations;
}
