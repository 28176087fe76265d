import { UPDATE_OF_MISSING_PIPELINE } from '../choices.ts';
import { normalize } from '../declaration/normalize.ts';
import { masked, withKeptSecrets } from '../declaration/secrets.ts';
import { checkStructure } from '../declaration/structure.ts';
import { editPipeline } from '../machine/draft.ts';
import { cutOff } from '../machine/interventions.ts';
import { slotOf } from '../machine/pipeline-views.ts';
import { ServiceError } from '../service-error.ts';
import type { PipelineDeclaration } from '../shapes.ts';
import { operation } from './operation.ts';

/** Replaces the whole definition. No execution starts by it; those in progress are cut off (PARALLEL ones go on). */
export const updatePipeline = operation<{ pipeline: PipelineDeclaration }>('UpdatePipeline', ({ draft }, input) => {
  const { name } = input.pipeline;
  checkStructure(input.pipeline, draft);
  const found = draft.pipelines.get(name);
  if (!found)
    throw new ServiceError(
      UPDATE_OF_MISSING_PIPELINE,
      `The account with id '${draft.accountId}' does not include a pipeline with the name '${name}'`,
    );
  const pipeline = editPipeline(draft, found);
  const version = pipeline.version + 1;
  const declaration = normalize(withKeptSecrets(draft.types, input.pipeline, pipeline.declaration), version);
  pipeline.version = version;
  pipeline.declaration = declaration;
  pipeline.versions.set(version, declaration);
  pipeline.updatedAt = draft.now;
  for (const stage of declaration.stages) slotOf(pipeline, stage.name);
  cutOff(draft, pipeline);
  return { pipeline: masked(draft.types, declaration) };
});
