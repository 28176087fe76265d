import {
  CreatePipelineCommand,
  GetPipelineStateCommand,
  PutApprovalResultCommand,
  RollbackStageCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { contributorsOf } from '../../../src/app/contributors-of.ts';
import { contextOf } from '../../../src/app/plan-for.ts';
import { ChannelId, ExecutionId, OperationId, TeamId, UserId } from '../../../src/domain/ids.ts';
import type { ApprovalTarget, Deed, OperationRequest } from '../../../src/domain/operation.ts';
import type { ApproveGrant, KnownPerson, Policy } from '../../../src/domain/policy.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { drawMessage } from '../../../src/slack/views/message.ts';
import { aRequest } from '../../support/builders.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { anApproveGrant, aPolicy, aRule, aTeam } from '../../support/policy.ts';

type World = ReturnType<typeof createOperationWorld>;
const MINUTE = 60_000;
const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
const BEN = { name: 'Ben Okafor', email: 'ben@railway.example', login: 'ben-rg' };
const LEE = { name: 'Lee Chen', email: 'lee@railway.example', login: 'lee-rg' };
const SAM = { name: 'Sam Hill', email: 'sam@elsewhere.example', login: 'sam' };
let serial = 0;

/** Ben, Ines, Lee and Dana approve, and never what is their own. */
function asking(grant: Partial<ApproveGrant> = {}, people: KnownPerson[] = []): Policy {
  const approve = anApproveGrant({ by: ['releasers'], notOwnChange: true, ...grant });
  const releasers = aTeam('releasers', 'U0BEN', 'U0INES', 'U0LEE', 'U0DANA');
  return aPolicy({ teams: [releasers], people, rules: [aRule({ approve })] });
}

const known = (slack: string, more: Partial<KnownPerson>): KnownPerson => ({
  slack: UserId(slack),
  emails: [],
  logins: [],
  iam: [],
  ...more,
});

/** The first execution of shop-web is live in Prod; Slack knows the addresses of Ben, Lee and Dana. */
async function released(policy: Policy): Promise<World> {
  const world = createOperationWorld(policy);
  for (const name of ['ben', 'lee', 'dana']) world.setAddress(`${name}@railway.example`, `U0${name.toUpperCase()}`);
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
  await pass(world, MINUTE);
  await approveElsewhere(world);
  await pass(world, MINUTE);
  return world;
}

async function pass(world: World, ms: number): Promise<void> {
  await world.world.runUntil(world.world.now() + ms);
  await world.followEvents();
}

async function approveElsewhere(world: World, status: 'Approved' | 'Rejected' = 'Approved'): Promise<void> {
  const { stageStates = [] } = await world.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
  const token = stageStates[2]?.actionStates?.[0]?.latestExecution?.token;
  const names = { pipelineName: 'shop-web', stageName: 'Approve', actionName: 'Go-ahead' };
  await world.client.send(new PutApprovalResultCommand({ ...names, token, result: { status, summary: '' } }));
}

/** Somebody pushes, and the execution comes to its approval. */
async function pushed(world: World, author: typeof BEN, message = 'Fix the cart total'): Promise<ApprovalTarget> {
  world.service.commit({ pipeline: 'shop-web', author, message });
  await pass(world, MINUTE);
  return runThatWaits(world);
}

async function runThatWaits(world: World): Promise<ApprovalTarget> {
  const stage = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve');
  const run = stage?.actions[0]?.run;
  if (!stage?.executionId || !run) throw new Error('No approval waits');
  return { ...PIPELINE, executionId: stage.executionId, stage: 'Approve', action: 'Go-ahead', run };
}

function asked(world: World, user: string, deed: Deed): OperationRequest {
  const now = world.world.now();
  return aRequest({
    operationId: OperationId(`${(++serial).toString(16).padStart(8, '0')}-own`),
    actor: { userId: UserId(user) },
    requestedAt: new Date(now).toISOString(),
    notAfter: new Date(now + 15 * MINUTE).toISOString(),
    ask: { kind: 'deed', deed },
  });
}

const approves = (world: World, user: string, target: ApprovalTarget) =>
  world.perform(asked(world, user, { kind: 'approve', target, comment: '' }));
const status = async (world: World) =>
  (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve')?.actions[0]?.status;
const refusal = (world: World) => world.answers.at(-1)?.answer;

/** Everybody who is known to have had a part in what waits. */
async function contributors(world: World, target: ApprovalTarget) {
  const { people, ...rest } = await contributorsOf(world.deps(), target, 'Prod');
  return { ...rest, people: people.map(({ role, name, user }) => [role, user ?? `? ${name}`]) };
}

/** The approval's message as it is drawn from what is stored. */
async function message(world: World, policy: Policy, target: ApprovalTarget): Promise<string> {
  const execution = (await world.executions.get(target))?.execution;
  if (!execution) throw new Error('Nothing is known of the execution');
  const progress = toProgress(execution, await world.reads.structure(PIPELINE, undefined));
  const subject = { kind: 'approval' as const, run: target.run, stage: target.stage, action: target.action };
  const wanted = { subject, channel: ChannelId('C0DEPLOYS') };
  return JSON.stringify(drawMessage(subject, contextOf(policy, wanted, progress, execution)));
}

describe('a change of one’s own', () => {
  it('is approved by somebody else, and not by its author', async () => {
    const world = await released(asking());
    const target = await pushed(world, BEN);

    await approves(world, 'U0BEN', target);
    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change', role: 'author', by: ['releasers'] } });
    expect(await status(world)).toBe('InProgress');

    await approves(world, 'U0INES', target);
    expect(await status(world)).toBe('Succeeded');
  });

  it('may be rejected by its author', async () => {
    const world = await released(asking());
    const target = await pushed(world, BEN);

    await world.perform(asked(world, 'U0BEN', { kind: 'reject', target, comment: 'I found a mistake' }));

    expect(await status(world)).toBe('Failed');
  });

  it('is also what one wrote together with its author, as the commit says', async () => {
    const world = await released(asking());
    const target = await pushed(world, BEN, 'Fix\n\nCo-authored-by: Lee Chen <lee@railway.example>');

    await approves(world, 'U0LEE', target);

    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change', role: 'author' } });
  });

  it('is also what came along from an execution that was superseded', async () => {
    const world = await released(asking());
    const first = await pushed(world, SAM);
    world.service.commit({ pipeline: 'shop-web', author: BEN });
    await pass(world, MINUTE);
    world.service.commit({ pipeline: 'shop-web', author: LEE });
    await pass(world, MINUTE);
    await approveElsewhere(world, 'Rejected');
    await pass(world, MINUTE);
    const target = await runThatWaits(world);
    expect(target.executionId).not.toBe(first.executionId);

    await approves(world, 'U0BEN', target);

    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change', role: 'author' } });
    const { people, complete } = await contributors(world, target);
    expect(people).toEqual([
      ['author', 'U0LEE'],
      ['author', 'U0BEN'],
      ['author', '? Sam Hill'],
    ]);
    expect(complete).toBe(true);
  });

  it('is shipped once it was good in the stage: then it is nobody’s any more', async () => {
    const world = await released(asking());
    await pushed(world, BEN);
    await approveElsewhere(world);
    await pass(world, MINUTE);
    const target = await pushed(world, LEE);

    await approves(world, 'U0BEN', target);

    expect(await status(world)).toBe('Succeeded');
  });

  it('is to be shipped again after a rollback', async () => {
    const world = await released(asking());
    const first = (await world.lastGoods.of(PIPELINE, 'Prod'))?.executionId ?? '';
    await pushed(world, BEN);
    await approveElsewhere(world);
    await pass(world, MINUTE);
    await world.client.send(
      new RollbackStageCommand({ pipelineName: 'shop-web', stageName: 'Prod', targetPipelineExecutionId: first }),
    );
    await pass(world, MINUTE);
    const target = await pushed(world, LEE);

    await approves(world, 'U0BEN', target);

    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change', role: 'author' } });
  });

  it('that somebody merely started again is no author’s, and the starter’s', async () => {
    const world = await released(asking({}, [known('U0INES', { iam: ['*:assumed-role/sandbox/ines'] })]));
    await world.clientOf('ines').send(new StartPipelineExecutionCommand({ name: 'shop-web' }));
    await pass(world, MINUTE);
    const target = await runThatWaits(world);

    await approves(world, 'U0INES', target);
    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change', role: 'starter' } });

    await approves(world, 'U0DANA', target);
    expect(await status(world)).toBe('Succeeded');
  });

  it('is also what one started or retried from Slack', async () => {
    const world = await released(asking());
    await world.perform(asked(world, 'U0BEN', { kind: 'start', target: PIPELINE, variables: {} }));
    await pass(world, MINUTE);
    const target = await runThatWaits(world);
    await approves(world, 'U0BEN', target);
    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change', role: 'starter' } });

    await approveElsewhere(world, 'Rejected');
    await pass(world, MINUTE);
    await world.perform(asked(world, 'U0LEE', { kind: 'retry', target, mode: 'FAILED_ACTIONS' }));
    await pass(world, MINUTE);
    await approves(world, 'U0LEE', await runThatWaits(world));
    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change', role: 'retrier' } });
  });

  it('is known when no event told of it, and no success either', async () => {
    const world = createOperationWorld(asking());
    world.setAddress('ben@railway.example', 'U0BEN');
    await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
    await world.world.runUntil(world.world.now() + MINUTE);
    await approveElsewhere(world);
    await world.world.runUntil(world.world.now() + MINUTE);
    world.service.commit({ pipeline: 'shop-web', author: BEN });
    await world.world.runUntil(world.world.now() + MINUTE);
    await world.followEvents(() => []);

    const target = await runThatWaits(world);

    expect(await contributors(world, target)).toEqual({
      people: [['author', 'U0BEN']],
      complete: true,
      nameless: [],
    });
  });
});

describe('an author whom nobody knows in Slack', () => {
  it('makes one approval more necessary, and the message says why', async () => {
    const policy = asking();
    const world = await released(policy);
    const target = await pushed(world, SAM);

    await approves(world, 'U0BEN', target);
    expect(await status(world)).toBe('InProgress');
    expect(world.audited.at(-1)).toEqual({ kind: 'voted', verdict: 'approved', have: 1, need: 2 });
    expect(await message(world, policy, target)).toContain('needs 2: who Sam Hill is in Slack is not known');

    await approves(world, 'U0INES', target);
    expect(await status(world)).toBe('Succeeded');
  });

  it('lets nobody approve where the rule refuses, and says who it is that nobody knows', async () => {
    const world = await released(asking({ unknownAuthor: 'refuse' }));
    const target = await pushed(world, SAM);

    await approves(world, 'U0BEN', target);

    expect(refusal(world)).toMatchObject({ refusal: { reason: 'unknown_author', names: ['Sam Hill'] } });
    expect(await status(world)).toBe('InProgress');
  });

  it('is of no matter where only the starter may not', async () => {
    const policy = asking({ unknownAuthor: 'starterOnly' }, [known('U0INES', { iam: ['*/sandbox/ines'] })]);
    const world = await released(policy);
    await pushed(world, SAM);
    await world.clientOf('ines').send(new StartPipelineExecutionCommand({ name: 'shop-web' }));
    await pass(world, MINUTE);
    await approveElsewhere(world, 'Rejected');
    await pass(world, MINUTE);
    const target = await runThatWaits(world);

    await approves(world, 'U0INES', target);
    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change', role: 'starter' } });

    await approves(world, 'U0BEN', target);
    expect(await status(world)).toBe('Succeeded');
  });

  it.each<[string, KnownPerson]>([
    ['by address', known('U0BEN', { emails: ['SAM@elsewhere.example'] })],
    ['by login', known('U0BEN', { logins: ['Sam'] })],
  ])('is known when the policy says who it is, %s', async (_how, person) => {
    const world = await released(asking({}, [person]));
    const target = await pushed(world, SAM);

    await approves(world, 'U0BEN', target);
    expect(refusal(world)).toMatchObject({ refusal: { reason: 'own_change' } });

    await approves(world, 'U0INES', target);
    expect(await status(world)).toBe('Succeeded');
  });

  it.each([
    ['an account that is deactivated', 'U0GONE'],
    ['an account of another workspace', 'U0ODA'],
    ['no account at all', 'U0NOBODY'],
  ])('is not known by %s', async (_which, user) => {
    const world = await released(asking({}, [known(user, { logins: ['sam'] })]));
    world.setPerson('U0GONE', { isDeactivated: true });
    world.setPerson('U0ODA', { teamId: TeamId('T0PARTNERS') });
    const target = await pushed(world, SAM);

    await approves(world, 'U0BEN', target);

    expect(world.audited.at(-1)).toEqual({ kind: 'voted', verdict: 'approved', have: 1, need: 2 });
  });

  it('is not looked for in Slack by an address that is nobody’s mailbox', async () => {
    const world = await released(asking({}, [known('U0LEE', { logins: ['lee-rg'] })]));
    world.setAddress('12+lee-rg@users.noreply.github.com', 'U0BEN');
    const target = await pushed(world, { ...LEE, email: '12+lee-rg@users.noreply.github.com' });

    await approves(world, 'U0BEN', target);

    expect(await status(world)).toBe('Succeeded');
  });
});

describe('what nobody can say', () => {
  it('is who started it, when that is a role that is nobody’s', async () => {
    const policy = asking();
    const world = await released(policy);
    await world.clientOf('ci').send(new StartPipelineExecutionCommand({ name: 'shop-web' }));
    await pass(world, MINUTE);
    const target = await runThatWaits(world);

    await approves(world, 'U0BEN', target);

    expect(await message(world, policy, target)).toContain('needs 2: who sandbox/ci is in Slack is not known');
  });

  it('is the author of a revision whose source tells none', async () => {
    const policy = asking();
    const world = createOperationWorld(policy);
    await world.client.send(new CreatePipelineCommand({ pipeline: fromBucket() }));
    await pass(world, MINUTE);
    await approveElsewhere(world);
    await pass(world, MINUTE);
    const { commitId } = world.service.commit({ pipeline: 'shop-web' });
    await pass(world, MINUTE);
    const target = await runThatWaits(world);

    await approves(world, 'U0BEN', target);

    expect(await contributors(world, target)).toMatchObject({ complete: false, nameless: [commitId] });
    expect(await message(world, policy, target)).toContain(
      `needs 2: the author of ${commitId.slice(0, 12)} is not known`,
    );
  });

  it('is nothing of a revision that the stage runs already', async () => {
    const world = createOperationWorld(asking({}, [known('U0INES', { iam: ['*/sandbox/ines'] })]));
    await world.client.send(new CreatePipelineCommand({ pipeline: fromBucket() }));
    await pass(world, MINUTE);
    await approveElsewhere(world);
    await pass(world, MINUTE);
    await world.clientOf('ines').send(new StartPipelineExecutionCommand({ name: 'shop-web' }));
    await pass(world, MINUTE);

    await approves(world, 'U0BEN', await runThatWaits(world));

    expect(await status(world)).toBe('Succeeded');
  });

  it('keeps everybody from approving while Slack does not say whose an address is', async () => {
    const world = await released(asking());
    const target = await pushed(world, SAM);
    world.breakAddresses();

    await approves(world, 'U0BEN', target).catch(() => undefined);

    expect(await status(world)).toBe('InProgress');
    expect(world.done).toEqual([]);
  });
});

describe('the last success of a stage', () => {
  it('is kept when events tell it, and moves on with the next', async () => {
    const world = await released(asking());
    const first = await world.lastGoods.of(PIPELINE, 'Prod');
    expect(first?.executionId).toBeDefined();

    const { executionId } = await pushed(world, BEN);
    expect(await world.lastGoods.of(PIPELINE, 'Prod')).toEqual(first);

    await approveElsewhere(world);
    await pass(world, MINUTE);
    expect(await world.lastGoods.of(PIPELINE, 'Prod')).toMatchObject({ executionId });
  });

  it('is kept when a sweep learns it, because the events were lost', async () => {
    const world = await released(asking());
    const { executionId } = await pushed(world, BEN);
    await approveElsewhere(world);
    await world.world.runUntil(world.world.now() + MINUTE);
    await world.followEvents(() => []);

    await world.sweep();

    expect(await world.lastGoods.of(PIPELINE, 'Prod')).toMatchObject({ executionId });
  });

  it('is kept of no stage that nobody asks about', async () => {
    const world = await released(asking({ notOwnChange: false }));

    expect(await world.lastGoods.of(PIPELINE, 'Prod')).toBeUndefined();
    expect(await world.lastGoods.of(PIPELINE, 'Build')).toBeUndefined();
  });
});

describe('an execution that nobody can look back from', () => {
  it('counts as one whose authors are not all known', async () => {
    const policy = asking();
    const world = await released(policy);
    const target = await pushed(world, BEN);
    await world.lastGoods.note(PIPELINE, 'Prod', {
      executionId: ExecutionId('00000000-0000-4000-8000-00000000dead'),
      at: new Date(world.world.now()).toISOString(),
    });

    await approves(world, 'U0INES', target);

    expect(await message(world, policy, target)).toContain('needs 2: all that came along is not known');
  });
});

/** Source in a bucket, which tells no author. */
function fromBucket() {
  const pipeline = shopPipeline();
  const source = {
    name: 'App',
    actionTypeId: { category: 'Source' as const, owner: 'AWS' as const, provider: 'S3', version: '1' },
    configuration: { S3Bucket: 'drops', S3ObjectKey: 'app.zip' },
    outputArtifacts: [{ name: 'SourceOut' }],
  };
  return { ...pipeline, stages: [{ name: 'Source', actions: [source] }, ...(pipeline.stages ?? []).slice(1)] };
}
