import { CreatePipelineCommand, GetPipelineStateCommand, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../src/app/plan-for.ts';
import { ChannelId, OperationId, UserId } from '../../../src/domain/ids.ts';
import type { ApprovalTarget, Deed, OperationRequest } from '../../../src/domain/operation.ts';
import type { ApproveGrant, Policy } from '../../../src/domain/policy.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { drawMessage } from '../../../src/slack/views/message.ts';
import { aRequest } from '../../support/builders.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { ANYBODY, aGroupTeam, anApproveGrant, aPolicy, aRoute, aRule, aTeam } from '../../support/policy.ts';

const MINUTE = 60_000;
const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
const RELEASERS = aTeam('releasers', 'U0BEN', 'U0INES', 'U0LEE');
type World = ReturnType<typeof createOperationWorld>;
let serial = 0;

/** An execution of shop-web waits for its approval to Prod. */
async function waitingUnder(policy: Policy): Promise<{ world: World; target: ApprovalTarget }> {
  const world = createOperationWorld(policy);
  world.setGroup('S0RELEASE', 'U0BEN', 'U0INES');
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
  await pass(world, MINUTE);
  return { world, target: await runThatWaits(world) };
}

async function runThatWaits(world: World): Promise<ApprovalTarget> {
  const stage = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve');
  const run = stage?.actions[0]?.run;
  if (!stage?.executionId || !run) throw new Error('No approval waits');
  return { ...PIPELINE, executionId: stage.executionId, stage: 'Approve', action: 'Go-ahead', run };
}

const under = (grant: Partial<ApproveGrant>, more: Partial<Policy> = {}) =>
  aPolicy({
    teams: [RELEASERS, aGroupTeam('managers', 'S0RELEASE')],
    rules: [aRule({ approve: anApproveGrant({ by: ['releasers'], ...grant }) })],
    ...more,
  });

async function pass(world: World, ms: number): Promise<void> {
  await world.world.runUntil(world.world.now() + ms);
  await world.followEvents();
}

function says(world: World, user: string, deed: Deed, more: Partial<OperationRequest> = {}): OperationRequest {
  const requestedAt = new Date(world.world.now()).toISOString();
  const notAfter = new Date(world.world.now() + 15 * MINUTE).toISOString();
  const operationId = OperationId(`${(++serial).toString(16).padStart(8, '0')}-vote`);
  return aRequest({
    operationId,
    actor: { userId: UserId(user) },
    requestedAt,
    notAfter,
    ask: { kind: 'deed', deed },
    ...more,
  });
}

const approve = (target: ApprovalTarget, comment = ''): Deed => ({ kind: 'approve', target, comment });
const reject = (target: ApprovalTarget, comment = 'no'): Deed => ({ kind: 'reject', target, comment });
const approval = async (world: World) =>
  (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve')?.actions[0];
const lastAnswer = (world: World) => world.answers.at(-1)?.answer;

/** The approval's message in a channel, as it is drawn from what is stored. */
async function approvalMessage(world: World, policy: Policy, target: ApprovalTarget, channel = 'C0DEPLOYS') {
  const execution = (await world.executions.get(target))?.execution;
  if (!execution) throw new Error('Nothing is known of the execution');
  const progress = toProgress(execution, await world.reads.structure(PIPELINE, undefined));
  const subject = { kind: 'approval' as const, run: target.run, stage: target.stage, action: target.action };
  const drawing = drawMessage(
    subject,
    contextOf(policy, { subject, channel: ChannelId(channel) }, progress, execution),
  );
  return JSON.stringify(drawing);
}

describe('two of three', () => {
  it('are needed, and the second tells CodePipeline, with both names and both comments', async () => {
    const { world, target } = await waitingUnder(under({ quorum: 2 }));

    await world.perform(says(world, 'U0BEN', approve(target, 'checked on staging')));
    expect((await approval(world))?.status).toBe('InProgress');
    expect(world.audited).toEqual([{ kind: 'voted', verdict: 'approved', have: 1, need: 2 }]);

    await world.perform(says(world, 'U0INES', approve(target, 'metrics are fine')));

    expect((await approval(world))?.status).toBe('Succeeded');
    expect((await approval(world))?.summary).toMatch(
      /^U0BEN \(U0BEN\), U0INES \(U0INES\) via Slack, op .*: U0BEN: checked on staging; U0INES: metrics are fine$/,
    );
  });

  it('are two people: the same one twice is told what is still needed', async () => {
    const { world, target } = await waitingUnder(under({ quorum: 2 }));

    await world.perform(says(world, 'U0BEN', approve(target)));
    await world.perform(says(world, 'U0BEN', approve(target)));

    expect(world.done).toEqual([]);
    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'already_voted', have: 1, need: 2 } });
  });

  it('may change their mind until it is decided', async () => {
    const { world, target } = await waitingUnder(under({ quorum: 2, rejectQuorum: 2 }));

    await world.perform(says(world, 'U0BEN', reject(target)));
    await world.perform(says(world, 'U0BEN', approve(target)));
    await world.perform(says(world, 'U0LEE', approve(target)));

    expect((await approval(world))?.status).toBe('Succeeded');
    await world.perform(says(world, 'U0BEN', reject(target)));
    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'already_decided', verdict: 'approved' } });
  });

  it('pressing at once decide it once', async () => {
    const { world, target } = await waitingUnder(under({ quorum: 2 }));

    await world.performAll(['U0BEN', 'U0INES', 'U0LEE'].map((user) => says(world, user, approve(target))));

    expect(world.done.map(({ call }) => call)).toEqual(['putApprovalResult']);
    expect((await approval(world))?.status).toBe('Succeeded');
  });

  it('stop at one rejection, unless the rule asks for more', async () => {
    const one = await waitingUnder(under({ quorum: 2 }));
    await one.world.perform(says(one.world, 'U0BEN', approve(one.target)));
    await one.world.perform(says(one.world, 'U0INES', reject(one.target)));
    expect((await approval(one.world))?.status).toBe('Failed');

    const two = await waitingUnder(under({ quorum: 2, rejectQuorum: 2 }));
    await two.world.perform(says(two.world, 'U0INES', reject(two.target)));
    expect((await approval(two.world))?.status).toBe('InProgress');
    await two.world.perform(says(two.world, 'U0BEN', reject(two.target)));
    expect((await approval(two.world))?.status).toBe('Failed');
  });

  it('are shown on the message while it waits', async () => {
    const policy = under({ quorum: 2 });
    const { world, target } = await waitingUnder(policy);

    await world.perform(says(world, 'U0BEN', approve(target)));

    const shown = await approvalMessage(world, policy, target);
    expect(shown).toContain('2 of <@U0BEN> <@U0INES> <@U0LEE>');
    expect(shown).toContain('1 approved (U0BEN)');
  });

  it('begin anew when the approval is asked again', async () => {
    const { world, target } = await waitingUnder(under({ quorum: 2 }));
    await world.perform(says(world, 'U0BEN', approve(target)));
    await world.perform(says(world, 'U0INES', reject(target)));
    await pass(world, 5_000);
    const failed = { ...target, run: target.run };
    const { action: _action, ...stage } = failed;
    await world.perform(says(world, 'U0LEE', { kind: 'retry', target: stage, mode: 'FAILED_ACTIONS' }));
    await pass(world, MINUTE);
    const again = await runThatWaits(world);
    expect(again.run).not.toBe(target.run);

    await world.perform(says(world, 'U0INES', approve(again)));

    expect((await approval(world))?.status).toBe('InProgress');
    await world.perform(says(world, 'U0BEN', approve(target)));
    expect((await approval(world))?.status).toBe('InProgress');
  });
});

describe('the right to approve', () => {
  it.each([
    ['somebody outside the team', 'U0DANA', { reason: 'not_allowed', right: 'approve', by: ['releasers'], rule: 1 }],
    ['a guest', 'U0GIL', { reason: 'guest' }],
    ['somebody of another workspace', 'U0ODA', { reason: 'outsider' }],
  ])('is not what %s has', async (_who, user, refusal) => {
    const { world, target } = await waitingUnder(under({}));

    await world.perform(says(world, user, approve(target)));

    expect(lastAnswer(world)).toMatchObject({ kind: 'refused', refusal });
    expect(world.done).toEqual([]);
  });

  it('goes when somebody leaves the user group, also for a vote that they gave before', async () => {
    const { world, target } = await waitingUnder(under({ by: ['managers'], quorum: 2 }));
    await world.perform(says(world, 'U0BEN', approve(target)));
    world.setGroup('S0RELEASE', 'U0INES', 'U0LEE');

    await world.perform(says(world, 'U0INES', approve(target)));
    expect((await approval(world))?.status).toBe('InProgress');
    await world.perform(says(world, 'U0BEN', approve(target)));
    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'not_allowed' } });
    await world.perform(says(world, 'U0LEE', approve(target)));

    expect((await approval(world))?.summary).toMatch(/^U0INES \(U0INES\), U0LEE \(U0LEE\) via Slack/);
  });

  it('is nobody’s while Slack does not tell who is in the group', async () => {
    const { world, target } = await waitingUnder(under({ by: ['managers'] }));
    world.setGroup('S0RELEASE');

    await world.perform(says(world, 'U0BEN', approve(target)));

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'group_unreadable', team: 'managers' } });
  });

  it('follows the stage that the approval lets through to', async () => {
    const prod = aRule({ number: 1, stages: 'Prod*', approve: anApproveGrant({ by: ['releasers'] }) });
    const { world, target } = await waitingUnder(under({}, { rules: [prod, aRule({ number: 2 })] }));

    await world.perform(says(world, 'U0DANA', approve(target)));

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'not_allowed', rule: 1 } });
  });

  it('is nobody’s where no rule gives it', async () => {
    const { world, target } = await waitingUnder(under({}, { rules: [] }));

    await world.perform(says(world, 'U0BEN', approve(target)));

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'not_allowed', by: [] } });
  });
});

describe('a channel where things are only announced', () => {
  const board = aRoute({ channel: ChannelId('C0BOARD'), actIn: false });

  it('has no buttons, and a press or word from there does nothing', async () => {
    const policy = under({}, { routes: [board, aRoute()] });
    const { world, target } = await waitingUnder(policy);
    expect(await approvalMessage(world, policy, target)).toMatch(/approval:approve/);
    expect(await approvalMessage(world, policy, target, 'C0BOARD')).not.toMatch(/action_id/);

    const origin = { surface: 'button' as const, channel: ChannelId('C0BOARD') };
    await world.perform(says(world, 'U0BEN', approve(target), { origin }));

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'notify_only', channels: ['C0DEPLOYS'] } });
    await world.perform(says(world, 'U0BEN', approve(target)));
    expect(world.done).toHaveLength(1);
  });

  it('keeps what is routed nowhere else out of reach from everywhere', async () => {
    const { world, target } = await waitingUnder(under({}, { routes: [board] }));

    for (const origin of [
      { surface: 'command' as const },
      { surface: 'command' as const, channel: ChannelId('C0X') },
    ]) {
      await world.perform(says(world, 'U0BEN', approve(target), { origin }));
      expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'notify_only', channels: [] } });
    }
    expect(world.done).toEqual([]);
  });
});

describe('past the rule', () => {
  const glass = { quorum: 2, breakGlass: { by: ['firefighters'], quorum: 1 } };
  const fire = aTeam('firefighters', 'U0DANA');
  const loud = (target: ApprovalTarget): Deed => ({ ...approve(target), breakGlass: 'prod is down' }) as Deed;

  it('somebody whom the rule lets do so approves alone, and the reason stands in CodePipeline', async () => {
    const policy = under(glass, { teams: [RELEASERS, fire] });
    const { world, target } = await waitingUnder(policy);

    await world.perform(says(world, 'U0DANA', loud(target)));

    expect((await approval(world))?.summary).toMatch(/^U0DANA \(U0DANA\) via Slack, op .*, BREAK-GLASS: prod is down$/);
    await pass(world, 5_000);
    expect(await approvalMessage(world, policy, target)).toContain('break-glass: “prod is down”');
  });

  it('nobody else goes, and nobody where the rule has no way', async () => {
    const { world, target } = await waitingUnder(under(glass, { teams: [RELEASERS, fire] }));
    await world.perform(says(world, 'U0BEN', loud(target)));
    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'not_allowed', by: ['firefighters'] } });

    const strict = await waitingUnder(under({}));
    await strict.world.perform(says(strict.world, 'U0BEN', loud(strict.target)));
    expect(lastAnswer(strict.world)).toMatchObject({ refusal: { reason: 'no_break_glass' } });
  });
});

describe('votes whose deliveries died', { timeout: 60_000 }, () => {
  it('are finished by the sweep, in time, and once', async () => {
    for (let atCall = 1; atCall < 40; atCall++) {
      const { world, target } = await waitingUnder(under({ quorum: 2 }));
      await world.perform(says(world, 'U0BEN', approve(target)));
      const last = says(world, 'U0INES', approve(target));
      await world.dieAt(last, { atCall, when: 'after' });
      const voted = Object.keys((await world.executions.get(target))?.execution.votes ?? {}).length === 2;

      const asked: OperationRequest[] = [];
      for (let minute = 0; minute < 8; minute++) {
        await pass(world, MINUTE);
        asked.push(...(await world.sweep()));
        for (const request of asked) await world.perform(request);
      }

      expect((await approval(world))?.status, `died after call ${atCall}`).toBe(voted ? 'Succeeded' : 'InProgress');
      expect(world.done.length, `died after call ${atCall}`).toBe(voted ? 1 : 0);
      if ((await approval(world))?.status === 'Succeeded' && asked.length === 0) return;
    }
    throw new Error('The vote never came to its end');
  });

  it('are left alone when they would be finished too late', async () => {
    const { world, target } = await waitingUnder(under({ quorum: 2 }));
    await world.perform(says(world, 'U0BEN', approve(target)));
    const last = says(world, 'U0INES', approve(target));
    let atCall = 1;
    while (Object.keys((await world.executions.get(target))?.execution.votes ?? {}).length < 2) {
      await world.dieAt(
        { ...last, operationId: OperationId(`late${atCall}-vote`) },
        { atCall: atCall++, when: 'after' },
      );
    }
    await world.world.runUntil(world.world.now() + 16 * MINUTE);

    for (const request of await world.sweep()) await world.perform(request);

    expect(world.done).toEqual([]);
    expect((await approval(world))?.status).toBe('InProgress');
  });

  /** Ben has decided, and died before CodePipeline was told. */
  async function decidedAndDied(): Promise<{ world: World; target: ApprovalTarget; request: OperationRequest }> {
    for (let atCall = 1; atCall < 40; atCall++) {
      const { world, target } = await waitingUnder(under({ by: ['managers'] }));
      const request = says(world, 'U0BEN', approve(target));
      await world.dieAt(request, { atCall, when: 'after' });
      const decision = (await world.executions.get(target))?.execution.decisions[target.run];
      if (decision && world.done.length === 0) return { world, target, request };
    }
    throw new Error('Nothing was ever decided');
  }

  async function minutes(world: World, count: number): Promise<void> {
    for (let minute = 0; minute < count; minute++) {
      await pass(world, MINUTE);
      for (const asked of await world.sweep()) await world.perform(asked);
    }
  }

  it('are not finished for somebody who lost the right since', async () => {
    const { world, target } = await decidedAndDied();
    world.setGroup('S0RELEASE', 'U0INES');

    await minutes(world, 8);

    expect(world.done).toEqual([]);
    expect((await world.executions.get(target))?.execution.decisions).toEqual({});
    await world.perform(says(world, 'U0INES', approve(target)));
    expect((await approval(world))?.summary).toMatch(/^U0INES \(U0INES\) via Slack/);
  });

  it('leave nothing behind when their own delivery comes again and is refused', async () => {
    const { world, target, request } = await decidedAndDied();
    world.setGroup('S0RELEASE', 'U0INES');
    await pass(world, MINUTE);

    await world.perform(request);
    world.setGroup('S0RELEASE', 'U0BEN', 'U0INES');
    await minutes(world, 8);

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'not_allowed' } });
    expect(world.done).toEqual([]);
    expect((await world.executions.get(target))?.execution.votes).toEqual({});
  });

  it('are nobody’s to finish but the sweep’s', async () => {
    const { world, target } = await waitingUnder(under({ quorum: 2 }));
    await world.perform(says(world, 'U0BEN', approve(target)));

    await world.perform(says(world, 'U0BEN', { kind: 'settle', target }));

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'not_for_people' } });
  });
});

describe('somebody decides in the console meanwhile', () => {
  it('and whoever votes is told so', async () => {
    const { world, target } = await waitingUnder(under({ quorum: 2 }));
    await world.perform(says(world, 'U0BEN', approve(target)));
    const state = await world.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
    const action = state.stageStates?.find(({ stageName }) => stageName === 'Approve')?.actionStates?.[0];
    await world.client.send(
      new PutApprovalResultCommand({
        pipelineName: 'shop-web',
        stageName: 'Approve',
        actionName: 'Go-ahead',
        token: action?.latestExecution?.token,
        result: { status: 'Approved', summary: 'by hand' },
      }),
    );

    await world.perform(says(world, 'U0INES', approve(target)));

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'already_decided', verdict: 'approved' } });
    expect(world.done).toEqual([]);
  });
});

describe('a right in one stage', () => {
  it('is not one in another: to stop needs it wherever the execution is', async () => {
    const rules = [
      aRule({ number: 1, stages: 'Approve', operate: { by: ['releasers'] } }),
      aRule({ number: 2, operate: ANYBODY }),
    ];
    const { world, target } = await waitingUnder(under({}, { rules }));
    const { stage: _stage, action: _action, run: _run, ...execution } = target;
    const stop: Deed = { kind: 'stop', target: { ...execution, run: 'a1' }, abandon: true, reason: '' };

    await world.perform(says(world, 'U0DANA', stop));

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'not_allowed', right: 'operate', rule: 1 } });
    await world.perform(says(world, 'U0LEE', stop));
    expect(world.done.map(({ call }) => call)).toEqual(['stop']);
  });

  it('is asked for in the stage that the execution has just come to, though no event told of it yet', async () => {
    const rules = [
      aRule({ number: 1, stages: 'Approve', operate: { by: ['releasers'] } }),
      aRule({ number: 2, operate: ANYBODY }),
    ];
    const world = createOperationWorld(under({}, { rules }));
    await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
    await world.world.runUntil(world.world.now() + MINUTE);
    const { stage: _stage, action: _action, run: _run, ...execution } = await runThatWaits(world);

    const stop: Deed = { kind: 'stop', target: { ...execution, run: 'a1' }, abandon: true, reason: '' };
    await world.perform(says(world, 'U0DANA', stop));

    expect(lastAnswer(world)).toMatchObject({ refusal: { reason: 'not_allowed', rule: 1 } });
  });
});
