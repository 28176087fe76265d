import { masked } from '../declaration/secrets.ts';
import { ServiceError } from '../service-error.ts';
import { findPipeline, operation, seconds } from './operation.ts';

export const getPipeline = operation<{ name: string; version?: number }>(
  'GetPipeline',
  ({ draft }, { name, version }) => {
    const pipeline = findPipeline(draft, name);
    const declaration = pipeline.versions.get(version ?? pipeline.version);
    if (!declaration)
      throw new ServiceError(
        'PipelineVersionNotFoundException',
        `Pipeline '${name}' does not have a version ${version ?? pipeline.version}`,
      );
    return {
      pipeline: masked(draft.types, declaration),
      metadata: {
        pipelineArn: pipeline.arn,
        created: seconds(pipeline.createdAt),
        updated: seconds(pipeline.updatedAt),
      },
    };
  },
);
