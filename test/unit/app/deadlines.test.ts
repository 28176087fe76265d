import { CreatePipelineCommand, GetPipelineStateCommand, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { contextOf, progressOf } from '../../../src/app/plan-for.ts';
import { ChannelId, ExecutionId, OperationId, RunKey, UserId } from '../../../src/domain/ids.ts';
import type { MessageSubject } from '../../../src/domain/message-plan.ts';
import type { ApprovalTarget, Deed } from '../../../src/domain/operation.ts';
import type { ApproveGrant, Policy } from '../../../src/domain/policy.ts';
import { drawMessage } from '../../../src/slack/views/message.ts';
import { aRequest } from '../../support/builders.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { aGroupTeam, anApproveGrant, aPolicy, aRoute, aRule, aTeam } from '../../support/policy.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
type World = ReturnType<typeof createOperationWorld>;
let serial = 0;

const under = (grant: Partial<ApproveGrant>, more: Partial<Policy> = {}) =>
  aPolicy({
    teams: [aTeam('releasers', 'U0BEN', 'U0INES', 'U0LEE'), aGroupTeam('managers', 'S0RELEASE')],
    rules: [aRule({ approve: anApproveGrant({ by: ['releasers'], ...grant }) })],
    ...more,
  });

/** An execution of shop-web waits for its approval.
 * @param timeoutInMinutes 7 days without */
async function waitingUnder(
  policy: Policy,
  timeoutInMinutes?: number,
): Promise<{ world: World; target: ApprovalTarget }> {
  const world = createOperationWorld(policy);
  const { stages = [], ...rest } = shopPipeline();
  const timed = stages.map((stage) => ({
    ...stage,
    actions: (stage.actions ?? []).map((action) =>
      action.name === 'Go-ahead' && timeoutInMinutes !== undefined ? { ...action, timeoutInMinutes } : action,
    ),
  }));
  await world.client.send(new CreatePipelineCommand({ pipeline: { ...rest, stages: timed } }));
  await pass(world, MINUTE);
  const stage = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve');
  const run = stage?.actions[0]?.run;
  if (!stage?.executionId || !run) throw new Error('No approval waits');
  return { world, target: { ...PIPELINE, executionId: stage.executionId, stage: 'Approve', action: 'Go-ahead', run } };
}

/** Lets time pass, with a sweep each so often and at the end. */
async function pass(world: World, ms: number, everyMs = 10 * MINUTE): Promise<void> {
  const end = world.world.now() + ms;
  while (world.world.now() < end) {
    await world.world.runUntil(Math.min(end, world.world.now() + everyMs));
    await world.followEvents();
    await world.sweep();
  }
}

async function act(world: World, user: string, deed: Deed): Promise<void> {
  const requestedAt = new Date(world.world.now()).toISOString();
  const notAfter = new Date(world.world.now() + 15 * MINUTE).toISOString();
  const operationId = OperationId(`${(++serial).toString(16).padStart(8, '0')}-deed`);
  const actor = { userId: UserId(user) };
  await world.perform(aRequest({ operationId, actor, requestedAt, notAfter, ask: { kind: 'deed', deed } }));
}

async function answerInConsole(world: World, status: 'Approved' | 'Rejected'): Promise<void> {
  const { stageStates = [] } = await world.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
  const token = stageStates.find(({ stageName }) => stageName === 'Approve')?.actionStates?.[0]?.latestExecution?.token;
  const result = { status, summary: '' };
  const place = { pipelineName: 'shop-web', stageName: 'Approve', actionName: 'Go-ahead' };
  await world.client.send(new PutApprovalResultCommand({ ...place, token, result }));
}

/** Every reminder that was posted, oldest first: whom it calls, and whether it is the last. */
async function reminders(world: World, policy: Policy, target: ApprovalTarget) {
  const stored = await world.executions.get(target);
  if (!stored) throw new Error('Nothing is known of the execution');
  const progress = await progressOf({ structures: world.reads }, stored);
  const told = progress.approvals.flatMap(({ reminders: all = [] }) => all);
  const posted = told.filter(({ afterMs }) => stored.messages[`reminder:${target.run}:${afterMs}@C0DEPLOYS`]?.ts);
  return posted.map((reminder) => {
    const subject: MessageSubject = { kind: 'reminder', run: target.run, reminder };
    const context = contextOf(policy, { subject, channel: ChannelId('C0DEPLOYS') }, progress, stored.execution);
    const words = JSON.stringify(drawMessage(subject, context).blocks);
    const calls = [...words.matchAll(/<@(\w+)>/g)].map(([, user]) => user);
    return { hours: reminder.afterMs / HOUR, calls, ...(words.includes('Last call') ? { last: true } : {}) };
  });
}

async function approvalWords(world: World, policy: Policy, target: ApprovalTarget): Promise<string> {
  const stored = await world.executions.get(target);
  if (!stored) throw new Error('Nothing is known of the execution');
  const progress = await progressOf({ structures: world.reads }, stored);
  const subject: MessageSubject = { kind: 'approval', run: target.run, stage: 'Approve', action: 'Go-ahead' };
  const context = contextOf(policy, { subject, channel: ChannelId('C0DEPLOYS') }, progress, stored.execution);
  return drawMessage(subject, context).text;
}

const inThreads = (world: World) => world.slack.messages.filter(({ text }) => text.startsWith('reminder'));

describe('reminders', () => {
  it('come at the times of the rule, each once, in the thread of the approval, and before the end a last one', async () => {
    const policy = under({ remindAfterMs: [HOUR, DAY] });
    const { world, target } = await waitingUnder(policy, 48 * 60);

    await pass(world, 55 * MINUTE);
    expect(await reminders(world, policy, target)).toEqual([]);

    await pass(world, 47 * HOUR);
    const all = ['U0BEN', 'U0INES', 'U0LEE'];
    expect(await reminders(world, policy, target)).toEqual([
      { hours: 1, calls: all },
      { hours: 24, calls: all },
      { hours: 47, calls: all, last: true },
    ]);
    const approval = world.slack.messages.find(({ text }) => text.startsWith('approval'));
    expect(inThreads(world).map(({ threadTs }) => threadTs)).toEqual([approval?.ts, approval?.ts, approval?.ts]);
  }, 60_000);

  it('call only those who have not said anything yet', async () => {
    const policy = under({ quorum: 2, remindAfterMs: [HOUR] });
    const { world, target } = await waitingUnder(policy);
    await act(world, 'U0INES', { kind: 'approve', target, comment: '' });

    await pass(world, 65 * MINUTE);

    expect(await reminders(world, policy, target)).toEqual([{ hours: 1, calls: ['U0BEN', 'U0LEE'] }]);
  });

  it('call those who are in the user group then, and nobody of a group that Slack does not tell', async () => {
    const policy = under({ by: ['managers'], remindAfterMs: [HOUR, 2 * HOUR] });
    const { world, target } = await waitingUnder(policy);
    await pass(world, 65 * MINUTE);
    world.setGroup('S0RELEASE', 'U0INES');
    await pass(world, HOUR);

    expect(await reminders(world, policy, target)).toEqual([
      { hours: 1, calls: [] },
      { hours: 2, calls: ['U0INES'] },
    ]);
  });

  it('call nobody where everybody can decide', async () => {
    const policy = under({ by: ['everyone'], remindAfterMs: [HOUR] });
    const { world, target } = await waitingUnder(policy);

    await pass(world, 65 * MINUTE);

    expect(await reminders(world, policy, target)).toEqual([{ hours: 1, calls: [] }]);
  });

  it('are one for all that were missed while nobody looked', async () => {
    const policy = under({ remindAfterMs: [HOUR, 2 * HOUR, DAY] });
    const { world, target } = await waitingUnder(policy);

    await pass(world, 25 * HOUR, 25 * HOUR);
    await pass(world, HOUR);

    expect((await reminders(world, policy, target)).map(({ hours }) => hours)).toEqual([24]);
  });

  it('are none once somebody has answered', async () => {
    const policy = under({ remindAfterMs: [HOUR] });
    const { world, target } = await waitingUnder(policy);
    await act(world, 'U0BEN', { kind: 'approve', target, comment: '' });

    await pass(world, 3 * HOUR);

    expect(inThreads(world)).toEqual([]);
  });

  it('are none on a notice board', async () => {
    const policy = under({ remindAfterMs: [HOUR] }, { routes: [aRoute({ actIn: false })] });
    const { world, target } = await waitingUnder(policy);

    await pass(world, 3 * HOUR);

    expect(inThreads(world)).toEqual([]);
    expect((await world.executions.get(target))?.dueAt).toBeGreaterThan(world.world.now());
  });

  it('make nobody ask CodePipeline more often', async () => {
    const policy = under({ remindAfterMs: [2 * HOUR] });
    const { world, target } = await waitingUnder(policy);
    await pass(world, 2 * HOUR + 5 * MINUTE);
    expect(inThreads(world)).toHaveLength(1);

    const { dueAt = 0 } = (await world.executions.get(target)) ?? {};

    expect(dueAt - world.world.now()).toBeGreaterThan(2 * MINUTE);
  });
});

describe('an approval at its end', () => {
  it('says that nobody answered in time', async () => {
    const policy = under({});
    const { world, target } = await waitingUnder(policy, 30);
    expect(await approvalWords(world, policy, target)).toContain('is waiting for approval');

    await pass(world, 35 * MINUTE);

    expect(await approvalWords(world, policy, target)).toMatch(/Go-ahead was not answered\. Nobody answered in time\./);
  });

  it('says so too when no event told', async () => {
    const policy = under({});
    const { world, target } = await waitingUnder(policy, 30);
    await world.world.runUntil(world.world.now() + 31 * MINUTE);
    await world.followEvents(() => []);
    for (let minute = 0; minute < 3; minute++) await pass(world, MINUTE);

    expect(await approvalWords(world, policy, target)).toContain('Nobody answered in time');
  });
});

describe('an approval that is answered in the console', () => {
  const IAM = 'arn:aws:sts::*:assumed-role/*/test';
  const ben = { slack: UserId('U0BEN'), emails: [], logins: [], iam: [IAM] };

  it('says within two minutes who did it, and that it was outside the rule', async () => {
    const policy = under({ quorum: 2 }, { people: [ben] });
    const { world, target } = await waitingUnder(policy);

    await answerInConsole(world, 'Approved');
    for (let minute = 0; minute < 2; minute++) await pass(world, MINUTE);

    expect(await approvalWords(world, policy, target)).toMatch(
      /Approved in the console or by a tool, by [\w-]+ · outside the rule “2 of @releasers”\./,
    );
    expect(await approvalWords(world, policy, target)).not.toMatch(/\d{12}/);
  });

  it('is within the rule where one of those who can is enough, and the policy says who that is', async () => {
    const policy = under({}, { people: [ben] });
    const { world, target } = await waitingUnder(policy);

    await answerInConsole(world, 'Rejected');
    for (let minute = 0; minute < 2; minute++) await pass(world, MINUTE);

    expect(await approvalWords(world, policy, target)).toMatch(/Rejected in the console or by a tool, by [\w-]+\. /);
  });

  it('is outside it where nobody knows who that is', async () => {
    const policy = under({});
    const { world, target } = await waitingUnder(policy);

    await answerInConsole(world, 'Approved');
    for (let minute = 0; minute < 2; minute++) await pass(world, MINUTE);

    expect(await approvalWords(world, policy, target)).toContain('outside the rule “One of @releasers”');
  });

  it('is read no more than once', async () => {
    const policy = under({});
    const { world, target } = await waitingUnder(policy);
    await answerInConsole(world, 'Approved');
    for (let minute = 0; minute < 2; minute++) await pass(world, MINUTE);
    const before = (await world.executions.get(target))?.version;

    for (let minute = 0; minute < 10; minute++) await pass(world, MINUTE);

    expect((await world.executions.get(target))?.version).toBe(before);
  });

  it('is not looked up when it was answered in Slack', async () => {
    const policy = under({});
    const { world, target } = await waitingUnder(policy);

    await act(world, 'U0BEN', { kind: 'approve', target, comment: '' });
    for (let minute = 0; minute < 3; minute++) await pass(world, MINUTE);

    const stored = await world.executions.get(target);
    expect(stored?.execution.facts[`answered#${target.run}`]).toBeUndefined();
    expect(await approvalWords(world, policy, target)).toContain('Approved by U0BEN');
  });
});

describe('somebody who says that they look', () => {
  const look = ({ action, ...target }: ApprovalTarget): Deed => ({ kind: 'claim', target: { ...target, action } });
  const posts = (world: World) => world.slack.calls.post;
  const lookerOf = async (world: World, target: ApprovalTarget) =>
    Object.values((await world.executions.get(target))?.execution.lookers ?? {}).map(({ by, left }) => [by, left]);

  it('is noted and audited, and nothing is posted nor done', async () => {
    const policy = under({ by: ['managers'] });
    const { world, target } = await waitingUnder(policy);
    const before = posts(world);

    await act(world, 'U0BEN', look(target));

    expect(await lookerOf(world, target)).toEqual([['U0BEN', undefined]]);
    expect(world.audited).toEqual([{ kind: 'performed' }]);
    expect([posts(world), world.done, world.answers]).toEqual([before, [], []]);
  });

  it('gives way to the next, and takes it back by pressing again', async () => {
    const { world, target } = await waitingUnder(under({}));
    await act(world, 'U0BEN', look(target));
    await pass(world, MINUTE);
    await act(world, 'U0INES', look(target));
    expect(await lookerOf(world, target)).toEqual([['U0INES', undefined]]);

    await pass(world, MINUTE);
    await act(world, 'U0INES', look(target));
    expect(await lookerOf(world, target)).toEqual([['U0INES', true]]);
  });

  it('is noted once, however often the press is delivered and wherever it dies', async () => {
    for (let atCall = 1; ; atCall++) {
      const { world, target } = await waitingUnder(under({}));
      const requestedAt = new Date(world.world.now()).toISOString();
      const notAfter = new Date(world.world.now() + 15 * MINUTE).toISOString();
      const actor = { userId: UserId('U0BEN') };
      const request = aRequest({ actor, requestedAt, notAfter, ask: { kind: 'deed', deed: look(target) } });

      const calls = await world.perform(request, { atCall, when: 'after' });

      expect(await lookerOf(world, target), `died after call ${atCall}`).toEqual([['U0BEN', undefined]]);
      if (calls < atCall) return;
    }
  }, 60_000);

  it('is told when there is nothing to look at any more', async () => {
    const { world, target } = await waitingUnder(under({}));
    await act(world, 'U0BEN', { kind: 'approve', target, comment: '' });
    await pass(world, MINUTE);

    await act(world, 'U0INES', look(target));

    expect(world.answers.at(-1)?.answer).toMatchObject({ kind: 'refused', refusal: { reason: 'not_waiting' } });
    expect(await lookerOf(world, target)).toEqual([]);
  });

  it('is nobody who may not see the pipeline, nor a guest', async () => {
    const rule = aRule({ look: { by: ['releasers'] }, approve: anApproveGrant({ by: ['releasers'] }) });
    const { world, target } = await waitingUnder(under({}, { rules: [rule] }));

    await act(world, 'U0DANA', look(target));
    await act(world, 'U0GIL', look(target));

    expect(world.answers.map(({ answer }) => answer)).toMatchObject([
      { refusal: { reason: 'not_allowed', right: 'look' } },
      { refusal: { reason: 'guest' } },
    ]);
    expect(await lookerOf(world, target)).toEqual([]);
  });

  it('looks at a failed attempt of a stage, which is over when the stage is retried', async () => {
    const policy = under({});
    const { world } = await waitingUnder(policy);
    world.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    await pass(world, 2 * MINUTE, 15_000);
    const stage = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Build');
    const execution = { ...PIPELINE, executionId: stage?.executionId ?? ExecutionId('') };
    const target = { ...execution, stage: 'Build', run: stage?.actions[0]?.run ?? RunKey('') };

    await act(world, 'U0BEN', { kind: 'claim', target });
    const { lookers } = (await world.executions.get(execution))?.execution ?? { lookers: {} };
    expect(Object.keys(lookers)).toEqual(['failure#Build#']);

    await act(world, 'U0BEN', { kind: 'retry', target, mode: 'FAILED_ACTIONS' });
    await pass(world, 2 * MINUTE, 15_000);
    await act(world, 'U0INES', { kind: 'claim', target });
    expect(world.answers.at(-1)?.answer).toMatchObject({ refusal: { reason: 'old_attempt' } });
  });
});
