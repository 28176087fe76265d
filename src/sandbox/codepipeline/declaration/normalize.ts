import type { ActionDeclaration, PipelineDeclaration } from '../shapes.ts';
import { usesV2Members } from './structure.ts';

/** The declaration as the service keeps it and gives it back: defaults filled in. */
export function normalize(declaration: PipelineDeclaration, version: number): PipelineDeclaration {
  return {
    ...declaration,
    stages: declaration.stages.map((stage) => ({ ...stage, actions: stage.actions.map(withDefaults) })),
    version,
    executionMode: declaration.executionMode ?? 'SUPERSEDED',
    pipelineType: declaration.pipelineType ?? (usesV2Members(declaration) ? 'V2' : 'V1'),
  };
}

const withDefaults = (action: ActionDeclaration): ActionDeclaration => ({
  ...action,
  runOrder: action.runOrder ?? 1,
  configuration: action.configuration ?? {},
  outputArtifacts: action.outputArtifacts ?? [],
  inputArtifacts: action.inputArtifacts ?? [],
});
