import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anEndpoint } from './an-endpoint.ts';

const URL = 'https://sqs.eu-west-1.amazonaws.com/123456789012/dead-letters';
const Received = z.object({
  Messages: z.array(z.object({ Body: z.string(), ReceiptHandle: z.string(), MD5OfBody: z.string() })).default([]),
});

function aQueue() {
  const world = anEndpoint();
  const call = (operation: string, input: object) => world.json(`AmazonSQS.${operation}`, { QueueUrl: URL, ...input });
  return {
    ...world,
    call,
    add: (body: string) =>
      world.letters.add({
        queueArn: 'arn:aws:sqs:eu-west-1:123456789012:dead-letters',
        from: 'operations',
        reason: 'RetriesExhausted',
        error: { errorType: 'Error', errorMessage: 'no' },
        body: JSON.stringify(body),
      }),
    async receive(input: object = { MaxNumberOfMessages: 10 }) {
      return Received.parse((await call('ReceiveMessage', input)).body).Messages;
    },
  };
}

describe('the queue of dead letters', () => {
  it('gives what is in it, at most as many as are asked for, and hides it for a while', async () => {
    const { add, receive, clock } = aQueue();
    for (const body of ['first', 'second', 'third']) add(body);

    const two = await receive({ MaxNumberOfMessages: 2, VisibilityTimeout: 45 });
    expect(two.map(({ Body }) => Body)).toEqual(['"first"', '"second"']);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['"third"']);
    await clock.advance(46_000);
    expect(await receive()).toHaveLength(3);
  });

  it('forgets what was deleted, and shows again what was put back', async () => {
    const { add, receive, call, letters } = aQueue();
    for (const body of ['done', 'left']) add(body);

    const [done, left] = await receive();
    await call('DeleteMessage', { ReceiptHandle: done?.ReceiptHandle });
    await call('ChangeMessageVisibility', { ReceiptHandle: left?.ReceiptHandle, VisibilityTimeout: 0 });

    expect((await receive()).map(({ Body }) => Body)).toEqual(['"left"']);
    expect(letters.list().map(({ body }) => body)).toEqual(['left']);
  });

  it('counts them, and says since when and why they are there', async () => {
    const { add, call, clock } = aQueue();
    for (const body of ['first', 'second']) add(body);

    const { body } = await call('ReceiveMessage', {
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });

    expect(body.Messages).toMatchObject([
      {
        Attributes: { SentTimestamp: String(clock.now()), ApproximateReceiveCount: '1' },
        MessageAttributes: { ErrorMessage: { StringValue: 'no' } },
      },
    ]);
    expect((await call('GetQueueAttributes', { AttributeNames: ['All'] })).body).toEqual({
      Attributes: { ApproximateNumberOfMessages: '1', ApproximateNumberOfMessagesNotVisible: '1' },
    });
  });

  it('refuses what SQS refuses, by SQS’s names', async () => {
    const { call } = aQueue();
    const refused = async (operation: string, input: object) => (await call(operation, input)).body;

    expect(await refused('ReceiveMessage', { MaxNumberOfMessages: 11 })).toMatchObject({
      __type: expect.stringContaining('InvalidParameterValue'),
    });
    expect(await refused('ReceiveMessage', { QueueUrl: `${URL}-2` })).toMatchObject({
      __type: expect.stringContaining('QueueDoesNotExist'),
    });
    expect(await refused('ChangeMessageVisibility', { ReceiptHandle: 'x', VisibilityTimeout: 0 })).toMatchObject({
      __type: expect.stringContaining('ReceiptHandleIsInvalid'),
    });
  });
});
