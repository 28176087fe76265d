import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AuditLine, auditOf } from '../support/audit-copies.ts';
import { look } from '../support/look.ts';
import { asForm, clickPayload, sendSigned } from '../support/signed-request.ts';
import type { Train } from '../support/story.ts';
import { inStorm, MINUTE } from '../support/under-faults.ts';

const story = inStorm();
const APPROVE = 'approval:approve';

const audit = () => auditOf(story.sandbox().aws);
const now = async () => (await story.sandbox().control.state()).now;

/** What was written down while that happened, in the table and in the log copy. */
async function writtenDuring(work: () => Promise<unknown>) {
  const before = new Set((await audit().inLog()).map(({ detail }) => detail.operationId));
  await work();
  await story.quiet();
  const isNew = ({ operationId }: AuditLine) => !before.has(operationId);
  const events = (await audit().inLog()).filter(({ detail }) => isNew(detail));
  return { table: (await audit().inTable(await now())).filter(isNew), events, log: events.map(({ detail }) => detail) };
}

const kinds = (lines: readonly AuditLine[]) => lines.map(({ phase }) => phase);
const byPhase = (lines: readonly AuditLine[]) => lines.toSorted((a, b) => (a.phase > b.phase ? -1 : 1));

/** Asked for and ended, once each, alike on the bus, in its copy and in the table. */
async function expectOnce(work: () => Promise<unknown>, ended: object): Promise<void> {
  const { table, events, log } = await writtenDuring(work);

  expect(kinds(log)).toEqual(['requested', 'ended']);
  expect(byPhase(table)).toEqual(log);
  expect(log[1]).toMatchObject(ended);
  expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  expect(events.map((event) => event['detail-type'])).toEqual(['Signalbox Operation Recorded', typeOf(log[1])]);
}

const Ended = z.object({ outcome: z.object({ kind: z.string() }) });

function typeOf(line: AuditLine | undefined): string {
  const { kind } = Ended.parse(line).outcome;
  const ends: Record<string, string> = { performed: 'Performed', voted: 'Performed', refused: 'Refused' };
  return `Signalbox Operation ${ends[kind] ?? 'Failed'}`;
}

/** The value of the Approve button as it was while the approval waited. */
const values = new Map<string, string>();
const buttonOf = ({ pipeline }: Train) => values.get(pipeline) ?? '';
async function remember(train: Train): Promise<void> {
  const { buttons } = await story.approval(train);
  values.set(train.pipeline, buttons.find(({ action_id }) => action_id === APPROVE)?.value ?? '');
}

describe('each outcome of a story is in the table, on the bus and in the log, once', () => {
  let train: Train;
  beforeAll(async () => {
    train = await story.waiting('audited');
    await remember(train);
  }, 60_000);

  it('the refusal of a guest', async () => {
    const approval = await story.approval(train);

    await expectOnce(() => story.press('U0GIL', approval, APPROVE), {
      actor: { userId: 'U0GIL', name: 'Gil Marsh' },
      deed: { kind: 'approve', target: { pipeline: 'audited', executionId: train.executionId } },
      rules: [],
      outcome: { kind: 'refused', refusal: { reason: 'guest' } },
    });
  });

  it('an approval, with its rule, its revision and what was shown', async () => {
    const approval = await story.approval(train);

    await expectOnce(() => story.press('U0BEN', approval, APPROVE), {
      actor: { userId: 'U0BEN', teamId: 'T0SIGNALBX', name: 'Ben Okafor' },
      origin: { surface: 'button', channel: 'C0DEPLOYS', messageTs: approval.ts },
      policy: expect.stringMatching(/^[0-9a-f]{8,}$/),
      rules: [1],
      revisions: [{ action: expect.any(String), revisionId: expect.any(String) }],
      shown: { version: expect.any(Number), digest: expect.any(String) },
      outcome: { kind: 'performed' },
    });
  });

  it('the refusal of whoever came later', async () => {
    const approval = await story.approval(train);
    const click = { user: 'U0INES', ts: approval.ts, action_id: APPROVE, value: buttonOf(train) };

    await expectOnce(() => story.pressOld(click), {
      outcome: { kind: 'refused', refusal: { reason: 'already_decided' } },
    });
  });

  it('typed words that led to a deed, and such as led to none', async () => {
    await expectOnce(() => story.type('U0LEE', 'start audited'), {
      words: 'start audited',
      deed: { kind: 'start' },
      outcome: { kind: 'performed', execution: { pipeline: 'audited' } },
    });
    await expectOnce(() => story.type('U0LEE', 'start audited-not'), {
      words: 'start audited-not',
      outcome: { kind: 'refused', refusal: { reason: 'not_understood' } },
    });
  });

  it('a failure of CodePipeline', async () => {
    await story.faults({
      aws: [{ operation: 'codepipeline:StartPipelineExecution', error: 'LimitExceededException' }],
    });

    await expectOnce(() => story.type('U0LEE', 'start audited'), { outcome: { kind: 'failed' } });
  });
});

describe('a request that comes again', () => {
  it('is written down once when Slack sends it again', async () => {
    const train = await story.waiting('audited-again');
    await remember(train);
    const { ts } = await story.approval(train);
    const body = asForm(clickPayload({ user: 'U0BEN', ts, action_id: APPROVE, value: buttonOf(train) }));
    const at = await now();

    await expectOnce(
      async () => {
        await sendSigned(story.sandbox().aws, at, { body });
        await sendSigned(story.sandbox().aws, at, { body });
        await story.quiet();
        await sendSigned(story.sandbox().aws, at, { body });
      },
      { outcome: { kind: 'performed' } },
    );
  });

  it.each([6, 9, 12])(
    'is in the table once when its delivery dies after call %i, and the log has the same',
    async (call) => {
      const train = await story.waiting(`audited-crash-${call}`);
      await story.faults({ crash: [{ function: 'operations', afterCall: call }] });

      const { table, log } = await writtenDuring(() => story.approve(train));

      expect((await story.struck()).crash).toBe(1);
      expect(kinds(byPhase(table))).toEqual(['requested', 'ended']);
      for (const line of table) expect(log).toContainEqual(line);
      expect(new Set(kinds(log))).toEqual(new Set(['requested', 'ended']));
    },
  );
});

describe('/pipeline audit', () => {
  it('answers in private with the newest lines, and sends all of them as a file', async () => {
    const [told] = await story.type('U0INES', 'audit audited for 1d');

    expect(told?.words).toMatch(/Ben Okafor approved Gate\/Go of \*?<?.*audited.* · done · rule 1/);
    expect(told?.words).toMatch(/Gil Marsh asked to approve .* · refused: guest/);
    const direct = (await look(story.sandbox().slack, 'U0INES')).messages.D0INES ?? [];
    const [file] = direct.at(-1)?.files ?? [];
    expect(file?.name).toMatch(/^audit-audited-since-.*\.csv$/);
    const csv = await (
      await fetch(`${story.sandbox().slack}${file?.path}`, { headers: { 'sec-fetch-site': 'same-origin' } })
    ).text();
    expect(csv).toMatch(/^at,phase,requested_at,/);
    expect(csv).toContain('U0GIL,Gil Marsh');
    expect(csv).not.toContain('audited-again');
  });

  it('is itself in the audit', async () => {
    await expectOnce(() => story.type('U0INES', 'audit audited'), {
      read: { pipeline: 'audited' },
      outcome: { kind: 'performed' },
    });
  });

  it('shows a guest nothing', async () => {
    const [told] = await story.type('U0GIL', 'audit');

    expect(told?.words).toContain('Guests cannot do that');
    expect((await look(story.sandbox().slack, 'U0GIL')).messages.D0GIL ?? []).toEqual([]);
  });
});

it('nothing that opens a door stands in the audit', async () => {
  const train = await story.waiting('audited-secrets');
  const { actionStates = [] } = await story.stage(train.pipeline, 'Gate');
  const token = actionStates.find(({ actionName }) => actionName === 'Go')?.latestExecution?.token ?? '';
  await story.press('U0BEN', await story.approval(train), APPROVE);
  await story.pass(MINUTE);

  const all = JSON.stringify([await audit().inLog(), await audit().inTable(await now())]);

  expect(token).not.toBe('');
  expect(all).toContain('audited-secrets');
  for (const secret of [token, '/response/', 'xoxb-', 'responseUrl']) expect(all).not.toContain(secret);
});
