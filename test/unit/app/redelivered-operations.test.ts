import {
  CreatePipelineCommand,
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  type PipelineDeclaration,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { ChannelId, OperationId, UserId } from '../../../src/domain/ids.ts';
import type { Ask, Deed, OperationRequest } from '../../../src/domain/operation.ts';
import { aRequest } from '../../support/builders.ts';
import type { CrashPlan } from '../../support/crash.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';

const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Every remote call is a world of its own. */
const SLOW = { timeout: 60_000 };
type World = ReturnType<typeof createOperationWorld>;

async function waitingAtGate(more: Partial<PipelineDeclaration> = {}): Promise<World> {
  const world = createOperationWorld();
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline('shop-web', more) }));
  await world.world.runUntil(world.world.now() + MINUTE);
  await world.followEvents();
  return world;
}

function request(world: World, ask: Ask, more: Partial<OperationRequest> = {}): OperationRequest {
  const requestedAt = new Date(world.world.now()).toISOString();
  const notAfter = new Date(world.world.now() + 15 * MINUTE).toISOString();
  return aRequest({ operationId: OperationId('0a1b2c3d4e5f0123'), requestedAt, notAfter, ask, ...more });
}

const typed = (world: World, text: string) =>
  request(
    world,
    { kind: 'words', text },
    { origin: { surface: 'command', channel: ChannelId('C0DEPLOYS') }, operationId: OperationId('0a1b2c3d4e5f0123') },
  );

/** Every moment at which the first delivery can die, with a world of its own. */
async function atEveryCrash(
  prepare: () => Promise<World>,
  story: (world: World, plan: CrashPlan, name: string) => Promise<number>,
): Promise<void> {
  for (let atCall = 1; ; atCall++) {
    for (const when of ['before', 'after'] as const) {
      const calls = await story(await prepare(), { atCall, when }, `crashed ${when} call ${atCall}`);
      if (calls < atCall) return;
    }
  }
}

/** Something else happens between the first delivery and its repetition, once the deed was done. */
function meanwhile(world: World, work: () => Promise<unknown>): void {
  world.world.schedule(world.world.now() + 30 * SECOND, async () => {
    if (world.done.length > 0) await work();
  });
}

describe('typed words whose delivery died', SLOW, () => {
  it('stop the execution that was meant, and never one that began since', async () => {
    await atEveryCrash(waitingAtGate, async (world, plan, name) => {
      const [meant] = (await world.reads.executions(PIPELINE, 1)) ?? [];
      meanwhile(world, async () => world.service.commit({ pipeline: 'shop-web' }));

      const calls = await world.perform(typed(world, 'stop shop-web --abandon'), plan);

      const stopped = world.done.map(({ args: [target] }) => target);
      expect(stopped, name).toEqual([expect.objectContaining({ executionId: meant?.executionId })]);
      return calls;
    });
  });

  it('approve once, are told as done, and are audited as done', async () => {
    await atEveryCrash(waitingAtGate, async (world, plan, name) => {
      const calls = await world.perform(typed(world, 'approve shop-web looks good'), plan);

      expect(
        world.done.map(({ call }) => call),
        name,
      ).toEqual(['putApprovalResult']);
      expect(new Set(world.audited.map(({ kind }) => kind)), name).toEqual(new Set(['performed']));
      expect(world.answers.at(-1)?.answer.kind, name).toBe('done');
      return calls;
    });
  });
});

describe('a change of a transition whose delivery died', SLOW, () => {
  const target = { ...PIPELINE, stage: 'Prod', transition: 'Inbound' as const };
  const inApi = { pipelineName: 'shop-web', stageName: 'Prod', transitionType: 'Inbound' as const };
  const isOpen = async (world: World) =>
    (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Prod')?.inbound.enabled;

  it('does not open again what somebody closed since', async () => {
    const closed = async () => {
      const world = await waitingAtGate();
      await world.client.send(new DisableStageTransitionCommand({ ...inApi, reason: 'before' }));
      return world;
    };
    await atEveryCrash(closed, async (world, plan, name) => {
      let closedSince = false;
      meanwhile(world, async () => {
        await world.client.send(new DisableStageTransitionCommand({ ...inApi, reason: 'freeze' }));
        closedSince = true;
      });

      const calls = await world.perform(request(world, { kind: 'deed', deed: { kind: 'enable', target } }), plan);
      await world.world.runUntil(world.world.now() + MINUTE);

      if (closedSince && calls >= plan.atCall) expect(await isOpen(world), name).toBe(false);
      expect(world.done, name).toHaveLength(1);
      return calls;
    });
  });

  it('does not close again what somebody opened since', async () => {
    await atEveryCrash(waitingAtGate, async (world, plan, name) => {
      meanwhile(world, () => world.client.send(new EnableStageTransitionCommand(inApi)));

      const deed: Deed = { kind: 'disable', target, reason: 'freeze' };
      const calls = await world.perform(request(world, { kind: 'deed', deed }), plan);

      expect(world.done, name).toHaveLength(1);
      return calls;
    });
  });

  it('keeps its mark in the reason, however long the reason is', async () => {
    const world = await waitingAtGate();
    const reason = 'a,'.repeat(200);

    await world.perform(request(world, { kind: 'deed', deed: { kind: 'disable', target, reason } }));

    const gate = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Prod')?.inbound;
    expect(gate?.reason).toContain('op 0a1b2c3d');
  });
});

describe('an approval in a PARALLEL pipeline', SLOW, () => {
  const parallel = () => waitingAtGate({ executionMode: 'PARALLEL' });
  const approve = async (world: World): Promise<Deed> => {
    const [execution] = (await world.reads.executions(PIPELINE, 1)) ?? [];
    if (!execution) throw new Error('Nothing runs');
    const [waiting] = await world.reads.parallelApprovals({ ...PIPELINE, executionId: execution.executionId });
    if (!waiting) throw new Error('No approval waits');
    const { token: _token, since: _since, ...target } = waiting;
    return { kind: 'approve', target: { ...PIPELINE, ...target }, comment: '' };
  };

  it('is told as done when the delivery that did it died', async () => {
    await atEveryCrash(parallel, async (world, plan, name) => {
      const calls = await world.perform(request(world, { kind: 'deed', deed: await approve(world) }), plan);

      expect(world.done, name).toHaveLength(1);
      expect([...world.claims.outcomes().values()], name).toEqual([{ kind: 'performed' }]);
      return calls;
    });
  });

  it('tells the second of two people that it was decided, and by whom', async () => {
    const world = await parallel();
    const deed = await approve(world);
    await world.perform(request(world, { kind: 'deed', deed }));

    await world.perform(
      request(
        world,
        { kind: 'deed', deed },
        { operationId: OperationId('ffffffff00000000'), actor: { userId: UserId('U0INES') } },
      ),
    );

    expect(world.answers.at(-1)?.answer).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'already_decided', byName: 'U0BEN' },
    });
  });
});

describe('a retry whose delivery died', SLOW, () => {
  /** Failed, in a pipeline that shows no stage state; what happens next is not announced. */
  const failed = async (): Promise<World> => {
    const world = createOperationWorld();
    const declaration = shopPipeline('shop-web', { executionMode: 'PARALLEL' });
    await world.client.send(new CreatePipelineCommand({ pipeline: declaration }));
    await world.world.runUntil(world.world.now() + MINUTE);
    world.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    await world.world.runUntil(world.world.now() + MINUTE);
    await world.followEvents();
    return world;
  };
  const retry = async (world: World): Promise<Deed> => {
    const [execution] = (await world.reads.executions(PIPELINE, 1)) ?? [];
    if (!execution) throw new Error('Nothing failed');
    const ref = { ...PIPELINE, executionId: execution.executionId };
    const run = (await world.reads.actionRuns(ref)).find(({ status }) => status === 'Failed')?.run;
    if (!run) throw new Error('No action failed');
    return { kind: 'retry', target: { ...ref, stage: 'Build', run }, mode: 'FAILED_ACTIONS' };
  };

  it('is done once and told as done', async () => {
    await atEveryCrash(failed, async (world, plan, name) => {
      const calls = await world.perform(request(world, { kind: 'deed', deed: await retry(world) }), plan);

      expect(world.done, name).toHaveLength(1);
      expect([...world.claims.outcomes().values()], name).toEqual([{ kind: 'performed' }]);
      return calls;
    });
  });

  it('is not told as done when somebody else ran the stage again in another way since', async () => {
    await atEveryCrash(failed, async (world, plan, name) => {
      const deed = await retry(world);
      const others = request(
        world,
        { kind: 'deed', deed: { ...deed, mode: 'ALL_ACTIONS' } as Deed },
        { operationId: OperationId('ffffffff00000000'), actor: { userId: UserId('U0INES') } },
      );
      world.world.schedule(world.world.now() + 30 * SECOND, () => world.perform(others));

      const calls = await world.perform(request(world, { kind: 'deed', deed }), plan);
      await world.world.runUntil(world.world.now() + 5 * MINUTE);

      const [mode] = world.done.map(({ args }) => args[1]);
      const told = world.claims.outcomes().get(OperationId('0a1b2c3d4e5f0123'))?.kind;
      expect(world.done, name).toHaveLength(1);
      expect(told, name).not.toBe(mode === 'FAILED_ACTIONS' ? 'refused' : 'performed');
      return calls;
    });
  });

  it('is refused from a button of the attempt before, though no event told of the new one', async () => {
    const world = await failed();
    const old = await retry(world);
    await world.perform(request(world, { kind: 'deed', deed: old }));
    await world.world.runUntil(world.world.now() + 10 * MINUTE);

    const again = { operationId: OperationId('ffffffff00000000') };
    await world.perform(request(world, { kind: 'deed', deed: { ...old, mode: 'ALL_ACTIONS' } as Deed }, again));

    expect(world.done).toHaveLength(1);
    expect(world.answers.at(-1)?.answer).toMatchObject({ kind: 'refused', refusal: { reason: 'old_attempt' } });
  });
});

describe('words that name an execution', () => {
  it('never stop another one, though the named one is no longer among the newest', async () => {
    const world = await waitingAtGate();
    const [oldest] = (await world.reads.executions(PIPELINE, 1)) ?? [];
    for (let push = 0; push < 7; push++) {
      world.service.commit({ pipeline: 'shop-web' });
      await world.world.runUntil(world.world.now() + 2 * MINUTE);
    }

    await world.perform(typed(world, `stop shop-web ${oldest?.executionId.slice(0, 8)} --abandon`));

    const stopped = world.done.map(({ args: [target] }) => target);
    const named = { ...PIPELINE, executionId: oldest?.executionId, run: 'a1' };
    expect(stopped.filter((target) => JSON.stringify(target) !== JSON.stringify(named))).toEqual([]);
  });

  it('put the better name into the sentence, not into its verb', async () => {
    const world = createOperationWorld();
    await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline('artx') }));

    await world.perform(typed(world, 'start art'));

    expect(world.answers.at(-1)?.answer).toMatchObject({ kind: 'choice', commands: ['start artx'] });
  });
});

describe('an operation that cannot be brought to an end', () => {
  it('tells the person so at its last delivery, instead of falling silent', async () => {
    const world = await waitingAtGate();
    const [approval] =
      (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve')?.actions ?? [];
    const [execution] = (await world.reads.executions(PIPELINE, 1)) ?? [];
    if (!approval?.run || !execution) throw new Error('No approval waits');
    const target = {
      ...PIPELINE,
      executionId: execution.executionId,
      stage: 'Approve',
      action: 'Go-ahead',
      run: approval.run,
    };
    world.breakDirectory();

    await world.perform(request(world, { kind: 'deed', deed: { kind: 'approve', target, comment: '' } }));

    expect(world.answers).toMatchObject([{ answer: { kind: 'unknown' } }]);
    expect(world.audited).toEqual([{ kind: 'unknown' }]);
    expect(world.done).toEqual([]);
  });
});
