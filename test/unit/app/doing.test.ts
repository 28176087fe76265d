import {
  CreatePipelineCommand,
  ListTagsForResourceCommand,
  type PipelineDeclaration,
  type StageDeclaration,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import type { StageRef, StartValues } from '../../../src/domain/form.ts';
import { ChannelId, type ExecutionId, OperationId } from '../../../src/domain/ids.ts';
import type { Ask, Deed, OperationRequest } from '../../../src/domain/operation.ts';
import { aRequest } from '../../support/builders.ts';
import type { CrashPlan } from '../../support/crash.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { ANYBODY, aPolicy, aRule } from '../../support/policy.ts';

const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
const PROD: StageRef = { ...PIPELINE, stage: 'Prod' };
const MINUTE = 60_000;
type World = ReturnType<typeof createOperationWorld>;

let serial = 0;

/** Source, Build and Prod, without anybody to ask. */
async function aWorld(
  { prod = {}, ...more }: Partial<PipelineDeclaration> & { prod?: Partial<StageDeclaration> } = {},
  policy = aPolicy({ rules: [aRule({ change: ANYBODY })] }),
): Promise<World> {
  const world = createOperationWorld(policy);
  const { stages = [], ...rest } = shopPipeline('shop-web', more);
  const free = stages
    .filter(({ name }) => name !== 'Approve')
    .map((stage) => (stage.name === 'Prod' ? { ...stage, ...prod } : stage));
  await world.client.send(new CreatePipelineCommand({ pipeline: { ...rest, stages: free } }));
  await pass(world);
  return world;
}

async function pass(world: World): Promise<void> {
  await world.world.runUntil(world.world.now() + 2 * MINUTE);
  await world.followEvents();
}

async function pushed(world: World, message: string, fail?: string): Promise<void> {
  world.service.commit({ pipeline: 'shop-web', message, ...(fail === undefined ? {} : { fail }) });
  await pass(world);
}

function request(world: World, ask: Ask): OperationRequest {
  const now = world.world.now();
  return aRequest({
    operationId: OperationId(`${(++serial).toString(16).padStart(8, '0')}doing`),
    requestedAt: new Date(now).toISOString(),
    notAfter: new Date(now + 15 * MINUTE).toISOString(),
    origin: { surface: ask.kind === 'words' ? 'command' : 'button', channel: ChannelId('C0DEPLOYS') },
    ask,
  });
}

const typed = (world: World, text: string) => request(world, { kind: 'words', text });
const asked = (world: World, deed: Deed) => request(world, { kind: 'deed', deed });
const answerTo = async (world: World, text: string) => {
  await world.perform(typed(world, text));
  return world.answers.at(-1)?.answer;
};
const calls = (world: World) => world.done.map(({ call }) => call);
const newest = async (world: World) => (await world.reads.history(PIPELINE))?.executions ?? [];
const holder = async (world: World): Promise<ExecutionId | undefined> =>
  (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Prod')?.executionId;
const formOf = async (world: World, wish: Extract<Ask, { kind: 'form' }>['wish']) => {
  await world.perform(request(world, { kind: 'form', wish, view: { id: 'V1', hash: 'h1' } }));
  return world.forms.at(-1)?.form;
};

/** Every moment at which the first delivery can die, with a world of its own. */
async function atEveryCrash(
  prepare: () => Promise<World>,
  story: (world: World, plan: CrashPlan, name: string) => Promise<number>,
): Promise<void> {
  for (let atCall = 1; ; atCall++) {
    for (const when of ['before', 'after'] as const) {
      const made = await story(await prepare(), { atCall, when }, `crashed ${when} call ${atCall}`);
      if (made < atCall) return;
    }
  }
}

describe('starting', () => {
  const variables = [{ name: 'day' }, { name: 'mode', defaultValue: 'delta' }];

  /** The first execution of a pipeline that needs a value has none. */
  const needy = () => aWorld({ variables });

  it('with every value that is needed begins at once', async () => {
    const world = await needy();

    expect(await answerTo(world, 'start shop-web day=2026-11-21')).toMatchObject({ kind: 'done' });

    expect(world.done[0]?.args[1]).toMatchObject({ variables: { day: '2026-11-21' } });
  });

  it('without one offers the form, with what was typed in it', async () => {
    const world = await needy();

    const answer = await answerTo(world, 'start shop-web mode=full --source App=3f2c91e');

    const given: StartValues = {
      variables: { mode: 'full' },
      revisions: [{ action: 'App', type: 'COMMIT_ID', value: '3f2c91e' }],
    };
    expect(answer).toMatchObject({ kind: 'missing_variables', missing: ['day'], given });
    const form = await formOf(world, { form: 'start', target: PIPELINE, given });
    expect(form).toMatchObject({ kind: 'start', given, variables: [{ name: 'day' }, { name: 'mode' }] });
    expect(calls(world)).toEqual([]);
  });

  it('takes only variables and sources that there are, and says which', async () => {
    const world = await needy();

    expect(await answerTo(world, 'start shop-web day=1 mood=good')).toMatchObject({
      refusal: { reason: 'unknown_variables', names: ['mood'], known: ['day', 'mode'] },
    });
    expect(await answerTo(world, 'start shop-web day=1 --source Compile=3f2c91e')).toMatchObject({
      refusal: { reason: 'not_a_source', action: 'Compile', known: ['App'] },
    });
    expect(calls(world)).toEqual([]);
  });

  it('with a chosen revision ships that, and is told with it', async () => {
    const world = await aWorld();
    const first = (await newest(world))[0]?.revisions[0]?.revisionId ?? '';
    await pushed(world, 'second');

    await world.perform(typed(world, `start shop-web --source App=${first}`));
    await pass(world);

    const [started] = await newest(world);
    expect(started?.revisions).toMatchObject([{ action: 'App', revisionId: first }]);
    const stored = await world.executions.get({
      ...PIPELINE,
      executionId: started?.executionId ?? ('' as ExecutionId),
    });
    expect(Object.values(stored?.execution.lines ?? {})).toMatchObject([
      { deed: { kind: 'start', revisions: [{ action: 'App', value: first }] } },
    ]);
  });

  it('with a chosen revision needs more than the right to start', async () => {
    const world = await aWorld({}, aPolicy({ rules: [aRule({ gate: { by: ['release'] } })] }));

    await answerTo(world, 'start shop-web --source App=3f2c91e');

    expect(world.answers.at(-1)?.answer).toMatchObject({ refusal: { reason: 'not_allowed', right: 'gate' } });
    expect(calls(world)).toEqual([]);
    expect(await formOf(world, { form: 'start', target: PIPELINE })).toMatchObject({ kind: 'start', sources: [] });
  });

  it('by a form that is sent off twice begins once', async () => {
    const world = await aWorld();
    const twice = () => ({
      ...asked(world, { kind: 'start', target: PIPELINE, variables: {} }),
      origin: { surface: 'modal' as const, viewId: 'V1' },
    });
    const before = (await newest(world)).length;

    await world.perform(twice());
    await world.perform(twice());

    expect(await newest(world)).toHaveLength(before + 1);
  });

  it('is not offered to whom it is not allowed', async () => {
    const world = await aWorld({}, aPolicy({ rules: [] }));

    expect(await formOf(world, { form: 'start', target: PIPELINE })).toMatchObject({
      kind: 'told',
      answer: { refusal: { reason: 'not_allowed', right: 'operate' } },
    });
  });
});

describe('rolling a stage back', () => {
  /** What was good in Prod first, and what came after. */
  async function twoReleases(): Promise<World> {
    const world = await aWorld();
    await pushed(world, 'second');
    return world;
  }

  async function deedOf(world: World): Promise<Extract<Deed, { kind: 'rollback' }>> {
    const [second, first] = await newest(world);
    if (!second || !first) throw new Error('There are no two releases');
    return { kind: 'rollback', target: { ...PROD, executionId: second.executionId }, to: first.executionId };
  }

  it('shows what it can go back to, and what that would undo', async () => {
    const world = await twoReleases();
    const [second, first] = await newest(world);

    const answer = await answerTo(world, 'rollback shop-web prod');

    const undoes = { revisions: [{ revisionId: second?.revisions[0]?.revisionId }], whole: true };
    expect(answer).toMatchObject({
      kind: 'rollback_choice',
      name: 'shop-web',
      choice: { holder: second?.executionId, failed: false, targets: [{ execution: first, undoes }] },
    });
    expect(await formOf(world, { form: 'rollback', target: PROD })).toMatchObject({
      kind: 'rollback',
      choice: answer && 'choice' in answer ? answer.choice : undefined,
    });
  });

  it('is done in a new execution, in whose thread it is told', async () => {
    const world = await twoReleases();
    const [, first] = await newest(world);

    await answerTo(world, `rollback shop-web Prod ${first?.executionId.slice(0, 8)}`);
    await pass(world);

    const [back] = await newest(world);
    expect(back).toMatchObject({ rollbackOf: first?.executionId, trigger: { type: 'ManualRollback' } });
    expect(await holder(world)).toBe(back?.executionId);
    const stored = await world.executions.get({ ...PIPELINE, executionId: back?.executionId ?? ('' as ExecutionId) });
    expect(Object.values(stored?.execution.lines ?? {})).toMatchObject([{ deed: { kind: 'rollback' }, by: 'U0BEN' }]);
  });

  it('is one deed, however often it is pressed', async () => {
    const world = await twoReleases();
    const deed = await deedOf(world);

    await world.performAll([asked(world, deed), asked(world, deed)]);

    expect(calls(world)).toEqual(['rollback']);
  });

  it('is refused when another execution has come to the stage since', async () => {
    const world = await twoReleases();
    const deed = await deedOf(world);
    await pushed(world, 'third');

    await world.perform(asked(world, deed));

    expect(world.answers.at(-1)?.answer).toMatchObject({ refusal: { reason: 'superseded' } });
    expect(calls(world)).toEqual([]);
  });

  it.each([
    ['the source stage', 'rollback shop-web Source', 'source_stage', {}],
    ['a pipeline in PARALLEL mode', 'rollback shop-web Prod', 'parallel', { executionMode: 'PARALLEL' }],
    ['a stage in which nothing else was good', 'rollback shop-web Prod', 'no_target', {}],
    ['an execution that was not good there', 'rollback shop-web Prod 00000000', 'not_good', {}],
  ] as const)('is refused for %s', async (_what, text, why, more) => {
    const world = await aWorld(more);
    if (why === 'not_good') await pushed(world, 'second');

    expect(await answerTo(world, text)).toMatchObject({ refusal: { reason: 'not_rollbackable', why } });
    expect(await answerTo(world, 'rollback shop-web Nowhere')).toMatchObject({
      refusal: { reason: 'stage_not_found' },
    });
  });

  it('into a frozen stage is done by nobody', async () => {
    const world = await twoReleases();
    await answerTo(world, 'freeze shop-web Prod for 2h move');
    const [, first] = await newest(world);

    expect(await answerTo(world, `rollback shop-web Prod ${first?.executionId}`)).toMatchObject({
      refusal: { reason: 'frozen' },
    });
    expect(await formOf(world, { form: 'rollback', target: PROD })).toMatchObject({
      kind: 'told',
      answer: { refusal: { reason: 'frozen' } },
    });
  });

  it('happens once and is told, whenever its delivery dies', { timeout: 60_000 }, async () => {
    await atEveryCrash(twoReleases, async (world, plan, name) => {
      const made = await world.perform(asked(world, await deedOf(world)), plan);
      await pass(world);

      const back = (await newest(world)).filter(({ rollbackOf }) => rollbackOf !== undefined);
      expect(back, name).toHaveLength(1);
      expect(new Set(world.audited.map(({ kind }) => kind)), name).toEqual(new Set(['performed']));
      return made;
    });
  });
});

describe('overriding a condition', () => {
  const RULE = {
    name: 'only-release-9',
    ruleTypeId: { category: 'Rule' as const, owner: 'AWS' as const, provider: 'VariableCheck', version: '1' },
    configuration: { Variable: '#{variables.v}', Operator: 'EQ', Value: 'release-9' },
  };
  const blocked = () =>
    aWorld({
      variables: [{ name: 'v', defaultValue: 'release-7' }],
      prod: { beforeEntry: { conditions: [{ result: 'FAIL', rules: [RULE] }] } },
    });

  it('lets the execution go on, and makes whoever did it one of those who made the change', async () => {
    const world = await blocked();
    const executionId = await holder(world);
    expect((await world.reads.state(PIPELINE))?.stages.at(-1)).toMatchObject({ status: 'Failed' });

    expect(await answerTo(world, 'override shop-web prod entry')).toMatchObject({ kind: 'done' });
    await pass(world);

    expect((await world.reads.state(PIPELINE))?.stages.at(-1)).toMatchObject({ status: 'Succeeded', executionId });
    const stored = executionId && (await world.executions.get({ ...PIPELINE, executionId }));
    expect(stored && Object.values(stored.execution.lines)).toMatchObject([
      { deed: { kind: 'override' }, by: 'U0BEN' },
    ]);
  });

  it('shows which rules are not met before', async () => {
    const world = await blocked();

    expect(await formOf(world, { form: 'override', target: PROD })).toMatchObject({
      kind: 'override',
      blocks: [{ place: 'entry', status: 'Failed', rules: [{ name: 'only-release-9', status: 'Failed' }] }],
    });
  });

  it('is refused where nothing is blocked, and for an evaluation of before', async () => {
    const world = await blocked();
    const form = await formOf(world, { form: 'override', target: PROD });
    const run = form?.kind === 'override' ? form.blocks[0]?.run : undefined;
    const executionId = await holder(world);
    if (!run || !executionId) throw new Error('Nothing is blocked');
    const deed: Deed = { kind: 'override', target: { ...PROD, executionId, run }, place: 'entry' };

    expect(await answerTo(world, 'override shop-web Build entry')).toMatchObject({
      refusal: { reason: 'not_blocked' },
    });
    expect(await answerTo(world, 'override shop-web Prod success')).toMatchObject({
      refusal: { reason: 'not_blocked' },
    });
    await world.perform(asked(world, { ...deed, target: { ...deed.target, run: 'f'.repeat(16) as typeof run } }));
    expect(world.answers.at(-1)?.answer).toMatchObject({ refusal: { reason: 'old_attempt' } });
    await world.perform(asked(world, deed));
    await world.perform(asked(world, deed));
    expect(calls(world)).toEqual(['override']);
  });

  it('happens once and is told, whenever its delivery dies', { timeout: 60_000 }, async () => {
    await atEveryCrash(blocked, async (world, plan, name) => {
      const made = await world.perform(typed(world, 'override shop-web Prod entry'), plan);

      expect(calls(world), name).toEqual(['override']);
      expect(new Set(world.audited.map(({ kind }) => kind)), name).toEqual(new Set(['performed']));
      return made;
    });
  });
});

describe('a revision that is put', () => {
  it('starts the pipeline with it, and not again', async () => {
    const world = await aWorld();

    await answerTo(world, 'revision shop-web app 4d5e6f7');
    await pass(world);

    expect((await newest(world))[0]?.revisions).toMatchObject([{ action: 'App', revisionId: '4d5e6f7' }]);
    expect(await answerTo(world, 'revision shop-web App 4d5e6f7')).toMatchObject({
      refusal: { reason: 'revision_known' },
    });
    expect(calls(world)).toEqual(['putRevision']);
  });

  it('goes to source actions only', async () => {
    const world = await aWorld();

    expect(await answerTo(world, 'revision shop-web Compile 4d5e6f7')).toMatchObject({
      refusal: { reason: 'not_a_source', action: 'Compile', known: ['App'] },
    });
  });
});

describe('tags', () => {
  const resourceArn = 'arn:aws:codepipeline:eu-west-1:123456789012:shop-web';
  const tagsOf = async (world: World) =>
    (await world.client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;

  it('are set and removed, and that is told in the thread of the newest card', async () => {
    const world = await aWorld();

    await answerTo(world, 'tags shop-web team=payments cost-center=42');
    expect(await tagsOf(world)).toEqual([
      { key: 'cost-center', value: '42' },
      { key: 'team', value: 'payments' },
    ]);

    expect(await answerTo(world, 'tags shop-web team=')).toMatchObject({ kind: 'done', deed: { kind: 'untag' } });
    expect(await tagsOf(world)).toEqual([{ key: 'cost-center', value: '42' }]);
    const [{ executionId } = { executionId: '' as ExecutionId }] = await newest(world);
    const stored = await world.executions.get({ ...PIPELINE, executionId });
    expect(Object.values(stored?.execution.lines ?? {}).map(({ deed }) => deed.kind)).toEqual(['tag', 'untag']);
  });

  it('need the right to change, and such as CodePipeline takes', async () => {
    const world = await aWorld();
    expect(await answerTo(world, 'tags shop-web aws:owner=me')).toMatchObject({
      refusal: { reason: 'tags_not_taken', why: 'invalid' },
    });

    const strict = await aWorld({}, aPolicy());
    expect(await answerTo(strict, 'tags shop-web team=payments')).toMatchObject({
      refusal: { reason: 'not_allowed', right: 'change' },
    });
    expect(calls(strict)).toEqual([]);
  });
});
