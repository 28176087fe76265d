import type { ActionDeclaration, PipelineDeclaration } from '@aws-sdk/client-codepipeline';
import { declaration } from './story-pipeline.ts';

/** A pipeline in which there is something to read for every word: a rule before Build, and targets of a deployment. */
export function readablePipeline(name: string): PipelineDeclaration {
  const { stages = [], ...rest } = declaration(name, 'plain');
  const deploy: ActionDeclaration = {
    name: 'Ship',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'EC2', version: '1' },
    configuration: { InstanceTagKey: 'role', InstanceTagValue: 'web', InstanceType: 'EC2', TargetDirectory: '/srv' },
    inputArtifacts: [{ name: 'Code' }],
  };
  const rule = {
    name: 'Colour',
    ruleTypeId: { category: 'Rule' as const, owner: 'AWS' as const, provider: 'VariableCheck', version: '1' },
    configuration: { Variable: '#{variables.colour}', Value: 'planted-value', Operator: 'NE' },
  };
  return {
    ...rest,
    variables: [{ name: 'colour', defaultValue: 'planted-default', description: 'of the signal' }],
    stages: stages.map((stage) => {
      if (stage.name === 'Build') return { ...stage, beforeEntry: { conditions: [{ result: 'FAIL', rules: [rule] }] } };
      return stage.name === 'Prod' ? { ...stage, actions: [deploy] } : stage;
    }),
  };
}
