import { PIPELINES_PER_REGION } from '../choices.ts';
import { normalize } from '../declaration/normalize.ts';
import { masked } from '../declaration/secrets.ts';
import { checkStructure } from '../declaration/structure.ts';
import { putPipeline } from '../machine/draft.ts';
import { slotOf } from '../machine/pipeline-views.ts';
import { start } from '../machine/start.ts';
import { variablesFor } from '../machine/start-variables.ts';
import { ServiceError } from '../service-error.ts';
import type { PipelineDeclaration, Tag } from '../shapes.ts';
import type { Pipeline } from '../state.ts';
import { operation } from './operation.ts';
import { checkTags, mergeTags } from './tags.ts';

/** Version 1; its first execution has started when this answers. */
export const createPipeline = operation<{ pipeline: PipelineDeclaration; tags?: Tag[] }>(
  'CreatePipeline',
  ({ draft, caller }, input) => {
    const { name } = input.pipeline;
    const tags = mergeTags([], input.tags ?? []);
    checkTags(tags);
    checkStructure(input.pipeline, draft);
    if (draft.pipelines.has(name))
      throw new ServiceError(
        'PipelineNameInUseException',
        `A pipeline with the name '${name}' already exists in account '${draft.accountId}'`,
      );
    if (draft.pipelines.size >= PIPELINES_PER_REGION)
      throw new ServiceError(
        'LimitExceededException',
        `The number of pipelines in this Region has reached its limit of ${PIPELINES_PER_REGION}`,
      );

    const declaration = normalize(input.pipeline, 1);
    const pipeline: Pipeline = {
      name,
      arn: `arn:aws:codepipeline:${draft.region}:${draft.accountId}:${name}`,
      createdAt: draft.now,
      updatedAt: draft.now,
      version: 1,
      declaration,
      versions: new Map([[1, declaration]]),
      tags,
      slots: new Map(),
      executions: new Map(),
      open: [],
      requestTokens: new Map(),
      jobs: new Map(),
    };
    putPipeline(draft, pipeline);
    for (const stage of declaration.stages) slotOf(pipeline, stage.name);
    const variables = variablesFor(declaration, []);
    // A variable without a default leaves nothing to start with: the pipeline waits for a start that names a value.
    if (variables.kind === 'complete')
      start(draft, pipeline, {
        trigger: { type: 'CreatePipeline', detail: caller },
        variables: variables.variables,
        pinned: [],
      });
    return { pipeline: masked(draft.types, declaration), tags };
  },
);
