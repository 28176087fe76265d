import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { beforeEach, describe, expect, it } from 'vitest';
import { ChannelId, MessageTs, OperationId, TeamId, UserId } from '../../../src/domain/ids.ts';
import type { ApprovalTarget, Ask, OperationRequest } from '../../../src/domain/operation.ts';
import { aRequest, BEN } from '../../support/builders.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { aPolicy, aRule, aTeam } from '../../support/policy.ts';

type World = ReturnType<typeof createOperationWorld>;
const MINUTE = 60_000;
const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
const GUEST = { userId: UserId('U0GIL'), teamId: TeamId('T0SIGNALBX') };

let world: World;
let serial = 0;

async function open(policy = aPolicy()): Promise<ApprovalTarget> {
  world = createOperationWorld(policy);
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
  await world.world.runUntil(world.world.now() + MINUTE);
  await world.followEvents();
  const live = await world.reads.state(PIPELINE);
  const stage = live?.stages.find(({ name }) => name === 'Approve');
  const run = stage?.actions[0]?.run;
  if (!stage?.executionId || !run) throw new Error('No approval waits');
  return { ...PIPELINE, executionId: stage.executionId, stage: 'Approve', action: 'Go-ahead', run };
}

function request(ask: Ask, more: Partial<OperationRequest> = {}): OperationRequest {
  const requestedAt = new Date(world.world.now()).toISOString();
  const notAfter = new Date(world.world.now() + 15 * MINUTE).toISOString();
  return aRequest({ operationId: OperationId(`op${++serial}-0123456789`), requestedAt, notAfter, ask, ...more });
}

const approval = (target: ApprovalTarget): Ask => ({ kind: 'deed', deed: { kind: 'approve', target, comment: 'yes' } });
const phases = () => world.audit.records.map(({ phase }) => phase);

let target: ApprovalTarget;
beforeEach(async () => {
  target = await open();
});

describe('a deed', () => {
  it('is written down before it is done and after it: who, what, where, by which rule, on what, and what was shown', async () => {
    const stored = await world.executions.get(target);
    const [kept] = Object.entries(stored?.messages ?? {}).filter(([slot]) => slot.startsWith('approval'));
    const ts = kept?.[1].ts;
    const origin = { surface: 'button', channel: ChannelId('C0DEPLOYS'), ...(ts ? { messageTs: ts } : {}) } as const;
    const click = request(approval(target), { origin: { ...origin, responseUrl: 'https://hooks.slack.com/secret' } });

    await world.perform(click);

    expect(phases()).toEqual(['requested', 'ended']);
    const common = {
      v: 1,
      operationId: click.operationId,
      requestedAt: click.requestedAt,
      actor: { ...BEN, name: 'U0BEN' },
      origin,
      deed: { kind: 'approve', target, comment: 'yes' },
      policy: 'test',
      rules: [1],
      revisions: [{ action: 'App', revisionId: expect.any(String) }],
      shown: { version: stored?.version, digest: kept?.[1].shown },
    };
    expect(kept?.[1].shown).toBeTypeOf('string');
    expect(world.audit.records).toEqual([
      { ...common, phase: 'requested', at: expect.any(String) },
      { ...common, phase: 'ended', at: expect.any(String), outcome: { kind: 'performed' } },
    ]);
    expect(JSON.stringify(world.audit.records)).not.toContain('hooks.slack.com');
  });

  it('is not done while it cannot be written down', async () => {
    const click = request(approval(target));
    const { records } = world.audit;
    records.push = () => {
      throw new Error('The bus takes nothing');
    };

    await world.perform(click).catch(() => undefined);

    expect(world.done).toEqual([]);
  });

  it('has two lines however often and wherever a delivery dies, and they name the rule', async () => {
    const calls = await world.perform(request(approval(target)));
    for (let atCall = 1; atCall <= calls; atCall++) {
      target = await open();
      await world.perform(request(approval(target)), { atCall, when: atCall % 2 ? 'before' : 'after' });

      expect(phases(), `call ${atCall}`).toEqual(['requested', 'ended']);
      expect(
        world.audit.records.map(({ rules }) => rules),
        `call ${atCall}`,
      ).toEqual([[1], [1]]);
    }
  }, 30_000);

  it('has two lines when the same request comes again', async () => {
    const click = request(approval(target));

    await world.perform(click);
    await world.perform(click);

    expect(phases()).toEqual(['requested', 'ended']);
  });
});

describe('a refusal', () => {
  it('of a guest names the guest, and what was wanted', async () => {
    await world.perform(request(approval(target), { actor: GUEST }));

    expect(world.audit.records).toMatchObject([
      { phase: 'requested', actor: { ...GUEST, name: 'U0GIL' }, deed: { kind: 'approve' } },
      { phase: 'ended', rules: [], outcome: { kind: 'refused', refusal: { reason: 'guest' } } },
    ]);
  });

  it('of somebody who is not in the team names the rule that others have the right by', async () => {
    const release = aTeam('release', 'U0INES');
    target = await open(
      aPolicy({ teams: [release], rules: [aRule({ number: 3, approve: { ...approveBy('release') } })] }),
    );

    await world.perform(request(approval(target)));

    expect(world.audit.records.at(-1)).toMatchObject({
      phase: 'ended',
      rules: [3],
      outcome: { kind: 'refused', refusal: { reason: 'not_allowed', rule: 3 } },
    });
  });

  it('of words keeps the words', async () => {
    const words = request({ kind: 'words', text: 'approve shop-web' }, { actor: GUEST });

    await world.perform(words);

    expect(world.audit.records).toMatchObject([
      { phase: 'requested', words: 'approve shop-web' },
      { phase: 'ended', words: 'approve shop-web', outcome: { kind: 'refused' } },
    ]);
    expect(world.audit.records[0]).not.toHaveProperty('deed');
  });

  it('of a message that is not ours shows which version there was, and no digest', async () => {
    const origin = { surface: 'button', messageTs: MessageTs('1.2') } as const;

    await world.perform(request(approval(target), { origin }));

    expect(world.audit.records[0]?.shown).toEqual({ version: expect.any(Number) });
  });
});

function approveBy(team: string) {
  const { approve } = aRule();
  if (!approve) throw new Error('The usual rule lets people approve');
  return { ...approve, by: [team] };
}
