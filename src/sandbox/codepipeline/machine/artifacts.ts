import type { ActionDeclaration, ArtifactDetail, PipelineDeclaration } from '../shapes.ts';
import type { Execution } from '../state.ts';
import type { Draft } from './draft.ts';

type Takes = Pick<ActionDeclaration, 'inputArtifacts'>;

/** The artifacts that an action or a rule takes, as the newest runs of this execution have left them. */
export function locateInputs(execution: Execution, { inputArtifacts = [] }: Takes): ArtifactDetail[] {
  const made = [...execution.inherited.artifacts, ...execution.runs.flatMap(({ outputs }) => outputs)];
  return inputArtifacts.flatMap(({ name }) => made.findLast((artifact) => artifact.name === name) ?? []);
}

/** Places for the artifacts that an action makes; keys as recorded: pipeline cut to 20, artifact to 10, seven random characters. */
export function placeOutputs(
  draft: Draft,
  declaration: PipelineDeclaration,
  action: ActionDeclaration,
): ArtifactDetail[] {
  const region = action.region ?? draft.region;
  const bucket = (declaration.artifactStores?.[region] ?? declaration.artifactStore)?.location ?? '';
  return (action.outputArtifacts ?? []).map(({ name }) => ({
    name,
    s3location: { bucket, key: `${declaration.name.slice(0, 20)}/${name.slice(0, 10)}/${draft.dice.alphanumeric(7)}` },
  }));
}
