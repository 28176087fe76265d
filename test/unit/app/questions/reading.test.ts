import {
  CreatePipelineCommand,
  GetPipelineStateCommand,
  PutApprovalResultCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/app/answer.ts';
import { answerQuestion } from '../../../../src/app/questions/answer-question.ts';
import type { Question } from '../../../../src/app/questions/question.ts';
import { UserId } from '../../../../src/domain/ids.ts';
import { createOperationWorld } from '../../../support/operation-world.ts';
import { shopPipeline } from '../../../support/pipelines.ts';
import { anApproveGrant, aPolicy, aRule, aTeam } from '../../../support/policy.ts';

type World = ReturnType<typeof createOperationWorld>;
const MINUTE = 60_000;
const LEE = { name: 'Lee Chen', email: 'lee@railway.example', login: 'lee-rg' };

/** Ben and Lee approve, and never their own change; the first execution is live in Prod. */
async function released(): Promise<World> {
  const approve = anApproveGrant({ by: ['releasers'], notOwnChange: true });
  const world = createOperationWorld(
    aPolicy({ teams: [aTeam('releasers', 'U0BEN', 'U0LEE')], rules: [aRule({ approve })] }),
  );
  world.setAddress(LEE.email, 'U0LEE');
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
  await pass(world);
  const { stageStates = [] } = await world.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
  const token = stageStates[2]?.actionStates?.[0]?.latestExecution?.token;
  const names = { pipelineName: 'shop-web', stageName: 'Approve', actionName: 'Go-ahead' };
  await world.client.send(
    new PutApprovalResultCommand({ ...names, token, result: { status: 'Approved', summary: '' } }),
  );
  await pass(world);
  return world;
}

async function pass(world: World): Promise<void> {
  await world.world.runUntil(world.world.now() + MINUTE);
  await world.followEvents();
}

async function pushed(world: World, message = 'Fix the cart total'): Promise<string> {
  const { commitId } = world.service.commit({ pipeline: 'shop-web', author: LEE, message });
  await pass(world);
  return commitId;
}

async function ask<K extends Answer['kind']>(
  world: World,
  question: Question,
  kind: K,
  user = 'U0BEN',
): Promise<Extract<Answer, { kind: K }>> {
  const answer = await answerQuestion(world.deps(), question, {
    actor: { userId: UserId(user) },
    origin: { surface: 'command' },
  });
  if (!isA(answer, kind)) throw new Error(`Not ${kind} but ${JSON.stringify(answer).slice(0, 300)}`);
  return answer;
}

function isA<K extends Answer['kind']>(answer: Answer, kind: K): answer is Extract<Answer, { kind: K }> {
  return answer.kind === kind;
}

describe('what would ship', () => {
  it('is what came since the stage’s last good execution, with the two revisions that a host can compare', async () => {
    const world = await released();
    const first = await world.reads.history({ ...(await refOf(world)) });
    const base = first?.executions[0];
    const newer = await pushed(world);

    const { view } = await ask(world, { verb: 'changes', pipeline: 'shop-web', stage: 'prod' }, 'changes');

    expect(view).toMatchObject({
      stage: 'Prod',
      next: { revisions: [{ revisionId: newer, message: 'Fix the cart total' }], whole: true },
      base: { executionId: base?.executionId },
      compare: [
        {
          source: { provider: 'CodeStarSourceConnection', host: 'GitHub', repository: 'railway-goods/shop-web' },
          from: base?.revisions[0]?.revisionId,
          to: newer,
        },
      ],
    });
  });

  it('is nothing where the last stage runs the newest', async () => {
    const { view } = await ask(await released(), { verb: 'changes', pipeline: 'shop-web' }, 'changes');

    expect(view).toEqual({ stage: 'Prod', compare: [] });
  });

  it('for a stage that the newest has passed is nothing, though a later one lacks it', async () => {
    const world = await released();
    await pushed(world);

    const { view } = await ask(world, { verb: 'changes', pipeline: 'shop-web', stage: 'Build' }, 'changes');

    expect(view.next).toBeUndefined();
  });
});

describe('where a commit is', () => {
  it('is told by its first characters: the stages in which it was good, and the one in which it waits', async () => {
    const world = await released();
    const commit = await pushed(world);

    const { view } = await ask(world, { verb: 'where', revision: commit.slice(0, 7) }, 'where');

    expect(view).toMatchObject({
      found: [
        {
          name: 'shop-web',
          execution: { revision: commit, status: 'InProgress' },
          place: { good: ['Source', 'Build'], at: { stage: 'Approve', how: 'in' } },
        },
      ],
      pipelines: 1,
      left: 0,
    });
  });

  it('is every execution that carries it, the newest first', async () => {
    const world = await released();
    const commit = await pushed(world);
    await world.client.send(new StartPipelineExecutionCommand({ name: 'shop-web' }));
    await pass(world);

    const { view } = await ask(world, { verb: 'where', revision: commit }, 'where');

    expect(view.found).toHaveLength(2);
    expect(view.found[0]?.execution.trigger?.type).toBe('StartPipelineExecution');
  });

  it('is not guessed from the beginning of an id that is no commit', async () => {
    const world = await released();

    expect((await ask(world, { verb: 'where', revision: 'version-1' }, 'where')).view.found).toEqual([]);
  });
});

describe('what is mine', () => {
  it('is what carries my change, which I may not approve; for another it waits', async () => {
    const world = await released();
    await pushed(world);

    const lees = (await ask(world, { verb: 'mine' }, 'mine', 'U0LEE')).view;
    expect(lees.executions).toMatchObject([{ name: 'shop-web', as: 'author', execution: { status: 'InProgress' } }]);
    expect(lees.waiting).toEqual([]);

    const bens = (await ask(world, { verb: 'mine' }, 'mine', 'U0BEN')).view;
    expect(bens.executions).toEqual([]);
    expect(bens.waiting).toMatchObject([{ called: 'shop-web', stage: 'Approve', action: 'Go-ahead' }]);
  });

  it('is nothing that only others may decide', async () => {
    const world = await released();
    await pushed(world);

    expect((await ask(world, { verb: 'mine' }, 'mine', 'U0INES')).view).toMatchObject({ waiting: [], executions: [] });
  });

  it('never holds the token that would answer an approval', async () => {
    const world = await released();
    await pushed(world);
    const { stageStates = [] } = await world.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
    const token = stageStates[2]?.actionStates?.[0]?.latestExecution?.token ?? 'none';

    expect(token).not.toBe('none');
    expect(JSON.stringify(await ask(world, { verb: 'mine' }, 'mine'))).not.toContain(token);
  });
});

describe('the logs', () => {
  it('are those of the actions that failed last, each with why and where to look', async () => {
    const world = await released();
    world.service.commit({ pipeline: 'shop-web', author: LEE, message: 'Break it', fail: 'Build/Compile' });
    await pass(world);

    const { execution, runs } = await ask(world, { verb: 'logs', pipeline: 'shop-web' }, 'logs');

    expect(execution?.status).toBe('Failed');
    expect(runs).toMatchObject([{ stage: 'Build', action: 'Compile', status: 'Failed' }]);
    expect(runs[0]?.error?.text).toBeTruthy();
    expect(runs[0]?.url).toMatch(/^https:/);
  });
});

async function refOf(world: World) {
  const [ref] = await world.reads.list();
  if (!ref) throw new Error('There is no pipeline');
  return ref;
}
