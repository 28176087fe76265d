import { describe, expect, it } from 'vitest';
import { aBuild, actionState, aDeploy, aPipeline, aSource, aStage, aWorkbench, MINUTE } from './workbench.ts';

function resolved(configuration: Record<string, string>) {
  const workbench = aWorkbench();
  const commands = aBuild({
    name: 'Version',
    namespace: 'Out',
    actionTypeId: { category: 'Compute', owner: 'AWS', provider: 'Commands', version: '1' },
    configuration: {},
    commands: ['make version'],
    outputVariables: ['NUMBER'],
  });
  workbench.call('CreatePipeline', {
    pipeline: aPipeline({
      variables: [{ name: 'Where', defaultValue: 'staging' }],
      stages: [aStage('Source', aSource()), aStage('Build', commands), aStage('Prod', aDeploy({ configuration }))],
    }),
  });
  workbench.clock.advance(MINUTE);
  const { actionExecutionDetails } = workbench.call<{
    actionExecutionDetails: {
      actionName: string;
      pipelineExecutionId: string;
      input: { configuration: object; resolvedConfiguration?: object };
      output: { outputVariables?: Record<string, string> };
    }[];
  }>('ListActionExecutions', { pipelineName: 'shop-web' });
  const find = (name: string) => actionExecutionDetails.find(({ actionName }) => actionName === name);
  return { workbench, ship: find('Ship'), source: find('App'), version: find('Version') };
}

describe('variables in an action’s configuration', () => {
  it('are resolved from namespaces, from the pipeline’s variables and from CodePipeline itself', () => {
    const configuration = {
      A: 'commit #{Source.CommitId} to #{variables.Where}',
      B: '#{codepipeline.PipelineExecutionId}',
      C: 'v#{Out.NUMBER}',
    };
    const { ship, source, version } = resolved(configuration);
    expect(ship?.input.configuration).toEqual(configuration);
    expect(ship?.input.resolvedConfiguration).toEqual({
      A: `commit ${source?.output.outputVariables?.CommitId} to staging`,
      B: ship?.pipelineExecutionId,
      C: `v${version?.output.outputVariables?.NUMBER}`,
    });
  });

  it.each([
    '#{Nowhere.CommitId}',
    '#{Source.Nothing}',
    '#{Source.constructor}',
    '#{variables.There}',
    '#{codepipeline.Name}',
  ])('that cannot be resolved fail the action: %s', (reference) => {
    const { workbench, ship } = resolved({ A: reference });
    expect(actionState(workbench, 'Prod', 'Ship')).toMatchObject({
      status: 'Failed',
      errorDetails: {
        code: 'ConfigurationError',
        message: `The variable reference ${reference} could not be resolved.`,
      },
    });
    expect(ship?.input.resolvedConfiguration).toBeUndefined();
    expect(workbench.told().slice(-4)).toEqual([
      'Action Prod/Ship STARTED',
      'Action Prod/Ship FAILED',
      'Stage Prod FAILED',
      'Pipeline FAILED',
    ]);
  });
});
