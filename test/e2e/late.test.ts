import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { seal } from '../../src/app/seal.ts';
import { SOURCE } from '../../src/aws/event-source.ts';
import { REQUESTED } from '../../src/aws/requested.ts';
import { ChannelId, OperationId, UserId } from '../../src/domain/ids.ts';
import type { Deed, OperationRequest } from '../../src/domain/operation.ts';
import { parseReference, toApprovalTarget } from '../../src/slack/reference.ts';
import { look } from '../support/look.ts';
import { packagedStack } from '../support/packaged.ts';
import { buttonValue, canDecide, type Seen } from '../support/seen.ts';
import { inStory } from '../support/story.ts';

const story = inStory({ deadLetters: 1 });
const MINUTE_MS = 60_000;
let key: string;
let bus: string;

beforeAll(async () => {
  const { OPERATION_KEY_PARAMETER: name = '', EVENT_BUS_NAME = '' } =
    packagedStack().functions.find(({ environment }) => environment.OPERATION_KEY_PARAMETER)?.environment ?? {};
  bus = EVENT_BUS_NAME;
  const response = await fetch(story.sandbox().aws, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSSM.GetParameter', 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ Name: name, WithDecryption: true }),
  });
  key = z.object({ Parameter: z.object({ Value: z.string() }) }).parse(await response.json()).Parameter.Value;
});

/** What `slack-requests` put on the bus so many minutes ago for a click on Approve. */
async function request(approval: Seen, minutesAgo: number): Promise<OperationRequest> {
  const parsed = parseReference(buttonValue(approval, 'approval:approve'));
  const target = parsed.ok ? toApprovalTarget(parsed.reference) : undefined;
  if (!target) throw new Error('The button names no approval');
  const deed: Deed = { kind: 'approve', target, comment: '' };
  const requestedMs = (await look(story.sandbox().slack, 'U0BEN')).now - minutesAgo * MINUTE_MS;
  return {
    v: 1,
    operationId: OperationId(`test${minutesAgo}${'0'.repeat(20)}`),
    actor: { userId: UserId('U0BEN') },
    origin: { surface: 'button', channel: ChannelId('C0DEPLOYS') },
    ask: { kind: 'deed', deed },
    requestedAt: new Date(requestedMs).toISOString(),
    notAfter: new Date(requestedMs + 15 * MINUTE_MS).toISOString(),
  };
}

/** Delivers it now, as EventBridge does after an outage. */
async function deliver(detail: object): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new EventBridgeClient({ endpoint: story.sandbox().aws, region: 'eu-west-1', credentials });
  const entry = { EventBusName: bus, Source: SOURCE, DetailType: REQUESTED, Detail: JSON.stringify(detail) };
  expect((await client.send(new PutEventsCommand({ Entries: [entry] }))).FailedEntryCount).toBe(0);
}

const sealed = (operation: OperationRequest) => seal(JSON.stringify(operation), key);

describe('a click whose delivery was held up', () => {
  it('for 16 minutes is not carried out: the person is told, and the approval still waits', async () => {
    const train = await story.waiting('sixteen-minutes');

    const told = await story.toldPrivately('U0BEN', async () => deliver(sealed(await request(train.approval, 16))));

    expect(told.map(({ words }) => words).join()).toMatch(/could not be done within 15 minutes, so it was not done/);
    expect((await story.stage(train.pipeline, 'Gate')).latestExecution?.status).toBe('InProgress');
    expect(canDecide(await story.approval(train))).toBe(true);
  });

  it('for 14 minutes is carried out', async () => {
    const train = await story.waiting('fourteen-minutes');

    await deliver(sealed(await request(train.approval, 14)));

    await story.approvalSays(train, /Approved by Ben Okafor/);
    await story.cardSays(train, /succeeded/);
  });
});

describe('a click whose three deliveries all died', () => {
  it('is taken up again from the dead-letter queue, and carried out while it is not too late', async () => {
    const train = await story.waiting('three-deaths');
    const { control } = story.sandbox();
    await story.quiet();
    await control.faults({ crash: [{ function: 'operations', afterCall: 1, times: 3 }] });

    await story.press('U0BEN', train.approval, 'approval:approve');
    await control.advance(3 * MINUTE_MS + 30_000);
    await control.faults({});

    await control.advance(2 * MINUTE_MS);
    await story.approvalSays(train, /Approved by Ben Okafor/);
    expect((await control.state()).deadLetters).toEqual([]);
  });
});

describe('an operation that this installation did not seal', () => {
  afterAll(async () => story.quiet());

  it('goes to the dead-letter queue, and nothing is done', async () => {
    const train = await story.waiting('unsealed');
    const genuine = sealed(await request(train.approval, 0));
    const forged = { ...genuine, operation: genuine.operation.replace('U0BEN', 'U0LEE') };

    await deliver(forged);
    await story.sandbox().control.advance(4 * MINUTE_MS);

    expect((await story.sandbox().control.state()).deadLetters).toMatchObject([
      { from: 'operations', error: { errorType: 'BrokenSealError' } },
    ]);
    expect((await story.stage(train.pipeline, 'Gate')).latestExecution?.status).toBe('InProgress');
    expect(canDecide(await story.approval(train))).toBe(true);
  });
});
