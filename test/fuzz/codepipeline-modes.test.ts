import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyState } from '../../src/sandbox/codepipeline/empty-state.ts';
import { seedFrom } from '../../src/sandbox/codepipeline/machine/seed.ts';
import { operationModel } from '../../src/sandbox/codepipeline/model.ts';
import type { ExecutionMode, PipelineDeclaration } from '../../src/sandbox/codepipeline/shapes.ts';
import type { Execution, Pipeline, RegionState } from '../../src/sandbox/codepipeline/state.ts';
import { type Command, type Outcome, step } from '../../src/sandbox/codepipeline/step.ts';
import {
  ACCOUNT,
  aBuild,
  aDeploy,
  anApproval,
  aPipeline,
  aRandom,
  aSource,
  aStage,
  DAY,
  MINUTE,
  REGION,
} from '../unit/sandbox/codepipeline/workbench.ts';
import { checkState, Replay } from './codepipeline-invariants.ts';

const NAME = 'shop-web';
const STAGES = ['Source', 'Build', 'Lab', 'Prod'] as const;

const declaration = (executionMode: ExecutionMode): PipelineDeclaration =>
  aPipeline({
    executionMode,
    stages: [
      aStage('Source', aSource()),
      {
        ...aStage('Build', aBuild({ name: 'A' }), aBuild({ name: 'B' }), aBuild({ name: 'C', runOrder: 2 })),
        onFailure: { result: 'RETRY' },
        onSuccess: { conditions: [{ result: 'FAIL', rules: [alarm('quality')] }] },
      },
      {
        ...aStage('Lab', { name: 'Try', actionTypeId: CUSTOM }),
        beforeEntry: { conditions: [{ result: 'SKIP', rules: [check('lab')] }] },
        onFailure: { conditions: [{ result: 'ROLLBACK', rules: [check('back')] }] },
      },
      {
        ...aStage('Prod', anApproval(), aDeploy({ runOrder: 2 })),
        beforeEntry: { conditions: [{ result: 'FAIL', rules: [alarm('freeze', '2'), check('prod')] }] },
        onSuccess: { conditions: [{ result: 'ROLLBACK', rules: [alarm('errors', '5')] }] },
        onFailure: { result: 'ROLLBACK' },
      },
    ],
    variables: ['lab', 'back', 'prod'].map((name) => ({ name, defaultValue: 'yes' })),
  });

const CUSTOM = { category: 'Test' as const, owner: 'Custom' as const, provider: 'Lab', version: '1' };

const rule = (name: string, provider: string, configuration: Record<string, string>) => ({
  name,
  ruleTypeId: { category: 'Rule' as const, provider },
  configuration,
});
/** Passes when the variable says yes. */
const check = (variable: string) =>
  rule(variable, 'VariableCheck', { Variable: `#{variables.${variable}}`, Value: 'yes', Operator: 'EQ' });
/** Fails while its alarm is on; watches it for some minutes. */
const alarm = (name: string, minutes?: string) =>
  rule(`no-${name}`, 'CloudWatchAlarm', { AlarmName: name, ...(minutes && { WaitTime: minutes }) });

/** One service in one state, with what an outsider can do to it. `pick` chooses among what is there. */
class World {
  state: RegionState = emptyState({ accountId: ACCOUNT, region: REGION, seed: seedFrom(aRandom(7)) });
  now = Date.parse('2026-03-02T09:15:27.104Z');
  readonly replay = new Replay();

  send(command: Command): Outcome {
    const before = this.state;
    const outcome = step(before, command, this.now);
    this.state = outcome.state;
    for (const event of outcome.events) this.replay.take(event);
    checkState(this.state);
    return outcome;
  }

  /** @returns the name of the refusal, which must be one that the operation declares */
  call(operation: string, input: object): string {
    const { error } = this.send({ kind: 'call', operation, input, caller: 'arn:aws:iam::123456789012:user/ana' });
    if (error) expect(operationModel(operation)?.errors).toContain(error.name);
    else reached.add(operation);
    return error?.name ?? '';
  }

  get pipeline(): Pipeline {
    const pipeline = this.state.pipelines.get(NAME);
    if (!pipeline) throw new Error('the pipeline is gone');
    return pipeline;
  }

  get executions(): Execution[] {
    return [...this.pipeline.executions.values()];
  }

  /** Newest first: most of what people do is about the newest. */
  execution(pick: number): string {
    return this.executions.at(-1 - (pick % this.executions.length))?.id ?? '';
  }

  answer(pick: number, status: 'Approved' | 'Rejected', stale: boolean): void {
    const runs = this.executions.flatMap(({ runs }) => runs.filter(({ token }) => token !== undefined));
    const asked = runs.filter((run) => stale !== (run.status === 'InProgress'));
    const token = asked.at(-1 - (pick % Math.max(1, asked.length)))?.token;
    if (token === undefined) return;
    const input = {
      pipelineName: NAME,
      stageName: 'Prod',
      actionName: 'Go-ahead',
      token,
      result: { status, summary: '' },
    };
    const first = this.call('PutApprovalResult', input);
    expect(first === '').toBe(!stale);
    // A token works once.
    expect(this.call('PutApprovalResult', input)).not.toBe('');
  }

  /** A job worker takes a job and answers it. */
  work(how: 'done' | 'more' | 'failed' | 'forgotten'): void {
    const { answer } = this.send({
      kind: 'call',
      operation: 'PollForJobs',
      input: { actionTypeId: CUSTOM },
      caller: 'x',
    });
    const { jobs } = answer as { jobs: { id: string; nonce: string }[] };
    for (const { id: jobId, nonce } of jobs) {
      if (how === 'forgotten') continue;
      expect(this.call('AcknowledgeJob', { jobId, nonce })).toBe('');
      if (how === 'failed')
        this.call('PutJobFailureResult', { jobId, failureDetails: { type: 'JobFailed', message: 'x' } });
      else this.call('PutJobSuccessResult', { jobId, ...(how === 'more' && { continuationToken: 'more' }) });
      // A job is answered once.
      expect(this.call('PutJobSuccessResult', { jobId })).toBe('InvalidJobStateException');
    }
  }

  /** Overrides a condition of the stage that an execution came to last. */
  override(which: number, conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS'): void {
    const pipelineExecutionId = this.execution(which);
    const stageName = this.pipeline.executions.get(pipelineExecutionId)?.stages.at(-1)?.name ?? 'Prod';
    this.call('OverrideStageCondition', { pipelineName: NAME, stageName, pipelineExecutionId, conditionType });
  }

  /** A quiet while in which everybody does his work. */
  goOn(): void {
    this.pass(MINUTE);
    this.work('done');
    this.pass(3 * MINUTE);
    this.answer(0, 'Approved', false);
    this.pass(MINUTE);
  }

  pass(ms: number): void {
    this.now += ms;
    this.send({ kind: 'tick' });
  }
}

/** What the histories have come to, over all modes. */
const reached = new Set<string>();

type Deed = (world: World) => void;
const pick = fc.nat(5);
const stage = fc.constantFrom(...STAGES);

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.subarray(['lab', 'back', 'prod']).map(
      (off): Deed =>
        (world) =>
          world.call('StartPipelineExecution', {
            name: NAME,
            ...(off.length > 0 && { variables: off.map((name) => ({ name, value: 'no' })) }),
          }),
    ),
  },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom('done' as const, 'done' as const, 'more' as const, 'failed' as const, 'forgotten' as const)
      .map(
        (how): Deed =>
          (world) =>
            world.work(how),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('quality', 'freeze', 'errors'), fc.constantFrom('OK' as const, 'ALARM' as const))
      .map(
        ([name, state]): Deed =>
          (world) =>
            world.send({ kind: 'alarm', name, state }),
      ),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(pick, fc.constantFrom('BEFORE_ENTRY' as const, 'ON_SUCCESS' as const)).map(
      ([which, conditionType]): Deed =>
        (world) =>
          world.override(which, conditionType),
    ),
  },
  { weight: 5, arbitrary: fc.constant<Deed>((world) => world.goOn()) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(undefined, 'Source/App', 'Build/A', 'Build/C', 'Lab/lab', 'Prod/Ship', 'Prod/prod').map(
      (fail): Deed =>
        (world) =>
          world.send({ kind: 'push', push: { pipeline: NAME, ...(fail && { fail }) } }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.constantFrom(100, 3_000, 10_000, MINUTE).map(
      (ms): Deed =>
        (world) =>
          world.pass(ms),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(8 * DAY, 31 * DAY).map(
      (ms): Deed =>
        (world) =>
          world.pass(ms),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(pick, fc.constantFrom('Approved' as const, 'Rejected' as const), fc.boolean()).map(
      ([which, status, stale]): Deed =>
        (world) =>
          world.answer(which, status, stale),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(pick, fc.boolean()).map(
      ([which, abandon]): Deed =>
        (world) =>
          world.call('StopPipelineExecution', {
            pipelineName: NAME,
            pipelineExecutionId: world.execution(which),
            abandon,
          }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(pick, stage, fc.constantFrom('FAILED_ACTIONS', 'ALL_ACTIONS')).map(
      ([which, stageName, retryMode]): Deed =>
        (world) =>
          world.call('RetryStageExecution', {
            pipelineName: NAME,
            stageName,
            pipelineExecutionId: world.execution(which),
            retryMode,
          }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(pick, stage).map(
      ([which, stageName]): Deed =>
        (world) =>
          world.call('RollbackStage', {
            pipelineName: NAME,
            stageName,
            targetPipelineExecutionId: world.execution(which),
          }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(stage, fc.constantFrom('Inbound', 'Outbound'), fc.boolean()).map(
      ([stageName, transitionType, open]): Deed =>
        (world) =>
          open
            ? world.call('EnableStageTransition', { pipelineName: NAME, stageName, transitionType })
            : world.call('DisableStageTransition', { pipelineName: NAME, stageName, transitionType, reason: 'freeze' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, 1, 100).map(
      (speed): Deed =>
        (world) =>
          world.send({ kind: 'speed', speed }),
    ),
  },
);
const update: fc.Arbitrary<Deed> = fc.constantFrom<ExecutionMode>('SUPERSEDED', 'QUEUED', 'PARALLEL').map(
  (mode): Deed =>
    (world) =>
      world.call('UpdatePipeline', { pipeline: declaration(mode) }),
);

/** Everything opened, answered and given time: nothing may be left but what waited too long, and that can be stopped. */
function letAllEnd(world: World): void {
  world.send({ kind: 'speed', speed: 1 });
  for (const name of ['quality', 'freeze', 'errors']) world.send({ kind: 'alarm', name, state: 'OK' });
  for (const stageName of STAGES)
    world.call('EnableStageTransition', { pipelineName: NAME, stageName, transitionType: 'Inbound' });
  for (let round = 0; round < 400 && world.pipeline.open.length > 0; round += 1) {
    world.answer(0, 'Approved', false);
    world.work('done');
    world.pass(MINUTE);
    for (const { id, place } of world.executions)
      if (place?.stale) world.call('StopPipelineExecution', { pipelineName: NAME, pipelineExecutionId: id });
  }
  expect(world.pipeline.open).toEqual([]);
}

interface Summaries {
  pipelineExecutionSummaries: { pipelineExecutionId: string; status: string; trigger: object }[];
}

/** The answers about one execution agree with each other, whoever is asked. */
function checkAnswers(world: World): void {
  const ask = (operation: string, input: object) =>
    step(world.state, { kind: 'call', operation, input, caller: 'x' }, world.now).answer;
  const listed = ask('ListPipelineExecutions', { pipelineName: NAME }) as Summaries;
  for (const { pipelineExecutionId, status, trigger } of listed.pipelineExecutionSummaries)
    expect(ask('GetPipelineExecution', { pipelineName: NAME, pipelineExecutionId })).toMatchObject({
      pipelineExecution: { status, trigger },
    });
  const { actionExecutionDetails: runs } = ask('ListActionExecutions', { pipelineName: NAME }) as {
    actionExecutionDetails: { actionExecutionId: string; status: string }[];
  };
  checkRules(world);
  const state = ask('GetPipelineState', { name: NAME }) as {
    stageStates: {
      actionStates: { latestExecution?: { actionExecutionId: string; status: string; token?: string } }[];
    }[];
  };
  for (const { latestExecution: shown } of state.stageStates.flatMap(({ actionStates }) => actionStates)) {
    const run = runs.find(({ actionExecutionId }) => actionExecutionId === shown?.actionExecutionId);
    if (run) expect(shown?.status).toBe(run.status);
    if (shown?.token !== undefined) expect(shown.status).toBe('InProgress');
  }
}

/** What GetPipelineState shows of rules is what ListRuleExecutions tells of them. */
function checkRules(world: World): void {
  const ask = (operation: string, input: object) =>
    step(world.state, { kind: 'call', operation, input, caller: 'x' }, world.now).answer;
  const { ruleExecutionDetails } = ask('ListRuleExecutions', { pipelineName: NAME }) as {
    ruleExecutionDetails: { ruleExecutionId: string; status: string }[];
  };
  const told = new Map(ruleExecutionDetails.map(({ ruleExecutionId, status }) => [ruleExecutionId, status]));
  const text = JSON.stringify(ask('GetPipelineState', { name: NAME }));
  for (const [, id = '', status] of text.matchAll(/"ruleExecutionId":"([^"]+)","status":"(\w+)"/g))
    if (told.has(id)) expect(told.get(id)).toBe(status);
}

function live(mode: ExecutionMode, done: readonly Deed[]): World {
  const world = new World();
  const counts = { minimumCount: 0, maximumCount: 5 };
  const { category, provider, version } = CUSTOM;
  const type = { category, provider, version, inputArtifactDetails: counts, outputArtifactDetails: counts };
  expect(world.call('CreateCustomActionType', type)).toBe('');
  world.call('CreatePipeline', { pipeline: declaration(mode) });
  for (const deed of done) deed(world);
  world.replay.agreesWith(world.state);
  checkAnswers(world);
  for (const { stages } of world.executions)
    for (const { name, status, conditions } of stages) {
      reached.add(`${name} ${status}`);
      for (const [place, condition] of Object.entries(conditions)) reached.add(`${place} ${condition.status}`);
    }
  return world;
}

describe.each<ExecutionMode>(['SUPERSEDED', 'QUEUED', 'PARALLEL'])(
  'a %s pipeline, whatever is done to it and whenever',
  (mode) => {
    it('locks hold, statuses move along their edges, events tell exactly that, and every execution can end', () => {
      const history = fc.array(deeds, { minLength: 5, maxLength: 60, size: 'max' });
      fc.assert(
        fc.property(history, (done) => letAllEnd(live(mode, done))),
        { numRuns: 120, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
      );
    }, 30_000);

    it('holds when the definition and the mode change on the way', () => {
      const history = fc.array(fc.oneof({ weight: 9, arbitrary: deeds }, { weight: 1, arbitrary: update }), {
        minLength: 10,
        maxLength: 60,
        size: 'max',
      });
      fc.assert(
        fc.property(history, (done) => letAllEnd(live(mode, done))),
        { numRuns: 60, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
      );
    }, 30_000);
  },
);

it('the histories above come as far as they are meant to', () => {
  for (const what of ['OverrideStageCondition', 'RetryStageExecution', 'RollbackStage', 'UpdatePipeline'])
    expect(reached).toContain(what);
  for (const what of ['Lab Skipped', 'Prod Failed', 'Prod Stopped', 'Prod Succeeded']) expect(reached).toContain(what);
  for (const place of ['beforeEntry', 'onSuccess', 'onFailure']) {
    expect(reached).toContain(`${place} Failed`);
    expect(reached).toContain(`${place} Succeeded`);
  }
});
