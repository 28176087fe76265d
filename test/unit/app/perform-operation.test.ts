import {
  CreatePipelineCommand,
  GetPipelineStateCommand,
  PutApprovalResultCommand,
  UpdatePipelineCommand,
} from '@aws-sdk/client-codepipeline';
import { beforeEach, describe, expect, it } from 'vitest';
import { ChannelId, ExecutionId, OperationId, RunKey, TeamId, UserId } from '../../../src/domain/ids.ts';
import type { ApprovalTarget, Ask, Deed, OperationRequest } from '../../../src/domain/operation.ts';
import { aRequest } from '../../support/builders.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';

type World = ReturnType<typeof createOperationWorld>;
let world: World;
let serial = 0;

const MINUTE = 60_000;
const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };

beforeEach(async () => {
  world = createOperationWorld();
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
});

async function pass(ms: number): Promise<void> {
  await world.world.runUntil(world.world.now() + ms);
  await world.followEvents();
}

/** Lets the newest execution run until its approval waits. */
async function waitingApproval(): Promise<ApprovalTarget> {
  await pass(MINUTE);
  const live = await world.reads.state(PIPELINE);
  const stage = live?.stages.find(({ name }) => name === 'Approve');
  const run = stage?.actions[0]?.run;
  if (!stage?.executionId || !run) throw new Error('No approval waits');
  return { ...PIPELINE, executionId: stage.executionId, stage: 'Approve', action: 'Go-ahead', run };
}

function asked(deed: Deed, more: Partial<OperationRequest> = {}): OperationRequest {
  return request({ kind: 'deed', deed }, more);
}

function typed(text: string, more: Partial<OperationRequest> = {}): OperationRequest {
  return request({ kind: 'words', text }, { origin: { surface: 'command', channel: ChannelId('C0DEPLOYS') }, ...more });
}

function request(ask: Ask, more: Partial<OperationRequest>): OperationRequest {
  const requestedAt = new Date(world.world.now()).toISOString();
  const notAfter = new Date(world.world.now() + 15 * MINUTE).toISOString();
  return aRequest({ operationId: OperationId(`op${++serial}-0123456789`), requestedAt, notAfter, ask, ...more });
}

const approve = (target: ApprovalTarget, comment = ''): Deed => ({ kind: 'approve', target, comment });
const approvalStatus = async () =>
  (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve')?.actions[0];
const lastAnswer = () => world.answers.at(-1)?.answer;

describe('approving', () => {
  it('answers the waiting run, names the human in CodePipeline, and goes on', async () => {
    const target = await waitingApproval();

    await world.perform(asked(approve(target, 'checked on staging')));

    const action = await approvalStatus();
    expect(action?.status).toBe('Succeeded');
    expect(action?.summary).toMatch(/^U0BEN \(U0BEN\) via Slack, op .*: checked on staging$/);
    expect(world.answers).toEqual([]);
    expect(world.audited).toEqual([{ kind: 'performed' }]);
  });

  it('is done once for a replay of the same request', async () => {
    const again = asked(approve(await waitingApproval()));

    await world.perform(again);
    await world.perform(again);

    expect(world.done).toHaveLength(1);
    expect(world.audited).toHaveLength(1);
  });

  it('is done by one of two people who press at once, and the other is told who was faster', async () => {
    const target = await waitingApproval();

    await world.performAll([
      asked(approve(target)),
      asked({ kind: 'reject', target, comment: 'no' }, { actor: { userId: UserId('U0INES') } }),
    ]);

    expect(world.done).toHaveLength(1);
    expect(world.answers).toMatchObject([{ answer: { kind: 'refused', refusal: { reason: 'already_decided' } } }]);
  });

  it('is refused for an old run after a retry, and the new run still waits', async () => {
    const old = await waitingApproval();
    await world.perform(asked({ kind: 'reject', target: old, comment: 'not yet' }));
    await pass(5_000);
    await world.perform(asked({ kind: 'retry', target: { ...old, run: old.run }, mode: 'FAILED_ACTIONS' }));
    await pass(5_000);

    await world.perform(asked(approve(old)));

    expect(lastAnswer()).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'already_decided', verdict: 'rejected' },
    });
    expect((await approvalStatus())?.status).toBe('InProgress');
  });

  it('is refused when somebody decided in the console, and the message is brought up to date', async () => {
    const target = await waitingApproval();
    const { stageStates } = await world.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
    const token = stageStates?.[2]?.actionStates?.[0]?.latestExecution?.token;
    await world.client.send(
      new PutApprovalResultCommand({
        pipelineName: 'shop-web',
        stageName: 'Approve',
        actionName: 'Go-ahead',
        token,
        result: { status: 'Approved', summary: '' },
      }),
    );

    await world.perform(asked(approve(target)));

    expect(lastAnswer()).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'already_decided', verdict: 'approved' },
    });
    expect(world.done).toEqual([]);
    const stored = await world.executions.get(target);
    expect(
      Object.values(stored?.execution.latest ?? {}).some(
        ({ category, state }) => category === 'Approval' && state === 'succeeded',
      ),
    ).toBe(true);
  });

  it('is refused a quarter of an hour after the click, never carried out late', async () => {
    const late = asked(approve(await waitingApproval()));
    await pass(16 * MINUTE);

    await world.perform(late);

    expect(lastAnswer()).toMatchObject({ kind: 'refused', refusal: { reason: 'too_late' } });
    expect((await approvalStatus())?.status).toBe('InProgress');
  });

  it('is refused for a run of another execution that took the place', async () => {
    const target = await waitingApproval();
    const other = { ...target, executionId: ExecutionId('00000000-0000-4000-8000-000000000000') };

    await world.perform(asked(approve(other)));

    expect(lastAnswer()).toMatchObject({ kind: 'refused', refusal: { reason: 'superseded' } });
    expect(world.done).toEqual([]);
  });

  it('is refused for a run that never was', async () => {
    const target = await waitingApproval();

    await world.perform(asked(approve({ ...target, run: RunKey('ffffffffffffffff') })));

    expect(lastAnswer()).toMatchObject({ kind: 'refused' });
    expect(world.done).toEqual([]);
  });

  it.each([
    ['a guest', { userId: UserId('U0GIL') }, 'guest'],
    ['somebody of another workspace', { userId: UserId('U0ODA'), teamId: TeamId('T0PARTNERS') }, 'outsider'],
    ['somebody Slack does not know', { userId: UserId('U0NOBODY') }, 'identity_unknown'],
  ])('is refused to %s, privately, and changes nothing', async (_who, actor, reason) => {
    const target = await waitingApproval();

    await world.perform(asked(approve(target), { actor }));

    expect(world.answers).toMatchObject([{ user: actor.userId, answer: { kind: 'refused', refusal: { reason } } }]);
    expect(world.done).toEqual([]);
    expect(world.audited).toMatchObject([{ kind: 'refused' }]);
  });

  it('survives a crash at any remote call: one decision, one outcome, and it is told', async () => {
    for (let atCall = 1; ; atCall++) {
      for (const when of ['before', 'after'] as const) {
        world = createOperationWorld();
        await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
        const target = await waitingApproval();

        const calls = await world.perform(asked(approve(target)), { atCall, when });

        const story = `crashed ${when} call ${atCall}`;
        expect(
          world.done.map(({ call }) => call),
          story,
        ).toEqual(['putApprovalResult']);
        expect((await approvalStatus())?.status, story).toBe('Succeeded');
        expect(new Set(world.audited.map(({ kind }) => kind)), story).toEqual(new Set(['performed']));
        expect([...world.claims.outcomes().values()], story).toEqual([{ kind: 'performed' }]);
        if (calls < atCall) return;
      }
    }
  }, 60_000);
});

describe('retrying', () => {
  const failedBuild = async () => {
    world.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    await pass(MINUTE);
    const stage = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Build');
    const run = stage?.actions[0]?.run;
    if (stage?.status !== 'Failed' || !stage.executionId || !run) throw new Error('The build did not fail');
    return { ...PIPELINE, executionId: stage.executionId, stage: 'Build', run };
  };

  it('runs the failed actions again, and tells it in the thread', async () => {
    const target = await failedBuild();

    await world.perform(asked({ kind: 'retry', target, mode: 'FAILED_ACTIONS' }));

    expect(world.done.map(({ call }) => call)).toEqual(['retry']);
    const lines = Object.values((await world.executions.get(target))?.execution.lines ?? {});
    expect(lines).toMatchObject([{ byName: 'U0BEN', ended: 'performed', deed: { kind: 'retry' } }]);
  });

  it('is one deed for a double click, and an old button does nothing', async () => {
    const target = await failedBuild();
    const deed: Deed = { kind: 'retry', target, mode: 'FAILED_ACTIONS' };

    await world.performAll([asked(deed), asked(deed)]);
    await pass(MINUTE);
    await world.perform(asked(deed));

    expect(world.done).toHaveLength(1);
    expect(lastAnswer()).toMatchObject({ kind: 'refused' });
  });

  it('is refused when the definition changed since, and may then be asked again', async () => {
    const target = await failedBuild();
    await world.client.send(new UpdatePipelineCommand({ pipeline: shopPipeline() }));
    const deed: Deed = { kind: 'retry', target, mode: 'FAILED_ACTIONS' };

    await world.perform(asked(deed));
    await world.perform(asked(deed));

    expect(world.answers.map(({ answer }) => answer)).toMatchObject([
      { kind: 'refused', refusal: { reason: 'not_retryable' } },
      { kind: 'refused', refusal: { reason: 'not_retryable' } },
    ]);
  });
});

describe('stopping', () => {
  it('stops the execution, with the person in the reason', async () => {
    const { stage: _stage, action: _action, run: _run, ...execution } = await waitingApproval();

    await world.perform(
      asked({ kind: 'stop', target: { ...execution, run: 'a1' }, abandon: true, reason: 'wrong branch' }),
    );

    const [newest] = (await world.reads.executions(PIPELINE, 1)) ?? [];
    expect(newest?.stopReason).toContain('U0BEN (U0BEN) via Slack');
    expect(newest?.stopReason).toContain('wrong branch');
  });

  it('is refused for an attempt that is over', async () => {
    const { stage: _stage, action: _action, run: _run, ...execution } = await waitingApproval();

    await world.perform(asked({ kind: 'stop', target: { ...execution, run: 'a7' }, abandon: false, reason: '' }));

    expect(lastAnswer()).toMatchObject({ kind: 'refused', refusal: { reason: 'old_attempt' } });
  });
});

describe('closing and opening ways', () => {
  const gate = async () => (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Prod')?.inbound;
  const target = { ...PIPELINE, stage: 'Prod', transition: 'Inbound' as const };

  it('closes with a reason that CodePipeline takes, whatever was typed', async () => {
    await world.perform(asked({ kind: 'disable', target, reason: 'end-of-quarter: <freeze> “till Monday”, #42 🚂' }));

    expect(await gate()).toMatchObject({
      enabled: false,
      reason: expect.stringMatching(/^op .* U0BEN via Slack - end-of-quarter - freeze till Monday - 42$/),
    });
  });

  it('says so when it is closed already, and opens it again', async () => {
    await world.perform(asked({ kind: 'disable', target, reason: 'freeze' }));
    await world.perform(asked({ kind: 'disable', target, reason: 'freeze' }));
    expect(lastAnswer()).toMatchObject({ kind: 'refused', refusal: { reason: 'already_closed' } });

    await world.perform(asked({ kind: 'enable', target }));

    expect(await gate()).toMatchObject({ enabled: true });
  });
});

describe('words', () => {
  it('start the pipeline with the exact name, once for the same request', async () => {
    const start = typed('start shop-web');
    const before = (await world.reads.executions(PIPELINE, 50))?.length ?? 0;

    await world.perform(start);
    await world.perform(start);

    expect(await world.reads.executions(PIPELINE, 50)).toHaveLength(before + 1);
    expect(lastAnswer()).toMatchObject({ kind: 'done', deed: { kind: 'start' } });
  });

  it('ask what was meant when the name is only near', async () => {
    await world.perform(typed('start shop-wbe'));

    expect(lastAnswer()).toEqual({
      kind: 'not_found',
      typed: 'shop-wbe',
      nearest: 'shop-web',
      rerun: 'start shop-web',
    });
    expect(world.done).toEqual([]);
  });

  it('approve at once when exactly one approval waits, with the rest as comment', async () => {
    await waitingApproval();

    await world.perform(typed('approve shop-web looks good'));

    expect((await approvalStatus())?.summary).toContain(': looks good');
  });

  it('show the approval instead when its run began after the words', async () => {
    const early = typed('approve shop-web');
    await waitingApproval();

    await world.perform(early);

    expect(lastAnswer()).toMatchObject({ kind: 'status' });
    expect((await approvalStatus())?.status).toBe('InProgress');
  });

  it('never carry a token into an answer', async () => {
    await waitingApproval();

    await world.perform(typed('status shop-web'));

    expect(lastAnswer()).toMatchObject({ kind: 'status', status: { approvals: [{ stage: 'Approve' }] } });
    expect(JSON.stringify(lastAnswer())).not.toContain('token');
  });

  it('tell guests nothing', async () => {
    await world.perform(typed('status shop-web', { actor: { userId: UserId('U0GIL') } }));

    expect(world.answers).toMatchObject([{ answer: { kind: 'refused', refusal: { reason: 'guest' } } }]);
  });
});
