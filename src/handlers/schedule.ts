import type { Context } from 'aws-lambda';
import { sweep } from '../app/sweep.ts';
import { readMessageConfig, readPolicy, wireMessages } from './wiring/messages.ts';
import { createLog, homeAccount, once, timeOf } from './wiring/runtime.ts';

const config = readMessageConfig(process.env);
const policy = readPolicy(config.POLICY_FILE);
const log = createLog('schedule');
const depsFor = once((context: Context) => wireMessages(config, policy, homeAccount(context), log).keep);

/** Each minute: finishes what others left. */
export const handler = async (_event: unknown, context: Context): Promise<void> => {
  const looked = await sweep({ ...depsFor(context), ...timeOf(context) });
  if (looked > 0) log.info('Looked at executions that were due', { looked });
};
