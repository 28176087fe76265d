import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

export interface Letter {
  readonly id: string;
  readonly body: string;
  /** epoch ms */
  readonly sentAt: number;
  /** what EventBridge or Lambda says of the failure */
  readonly why: readonly string[];
  readonly handle: string;
}

/** Long enough to look at all of them, and not seen by the minute's sweep meanwhile. */
const HIDDEN_SECONDS = 60;
const AT_ONCE = 10;
const AT_MOST = 500;

/** The queue behind every asynchronous hop. */
export function createLetterBox(url: string, region: string) {
  const client = new SQSClient({ region, useQueueUrlAsEndpoint: false });

  return {
    /** Takes all that can be seen, each once. */
    async take(): Promise<Letter[]> {
      const taken = new Map<string, Letter>();
      while (taken.size < AT_MOST) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl: url,
            MaxNumberOfMessages: AT_ONCE,
            VisibilityTimeout: HIDDEN_SECONDS,
            MessageAttributeNames: ['All'],
            MessageSystemAttributeNames: ['SentTimestamp'],
          }),
        );
        if (Messages.length === 0) break;
        for (const letter of Messages.map(toLetter)) taken.set(letter.id, letter);
      }
      return [...taken.values()].toSorted((a, b) => a.sentAt - b.sentAt);
    },
    async remove({ handle }: Letter): Promise<void> {
      await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
    },
    /** Puts it back, where the sweep and the alarm see it. */
    async leave({ handle }: Letter): Promise<void> {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout: 0 }),
      );
    },
  };
}

/** EventBridge writes the first four, Lambda the last two. */
const REASONS = [
  'ERROR_CODE',
  'ERROR_MESSAGE',
  'EXHAUSTED_RETRY_CONDITION',
  'RETRY_ATTEMPTS',
  'ErrorCode',
  'ErrorMessage',
];

function toLetter({ MessageId, Body, ReceiptHandle, Attributes, MessageAttributes }: Message): Letter {
  return {
    id: MessageId ?? '',
    body: Body ?? '',
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    why: REASONS.flatMap((name) => MessageAttributes?.[name]?.StringValue ?? []),
    handle: ReceiptHandle ?? '',
  };
}
