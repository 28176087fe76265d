import type { ActionDeclaration, PipelineDeclaration } from '@aws-sdk/client-codepipeline';
import { declaration } from './story-pipeline.ts';

/** The function of the stack that pipelines call. */
export const JOBS_FUNCTION = 'signalbox-dev-jobs';

/** An Invoke action of Signalbox, as an author writes it. */
export function invokeAction(parameters: object | string, more: Partial<ActionDeclaration> = {}): ActionDeclaration {
  return {
    name: 'Question',
    actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
    configuration: {
      FunctionName: JOBS_FUNCTION,
      UserParameters: typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
    },
    namespace: 'question',
    ...more,
  };
}

/** Source, Build, Ask with this action, and Prod, which uses `#{question.answer}`. */
export function askingPipeline(
  name: string,
  asking: ActionDeclaration,
  uses = '#{question.answer}',
): PipelineDeclaration {
  const plain = declaration(name, 'plain');
  const [source, build, prod] = plain.stages ?? [];
  const use: ActionDeclaration = {
    name: 'Use',
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: {
      ProjectName: name,
      EnvironmentVariables: JSON.stringify([{ name: 'REGION', value: uses, type: 'PLAINTEXT' }]),
    },
    inputArtifacts: [{ name: 'Code' }],
    runOrder: 2,
  };
  const ask = { name: 'Ask', actions: [asking] };
  const last = { name: prod?.name, actions: [...(prod?.actions ?? []), use] };
  return { ...plain, stages: [source, build, ask, last].filter((stage) => stage !== undefined) };
}
