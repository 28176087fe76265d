import type { Context } from 'aws-lambda';
import { followExecution } from '../app/follow-execution.ts';
import { parseCodePipelineEvent } from '../aws/codepipeline-events.ts';
import { readMessageConfig, wireMessages } from './wiring/messages.ts';
import { readPolicy } from './wiring/policy.ts';
import { createLog, homeAccount, once, timeOf } from './wiring/runtime.ts';

const config = readMessageConfig(process.env);
const policy = await readPolicy(config.POLICY_FILE);
const log = createLog('pipeline-events');
const depsFor = once((context: Context) => wireMessages(config, policy, homeAccount(context), log).keep);

/** One event of CodePipeline. What is not one is thrown, and so reaches the dead-letter queue. */
export const handler = async (event: unknown, context: Context): Promise<void> => {
  await followExecution({ ...depsFor(context), ...timeOf(context) }, parseCodePipelineEvent(event));
};
