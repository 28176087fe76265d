import { describe, expect, it } from 'vitest';
import {
  aBuild,
  aDeploy,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  MINUTE,
  stageState,
  startOf,
  statusOf,
} from './workbench.ts';

const PIPELINE = aPipeline({
  stages: [
    aStage('Source', aSource()),
    aStage('Build', aBuild({ outputArtifacts: [{ name: 'BuildOut' }] })),
    aStage(
      'Prod',
      aDeploy({
        inputArtifacts: [{ name: 'BuildOut' }],
        configuration: { ApplicationName: 'shop', Commit: '#{Source.CommitId}' },
      }),
    ),
    aStage('After', aBuild({ name: 'Smoke' })),
  ],
});
const automatic = {
  ...PIPELINE,
  stages: PIPELINE.stages.map((stage) =>
    stage.name === 'Prod' ? { ...stage, onFailure: { result: 'ROLLBACK' as const } } : stage,
  ),
};

const rollback = (targetPipelineExecutionId: string, stageName = 'Prod') => ({
  pipelineName: 'shop-web',
  stageName,
  targetPipelineExecutionId,
});

function goodThenBad(pipeline = PIPELINE) {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', { pipeline });
  workbench.clock.advance(2 * MINUTE);
  const good = workbench.service.yard()[0]?.latest?.executionId ?? '';
  const { executionId: bad } = workbench.service.commit({ pipeline: 'shop-web', fail: 'Prod/Ship' });
  workbench.told();
  workbench.clock.advance(2 * MINUTE);
  return { workbench, good, bad };
}

const runsOf = (workbench: ReturnType<typeof aWorkbench>, pipelineExecutionId: string) =>
  workbench.call<{
    actionExecutionDetails: {
      input: { inputArtifacts: { s3location: { key: string } }[]; resolvedConfiguration: Record<string, string> };
    }[];
  }>('ListActionExecutions', { pipelineName: 'shop-web', filter: { pipelineExecutionId } }).actionExecutionDetails;

describe('RollbackStage', () => {
  it('runs the one stage again with the artifacts and variables of the target, and ends after it', () => {
    const { workbench, good } = goodThenBad();
    workbench.told();
    const { pipelineExecutionId } = workbench.call<{ pipelineExecutionId: string }>('RollbackStage', rollback(good));
    workbench.clock.advance(MINUTE);

    expect(workbench.told()).toEqual([
      'Pipeline STARTED',
      'Stage Prod STARTED',
      'Action Prod/Ship STARTED',
      'Action Prod/Ship SUCCEEDED',
      'Stage Prod SUCCEEDED',
      'Pipeline SUCCEEDED',
    ]);
    const [again] = runsOf(workbench, pipelineExecutionId);
    const before = runsOf(workbench, good).find(({ input }) => input.resolvedConfiguration.ApplicationName === 'shop');
    expect(again?.input.inputArtifacts).toEqual(before?.input.inputArtifacts);
    expect(again?.input.resolvedConfiguration).toEqual(before?.input.resolvedConfiguration);
    expect(stageState(workbench, 'Prod').latestExecution).toEqual({
      pipelineExecutionId,
      status: 'Succeeded',
      type: 'ROLLBACK',
    });
  });

  it('does not overtake the newer executions on their way', () => {
    const { workbench, good } = goodThenBad();
    const underWay = startOf(workbench);
    workbench.call('RollbackStage', rollback(good));
    workbench.clock.advance(2 * MINUTE);
    expect(statusOf(workbench, underWay)).toBe('Succeeded');
  });

  it('is refused for the source stage, a running stage, a rollback as target, an older version and V1 pipelines', () => {
    const { workbench, good, bad } = goodThenBad();
    const name = (input: object) => workbench.refused('RollbackStage', input).name;
    expect(name(rollback(good, 'Source'))).toBe('UnableToRollbackStageException');
    expect(name(rollback(bad))).toBe('UnableToRollbackStageException');
    const { pipelineExecutionId } = workbench.call<{ pipelineExecutionId: string }>('RollbackStage', rollback(good));
    expect(name(rollback(good))).toBe('UnableToRollbackStageException');
    workbench.clock.advance(MINUTE);
    expect(name(rollback(pipelineExecutionId))).toBe('UnableToRollbackStageException');
    workbench.call('UpdatePipeline', { pipeline: PIPELINE });
    expect(name(rollback(good))).toBe('PipelineExecutionOutdatedException');
    workbench.call('UpdatePipeline', { pipeline: { ...PIPELINE, pipelineType: 'V1' } });
    expect(name(rollback(good))).toBe('UnableToRollbackStageException');
  });

  it('finds its candidates by succeededInStage', () => {
    const { workbench, good } = goodThenBad();
    const list = (stageName: string) =>
      workbench
        .call<{ pipelineExecutionSummaries: { pipelineExecutionId: string }[] }>('ListPipelineExecutions', {
          pipelineName: 'shop-web',
          filter: { succeededInStage: { stageName } },
        })
        .pipelineExecutionSummaries.map(({ pipelineExecutionId }) => pipelineExecutionId);
    expect(list('Prod')).toEqual([good]);
    expect(list('Build')).toHaveLength(2);
    expect(list('Nowhere')).toEqual([]);
    workbench.call('UpdatePipeline', { pipeline: PIPELINE });
    expect(list('Prod')).toEqual([]);
  });
});

describe('onFailure: ROLLBACK', () => {
  it('rolls back to the last execution that was good in the stage; the failing one stays failed', () => {
    const { workbench, good, bad } = goodThenBad(automatic);
    expect(statusOf(workbench, bad)).toBe('Failed');
    const { pipelineExecutionSummaries: [newest] = [] } = workbench.call<{ pipelineExecutionSummaries: object[] }>(
      'ListPipelineExecutions',
      { pipelineName: 'shop-web' },
    );
    expect(newest).toMatchObject({
      executionType: 'ROLLBACK',
      status: 'Succeeded',
      trigger: { triggerType: 'AutomatedRollback', triggerDetail: JSON.stringify({ FailedPipelineExecutionId: bad }) },
      rollbackMetadata: { rollbackTargetPipelineExecutionId: good },
    });
  });

  it('does nothing where no execution was good yet', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: automatic });
    workbench.service.commit({ pipeline: 'shop-web', fail: 'Prod/Ship' });
    const first = workbench
      .call<{ pipelineExecutionSummaries: { pipelineExecutionId: string }[] }>('ListPipelineExecutions', {
        pipelineName: 'shop-web',
      })
      .pipelineExecutionSummaries.at(-1);
    workbench.call('StopPipelineExecution', {
      pipelineName: 'shop-web',
      pipelineExecutionId: first?.pipelineExecutionId,
      abandon: true,
    });
    workbench.clock.advance(2 * MINUTE);
    expect(workbench.told().at(-1)).toBe('Pipeline FAILED');
  });
});
