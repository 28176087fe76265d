import type { Context } from 'aws-lambda';
import { workJob } from '../app/jobs/work-job.ts';
import { createJobCalls } from '../aws/job-calls.ts';
import { parseJobEvent } from '../aws/job-event.ts';
import { readConfig } from '../config.ts';
import { readQuestions, wireJobs } from './wiring/jobs.ts';
import { wireMessages } from './wiring/messages.ts';
import { NOBODY } from './wiring/pipelines.ts';
import { MESSAGE_SETTINGS, readPolicy } from './wiring/policy.ts';
import { createLog, homeAccount, once, timeOf } from './wiring/runtime.ts';

const config = readConfig(process.env, [...MESSAGE_SETTINGS, 'QUESTIONS_FILE'], ['SLACK_BOT_TOKEN']);
const policy = await readPolicy(config.POLICY_FILE);
const questions = readQuestions(config.QUESTIONS_FILE);
const log = createLog('jobs');
const workFor = once((context: Context) => {
  const wiring = wireMessages(config, policy, homeAccount(context), log);
  return wireJobs(wiring, questions, createJobCalls(wiring.accounts.as('jobs', NOBODY), noPartner));
});

/** A function is only ever called for jobs of its own account. */
function noPartner(): Promise<never> {
  return Promise.reject(new Error('A job that a function is called with is no partner’s'));
}

/** One job of an Invoke action. Its event carries credentials, so it reaches no queue and no log: every failure is answered to
 * CodePipeline. */
export const handler = async (event: unknown, context: Context): Promise<void> => {
  const job = parseJobEvent(event, config.AWS_REGION);
  log.logger.appendKeys({ jobId: job.id });
  try {
    await workJob(workFor(context)(timeOf(context)), job);
  } finally {
    log.logger.resetKeys();
  }
};
