import type { Context } from 'aws-lambda';
import { explainFailure } from '../app/why/explain-failure.ts';
import { parseDetailsWanted } from '../aws/details-wanted.ts';
import { createPreferenceStore } from '../aws/preference-store.ts';
import { createExplainers } from '../aws/why/explainers.ts';
import { createLogReader } from '../aws/why/log-reader.ts';
import { createRunReads } from '../aws/why/run-reads.ts';
import { createServices } from '../aws/why/services.ts';
import { readMessageConfig, wireMessages } from './wiring/messages.ts';
import { NOBODY } from './wiring/pipelines.ts';
import { readPolicy } from './wiring/policy.ts';
import { createLog, homeAccount, once, timeOf, world } from './wiring/runtime.ts';

const config = readMessageConfig(process.env);
const policy = await readPolicy(config.POLICY_FILE);
const log = createLog('details');
const depsFor = once((context: Context) => {
  const { keep, table, served, accounts } = wireMessages(config, policy, homeAccount(context), log);
  const services = createServices({
    credentials: (place) => accounts.credentials(place, 'read', NOBODY),
    env: process.env,
    sleep: world.sleep,
  });
  return {
    ...keep,
    runs: createRunReads(accounts.as('read', NOBODY), served),
    explainers: createExplainers(services),
    logs: createLogReader(services),
    preferences: createPreferenceStore(table),
  };
});

/** Finds out what nobody waits for: why something failed, and whose change it is. */
export const handler = async (event: unknown, context: Context): Promise<void> => {
  await explainFailure({ ...depsFor(context), ...timeOf(context) }, parseDetailsWanted(event));
};
