import * as z from 'zod/mini';
import type { TakenJob } from '../app/job-ports.ts';
import { AccountId } from '../domain/ids.ts';

/** What CodePipeline calls a function with, as far as it is used. The credentials to the artifacts end here. */
const JobEvent = z.object({
  'CodePipeline.job': z.object({
    id: z.string().check(z.minLength(1), z.maxLength(100)),
    accountId: z.string().check(z.regex(/^\d{12}$/)),
    data: z.object({
      actionConfiguration: z.object({ configuration: z.record(z.string(), z.string()) }),
      continuationToken: z.optional(z.nullable(z.string())),
    }),
  }),
});

/** @param region of the function, in which its jobs are answered
 * @throws Error for what is no job of CodePipeline's; nothing of it is repeated */
export function parseJobEvent(event: unknown, region: string): TakenJob {
  const parsed = JobEvent.safeParse(event);
  if (!parsed.success) throw new Error('This is no job of CodePipeline’s');
  const { id, accountId, data } = parsed.data['CodePipeline.job'];
  const { actionConfiguration, continuationToken } = data;
  return {
    door: 'invoke',
    id,
    account: AccountId(accountId),
    region,
    configuration: actionConfiguration.configuration,
    ...(continuationToken ? { token: continuationToken } : {}),
  };
}
