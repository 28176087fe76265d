import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HttpResponse } from '../../ports.ts';
import { awsError, awsJson } from '../aws-json.ts';
import type { DeadLetters, TakenLetter } from '../dead-letters.ts';

const url = z.string().min(1);
const Receive = z.object({
  QueueUrl: url,
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).default(30),
  MessageAttributeNames: z.array(z.string()).default([]),
  MessageSystemAttributeNames: z.array(z.string()).default([]),
});
const Count = z.object({ QueueUrl: url });
const Delete = z.object({ QueueUrl: url, ReceiptHandle: z.string().min(1) });
const Change = Delete.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });

/** The operations of SQS that look into a queue and empty it; the oldest message comes first, where SQS promises no order. */
export function createQueue(names: readonly string[], letters: DeadLetters) {
  const operations: Record<string, (input: unknown) => HttpResponse> = {
    ReceiveMessage: (input) =>
      on(Receive, input, ({ queue, MaxNumberOfMessages, VisibilityTimeout, ...wanted }) => {
        const taken = letters.take(queue, MaxNumberOfMessages, VisibilityTimeout * 1000);
        const messages = taken.map((letter) => ({
          MessageId: letter.messageId,
          ReceiptHandle: letter.handle,
          Body: letter.body,
          MD5OfBody: createHash('md5').update(letter.body).digest('hex'),
          ...attributesOf(letter, wanted),
        }));
        return awsJson(200, messages.length === 0 ? {} : { Messages: messages });
      }),
    GetQueueAttributes: (input) =>
      on(Count, input, ({ queue }) => {
        const { visible, hidden } = letters.count(queue);
        return awsJson(200, {
          Attributes: {
            ApproximateNumberOfMessages: String(visible),
            ApproximateNumberOfMessagesNotVisible: String(hidden),
          },
        });
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

/** As Lambda writes them when it gives up; all of them are given, or none. */
function attributesOf(
  { sentAt, receives, error }: TakenLetter,
  {
    MessageAttributeNames,
    MessageSystemAttributeNames,
  }: Pick<z.infer<typeof Receive>, 'MessageAttributeNames' | 'MessageSystemAttributeNames'>,
) {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  return {
    ...(MessageSystemAttributeNames.length === 0
      ? {}
      : { Attributes: { SentTimestamp: String(sentAt), ApproximateReceiveCount: String(receives) } }),
    ...(MessageAttributeNames.length === 0
      ? {}
      : { MessageAttributes: { ErrorCode: text('200'), ErrorMessage: text(error.errorMessage.slice(0, 1_000)) } }),
  };
}
