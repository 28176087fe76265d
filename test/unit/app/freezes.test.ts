import {
  CreatePipelineCommand,
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  PutApprovalResultCommand,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { ChannelId, OperationId, UserId } from '../../../src/domain/ids.ts';
import type { OperationRequest } from '../../../src/domain/operation.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import { drawMessage } from '../../../src/slack/views/message.ts';
import { aRequest } from '../../support/builders.ts';
import type { CrashPlan } from '../../support/crash.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { ANYBODY, aPolicy, aRule, aTeam } from '../../support/policy.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SHOP_WEB = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
type World = ReturnType<typeof createOperationWorld>;
let serial = 0;

/** These pipelines, each with an execution that waits for its approval to Prod. Noon on Monday, 2 March 2026, UTC. */
async function railway(policy: Policy = aPolicy(), names: readonly string[] = ['shop-web']): Promise<World> {
  const world = createOperationWorld(policy);
  world.slack.messenger.draw = drawMessage;
  for (const name of names) await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline(name) }));
  await pass(world, MINUTE);
  return world;
}

async function pass(world: World, ms: number): Promise<void> {
  await world.world.runUntil(world.world.now() + ms);
  await world.followEvents();
}

/** So many minutes, each with its sweep and with what the sweep asks for. */
async function minutes(
  world: World,
  count: number,
  deliver: (request: OperationRequest) => Promise<unknown> = world.perform,
): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    await pass(world, MINUTE);
    for (const request of await world.sweep()) await deliver(request);
    await world.followEvents();
  }
}

async function type(world: World, text: string, user = 'U0BEN') {
  const requestedAt = new Date(world.world.now()).toISOString();
  const request: OperationRequest = aRequest({
    operationId: OperationId(`${(++serial).toString(16).padStart(8, '0')}-typed`),
    actor: { userId: UserId(user) },
    origin: { surface: 'command', channel: ChannelId('C0DEPLOYS') },
    requestedAt,
    notAfter: new Date(world.world.now() + 15 * MINUTE).toISOString(),
    ask: { kind: 'words', text },
  });
  await world.perform(request);
  return world.answers.at(-1)?.answer;
}

const way = async (world: World, stage = 'Prod', pipeline = 'shop-web') =>
  (await world.reads.state({ ...SHOP_WEB, pipeline }))?.stages.find(({ name }) => name === stage)?.inbound;

const inbound = { pipelineName: 'shop-web', stageName: 'Prod', transitionType: 'Inbound' as const };
const openByHand = (world: World) => world.client.send(new EnableStageTransitionCommand(inbound));
const closeByHand = (world: World, reason: string) =>
  world.client.send(new DisableStageTransitionCommand({ ...inbound, reason }));

/** Everything that stands in the channel. */
const said = (world: World) => world.slack.messages.map(({ text }) => text);

async function approveByHand(world: World, pipelineName = 'shop-web'): Promise<string> {
  const stage = (await world.reads.state({ ...SHOP_WEB, pipeline: pipelineName }))?.stages.find(
    ({ name }) => name === 'Approve',
  );
  const token = stage?.actions[0]?.token;
  const result = { status: 'Approved' as const, summary: 'go' };
  await world.client.send(
    new PutApprovalResultCommand({ pipelineName, stageName: 'Approve', actionName: 'Go-ahead', token, result }),
  );
  return stage?.executionId ?? '';
}

describe('a freeze that somebody orders', () => {
  it('refuses approvals at once, closes the way within a minute and opens it at its end', async () => {
    const world = await railway();

    expect(await type(world, 'freeze shop-web Prod for 2h database move')).toMatchObject({
      kind: 'done',
      deed: { kind: 'freeze', until: '2026-03-02T14:02:00.000Z', reason: 'database move' },
    });
    expect(await type(world, 'approve shop-web')).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'frozen', why: 'database move', byName: 'U0BEN' },
    });
    await minutes(world, 1);

    expect(await way(world)).toMatchObject({
      enabled: false,
      reason: expect.stringMatching(/^freeze [0-9a-f]{8} until 2026-03-02 14\.02 UTC by U0BEN - database move$/),
    });
    expect((await way(world, 'Build'))?.enabled).toBe(true);

    await pass(world, 2 * HOUR);
    await minutes(world, 2);
    expect((await way(world))?.enabled).toBe(true);
    expect(await world.freezes.ways()).toEqual([]);
    expect(await type(world, 'approve shop-web')).toMatchObject({ kind: 'done' });
  });

  it('tells each channel once: that it began, what goes out soon, and that it ended', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 2h database move');
    await minutes(world, 3);
    const waiting = await approveByHand(world);
    await pass(world, 100 * MINUTE);
    await minutes(world, 5);
    await pass(world, 15 * MINUTE);
    await minutes(world, 4);

    const notices = said(world).filter((text) => /freeze|frozen/i.test(text) && !text.includes('Execution'));
    expect(notices).toEqual([
      expect.stringMatching(/^Prod of .*shop-web.* is frozen until .*, by U0BEN: “database move”$/),
      expect.stringMatching(
        new RegExp(
          `^The freeze of Prod of .*shop-web.* ends .*Then goes out: shop-web ${waiting.slice(0, 8)} to Prod\\.$`,
        ),
      ),
      expect.stringMatching(/^The freeze of Prod of .*shop-web.* has ended: “database move”$/),
    ]);
  });

  it('is shown on the cards of those that have still to pass, as long as it holds', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 2h database move');
    await minutes(world, 1);

    const cards = () => said(world).filter((text) => text.includes('Execution '));
    expect(cards().join()).toMatch(/Prod is closed: “database move” until .*, by U0BEN/);

    await pass(world, 2 * HOUR);
    await minutes(world, 2);
    expect(cards().join()).not.toMatch(/closed/);
  });

  it('holds pipelines that are made later', async () => {
    const world = await railway();
    await type(world, 'freeze shop-* Prod for 2h --confirmed');
    await minutes(world, 1);
    await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline('shop-api') }));

    await minutes(world, 1);

    expect((await way(world, 'Prod', 'shop-api'))?.enabled).toBe(false);
  });

  it('over many pipelines is shown by their names before it is done', async () => {
    const world = await railway(aPolicy(), ['shop-web', 'shop-api', 'docs']);

    const answer = await type(world, 'freeze shop-* Prod until Tue 08:00 end of quarter');
    expect(answer).toMatchObject({
      kind: 'confirm_freeze',
      pipelines: ['shop-api', 'shop-web'],
      command: 'freeze shop-* Prod until 2026-03-03 08:00 UTC --confirmed "end of quarter"',
    });
    expect((await world.freezes.read()).orders).toEqual([]);

    expect(await type(world, answer?.kind === 'confirm_freeze' ? answer.command : '')).toMatchObject({
      kind: 'done',
      deed: { until: '2026-03-03T08:00:00.000Z', reason: 'end of quarter' },
    });
  });

  it('needs the right in every stage of every pipeline', async () => {
    const policy = aPolicy({
      teams: [aTeam('payments', 'U0INES')],
      rules: [aRule({ pipelines: 'shop-pay', gate: { by: ['payments'] } }), aRule({ number: 2, gate: ANYBODY })],
    });
    const world = await railway(policy, ['shop-web', 'shop-pay']);

    expect(await type(world, 'freeze shop-* Prod for 2h --confirmed')).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'not_allowed', right: 'gate', by: ['payments'] },
    });
    expect((await world.freezes.read()).orders).toEqual([]);
    expect(await type(world, 'freeze shop-* Prod for 2h --confirmed', 'U0INES')).toMatchObject({ kind: 'done' });
  });

  it('without a stage holds those that somebody has to approve', async () => {
    const { approve: _nobody, ...others } = aRule({ number: 2 });
    const world = await railway(aPolicy({ rules: [aRule({ stages: 'Prod' }), others] }));

    await type(world, 'freeze shop-web for 2h');
    await minutes(world, 1);

    expect((await way(world, 'Build'))?.enabled).toBe(true);
    expect((await way(world, 'Prod'))?.enabled).toBe(false);
  });

  it.each(['freeze shop-web Prod until Mon', 'freeze shop-web for soon', 'freeze shop-web until 18:00 CET'])(
    'is asked back when its end cannot be read: %s',
    async (text) => {
      const world = await railway();
      expect(await type(world, text)).toMatchObject({ kind: 'problem', problem: { kind: 'wrong_time' } });
    },
  );

  it('stays until the last of several that overlap has ended, and the reason names that one', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 1h first');
    await minutes(world, 2);
    await type(world, 'freeze shop-web Prod for 3h second');
    await minutes(world, 2);
    expect((await way(world))?.reason).toMatch(/by U0BEN - second$/);

    await pass(world, HOUR);
    await minutes(world, 2);
    expect((await way(world))?.enabled).toBe(false);

    await pass(world, 2 * HOUR);
    await minutes(world, 2);
    expect((await way(world))?.enabled).toBe(true);
  });

  it('lets through what its rule lets through', async () => {
    const world = await railway(aPolicy({ rules: [aRule({ duringFreeze: ['approve'] })] }));
    await type(world, 'freeze shop-web Prod for 2h');

    expect(await type(world, 'approve shop-web')).toMatchObject({ kind: 'done' });
  });
});

describe('what people change by hand during a freeze', () => {
  it('stays as it is: a way that was closed before is not opened at the end', async () => {
    const world = await railway();
    await closeByHand(world, 'mine');
    await type(world, 'freeze shop-web Prod for 1h');
    await minutes(world, 2);
    await pass(world, HOUR);
    await minutes(world, 2);

    expect(await way(world)).toMatchObject({ enabled: false, reason: 'mine' });
  });

  it('stays as it is: a way that was opened is not closed again, and the channel hears of it once', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 1h');
    await minutes(world, 2);
    await openByHand(world);
    await minutes(world, 4);

    expect((await way(world))?.enabled).toBe(true);
    expect(said(world).filter((text) => text.includes('opened by hand'))).toHaveLength(1);

    await pass(world, HOUR);
    await minutes(world, 2);
    expect(await world.freezes.ways()).toEqual([]);
  });

  it('stays as it is: a way that was closed anew for another reason is not opened at the end', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 1h');
    await minutes(world, 2);
    await closeByHand(world, 'the database is on fire');
    await minutes(world, 4);
    await pass(world, HOUR);
    await minutes(world, 2);

    expect(await way(world)).toMatchObject({ enabled: false, reason: 'the database is on fire' });
    expect(said(world).filter((text) => text.includes('closed by hand'))).toHaveLength(1);
  });

  it('holds until another freeze begins', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 1h');
    await minutes(world, 2);
    await openByHand(world);
    await minutes(world, 3);
    await type(world, 'freeze shop-web Prod for 3h really');
    await minutes(world, 2);

    expect((await way(world))?.reason).toMatch(/really$/);
  });
});

describe('a freeze that is lifted', () => {
  it('is over for the pipelines that are named, and the channel hears who did it', async () => {
    const world = await railway(aPolicy(), ['shop-web', 'shop-api']);
    await type(world, 'freeze shop-* Prod for 2h --confirmed');
    await minutes(world, 2);

    expect(await type(world, 'unfreeze shop-web Prod the move is done')).toMatchObject({ kind: 'done' });
    await minutes(world, 1);

    expect((await way(world))?.enabled).toBe(true);
    expect((await way(world, 'Prod', 'shop-api'))?.enabled).toBe(false);
    expect(await type(world, 'approve shop-web')).toMatchObject({ kind: 'done' });
    expect(await type(world, 'approve shop-api')).toMatchObject({ kind: 'refused', refusal: { reason: 'frozen' } });
    await minutes(world, 1);
    expect(said(world).join('\n')).toMatch(/U0BEN lifted the freeze of Prod of .*shop-web.*: “the move is done”/);
  });

  it('is not there to be lifted where nothing is frozen', async () => {
    const world = await railway();
    expect(await type(world, 'unfreeze shop-web Prod')).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'not_frozen' },
    });
  });

  it('lets the execution in that waits before the stage, and closes the way behind it', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 2h');
    await minutes(world, 2);
    const executionId = await approveByHand(world);
    await minutes(world, 1);
    expect((await world.reads.state(SHOP_WEB))?.stages.at(-1)?.waiting).toEqual([executionId]);

    expect(await type(world, 'unfreeze shop-web Prod --once hotfix')).toMatchObject({
      kind: 'done',
      deed: { once: executionId },
    });
    await minutes(world, 2);

    const prod = (await world.reads.state(SHOP_WEB))?.stages.at(-1);
    expect(prod?.executionId).toBe(executionId);
    expect(prod?.inbound.enabled).toBe(false);
    world.service.commit({ pipeline: 'shop-web' });
    await minutes(world, 1);
    expect(await type(world, 'approve shop-web')).toMatchObject({ kind: 'refused', refusal: { reason: 'frozen' } });
  });

  it('lets the execution be approved that waits for it, and into the stage after that', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 2h');
    await minutes(world, 1);

    expect(await type(world, 'unfreeze shop-web --once hotfix')).toMatchObject({ kind: 'done' });
    expect(await type(world, 'approve shop-web')).toMatchObject({ kind: 'done' });
    await minutes(world, 3);

    const prod = (await world.reads.state(SHOP_WEB))?.stages.at(-1);
    expect(prod).toMatchObject({ status: 'Succeeded', inbound: { enabled: false } });
  });
});

describe('a window of the policy', () => {
  const window = {
    pipelines: '*',
    stages: 'Prod',
    from: { kind: 'weekly' as const, weekday: 1 as const, minutes: 12 * 60 + 30 },
    to: { kind: 'weekly' as const, weekday: 1 as const, minutes: 14 * 60 },
    timeZone: 'UTC',
    reason: 'lunch',
  };

  it('closes and opens by itself, and can be lifted for this time', async () => {
    const world = await railway(aPolicy({ freezes: [window] }));
    await pass(world, 30 * MINUTE);
    await minutes(world, 1);
    expect((await way(world))?.reason).toMatch(/by the policy - lunch$/);

    await type(world, 'unfreeze shop-web');
    await minutes(world, 1);
    expect((await way(world))?.enabled).toBe(true);

    await pass(world, 7 * 24 * HOUR);
    await minutes(world, 1);
    expect((await way(world))?.enabled).toBe(false);
  });

  it('is among the freezes that are told, before and while it holds', async () => {
    const world = await railway(aPolicy({ freezes: [window] }));
    expect(await type(world, 'freezes')).toMatchObject({ freezes: [], next: [{ reason: 'lunch' }] });

    await pass(world, 30 * MINUTE);
    expect(await type(world, 'freezes')).toMatchObject({ freezes: [{ reason: 'lunch' }] });
  });
});

describe('a freeze over the night in which the clocks change', () => {
  const weekly = (weekday: 1 | 5, hours: number) => ({ kind: 'weekly' as const, weekday, minutes: hours * 60 });

  it.each([
    ['America/New_York', weekly(5, 17), weekly(1, 9), '2026-03-06T22:00:00Z', '2026-03-09T13:00:00Z'],
    ['Europe/Zurich', weekly(5, 16), weekly(1, 8), '2026-03-27T15:00:00Z', '2026-03-30T06:00:00Z'],
  ] as const)('begins and ends by the clocks of %s', async (timeZone, from, to, begins, ends) => {
    const window = { pipelines: '*', stages: 'Prod', from, to, timeZone, reason: 'weekend' };
    const world = await railway(aPolicy({ freezes: [window] }));
    const at = async (iso: string, fromThenMs: number) => {
      await pass(world, Date.parse(iso) + fromThenMs - MINUTE - world.world.now());
      await minutes(world, 1);
    };

    await at(begins, -MINUTE);
    expect((await way(world))?.enabled).toBe(true);
    await at(begins, MINUTE);
    expect((await way(world))?.enabled).toBe(false);

    world.service.commit({ pipeline: 'shop-web' });
    await at(ends, -16 * MINUTE);
    expect(said(world).filter((text) => text.includes(' ends '))).toEqual([]);
    await at(ends, -14 * MINUTE);
    expect(said(world).filter((text) => text.includes(' ends '))).toHaveLength(1);
    await at(ends, -MINUTE);
    expect((await way(world))?.enabled).toBe(false);
    expect(await type(world, 'approve shop-web')).toMatchObject({ refusal: { reason: 'frozen' } });
    await at(ends, MINUTE);
    expect((await way(world))?.enabled).toBe(true);
    expect(await type(world, 'approve shop-web')).toMatchObject({ kind: 'done' });
  });

  it('ends when the clocks of the person, or of the zone that is named, say so', async () => {
    const world = await railway();
    await pass(world, Date.parse('2026-03-07T12:00:00Z') - world.world.now());

    expect(await type(world, 'freeze shop-web Prod until Mon 08:00 weekend', 'U0INES')).toMatchObject({
      deed: { until: '2026-03-09T12:00:00.000Z', reason: 'weekend' },
    });
    expect(await type(world, 'freeze shop-web Prod until Mon 08:00 Europe/Zurich weekend', 'U0INES')).toMatchObject({
      deed: { until: '2026-03-09T07:00:00.000Z', reason: 'weekend' },
    });
    expect(await type(world, 'freeze shop-web Prod until Mon 08:00 weekend', 'U0BEN')).toMatchObject({
      deed: { until: '2026-03-09T08:00:00.000Z', reason: 'weekend' },
    });
  });
});

describe('what closes and opens ways for a freeze', { timeout: 60_000 }, () => {
  it('is nobody’s to ask for but the sweep’s', async () => {
    const world = await railway();
    await type(world, 'freeze shop-web Prod for 1h');
    await pass(world, MINUTE);
    const [request] = await world.sweep();

    await world.perform({ ...aRequest(request), actor: { userId: UserId('U0BEN') } });

    expect(world.answers.at(-1)?.answer).toMatchObject({ refusal: { reason: 'not_for_people' } });
    expect((await way(world))?.enabled).toBe(true);
  });

  it('comes to the same wherever it dies and is delivered again', async () => {
    for (let atCall = 1; atCall < 14; atCall += 2) {
      const world = await railway();
      await type(world, 'freeze shop-web Prod for 1h');
      await minutes(world, 2, (request) => world.perform(request, { atCall, when: 'after' }));
      expect((await way(world))?.enabled, `closing, dead after ${atCall}`).toBe(false);

      await pass(world, HOUR);
      await minutes(world, 2, (request) => world.perform(request, { atCall, when: 'after' }));
      await expectOpenAndForgotten(world, `opening, dead after ${atCall}`);
    }
  });

  it('is finished by the next sweeps wherever it dies for good', async () => {
    for (let atCall = 1; atCall < 14; atCall++) {
      for (const when of ['before', 'after'] as const) {
        const world = await railway();
        const once = diesOnce(world, { atCall, when });
        await type(world, 'freeze shop-web Prod for 1h');
        await minutes(world, 4, once());
        expect((await way(world))?.enabled, `closing, dead ${when} ${atCall}`).toBe(false);

        await pass(world, HOUR);
        await minutes(world, 4, once());
        await expectOpenAndForgotten(world, `opening, dead ${when} ${atCall}`);
      }
    }
  });

  it('lets one in and closes again wherever it dies for good', async () => {
    for (let atCall = 1; atCall < 22; atCall++) {
      const world = await railway();
      await type(world, 'freeze shop-web Prod for 1h');
      await minutes(world, 2);
      const executionId = await approveByHand(world);
      await pass(world, MINUTE);
      await type(world, 'unfreeze shop-web --once');
      await minutes(world, 5, diesOnce(world, { atCall, when: 'after' })());

      const prod = (await world.reads.state(SHOP_WEB))?.stages.at(-1);
      expect(prod, `dead after ${atCall}`).toMatchObject({ executionId, inbound: { enabled: false } });
      expect(said(world).filter((text) => text.includes('by hand'))).toEqual([]);
    }
  });

  async function expectOpenAndForgotten(world: World, name: string): Promise<void> {
    expect((await way(world))?.enabled, name).toBe(true);
    expect(await world.freezes.ways(), name).toEqual([]);
    expect(said(world).filter((text) => text.includes('by hand'))).toEqual([]);
  }

  /** The first delivery of each round dies, and is not repeated. */
  function diesOnce(world: World, plan: CrashPlan) {
    return () => {
      let died = false;
      return async (request: OperationRequest) => {
        if (died) return world.perform(request);
        died = true;
        return world.dieAt(request, plan);
      };
    };
  }
});
