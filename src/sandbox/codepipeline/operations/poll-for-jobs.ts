import { JOBS_PER_POLL, POLL_OF_OTHER_OWNER } from '../choices.ts';
import { ServiceError } from '../service-error.ts';
import type { ActionTypeId } from '../shapes.ts';
import { type OwnActionType, typeKey } from '../type-shapes.ts';
import { dispatch, presentJob } from './jobs.ts';
import { operation } from './operation.ts';

interface Input {
  actionTypeId: ActionTypeId;
  maxBatchSize?: number;
  queryParam?: Record<string, string>;
}

/** Work for the job workers of a custom action type. It does not wait for any: no job, no members. */
export const pollForJobs = operation<Input>('PollForJobs', ({ draft }, input) => {
  const { actionTypeId, maxBatchSize = JOBS_PER_POLL, queryParam = {} } = input;
  const key = typeKey(actionTypeId);
  if (actionTypeId.owner !== 'Custom')
    throw new ServiceError(POLL_OF_OTHER_OWNER, `Only custom action types can be polled, not ${key}`);
  const type = draft.types.get(key);
  if (!type || type.deleted) throw new ServiceError('ActionTypeNotFoundException', `There is no action type ${key}`);
  checkQuery(type, queryParam);
  const jobs = dispatch(draft, actionTypeId, maxBatchSize, (configuration) =>
    Object.entries(queryParam).every(([name, value]) => configuration[name] === value),
  );
  return { jobs: jobs.map((found) => ({ ...presentJob(draft, found), nonce: found.job.nonce })) };
});

/** A type with a queryable property has to be asked by it, any other must not be. */
function checkQuery({ properties }: OwnActionType, queryParam: Record<string, string>): void {
  const queryable = properties.find((property) => property.queryable)?.name;
  const asked = Object.keys(queryParam);
  if (queryable === undefined && asked.length > 0)
    throw new ServiceError(
      'ValidationException',
      'The action type has no queryable property: queryParam must be empty',
    );
  if (queryable !== undefined && asked[0] !== queryable)
    throw new ServiceError('ValidationException', `queryParam must name the queryable property '${queryable}'`);
}
