import { pollJobs } from '../../app/jobs/poll-jobs.ts';
import type { Log, World } from '../../app/ports.ts';
import { createJobDoors } from '../../aws/job-doors.ts';
import { toWorkers } from '../../policy/questions-file.ts';
import { partnerTokens, wireJobCalls } from './job-calls.ts';
import { readQuestions, wireJobs } from './jobs.ts';
import type { MessageWiring } from './messages.ts';
import type { PartnerConfig } from './partner-settings.ts';
import { NOBODY } from './pipelines.ts';

/** @returns what takes the work that waits to be polled, and does it */
export function wirePolling(
  wiring: MessageWiring,
  config: PartnerConfig,
  log: Log,
): (time: Pick<World, 'timeLeft'>) => Promise<void> {
  const questions = readQuestions(config.QUESTIONS_FILE);
  const work = wireJobs(wiring, questions, wireJobCalls(wiring.accounts, config));
  const clientFor = wiring.accounts.as('jobs', NOBODY);
  const doors = createJobDoors(
    { clientFor, clientToken: partnerTokens(config), log },
    toWorkers(questions, wiring.served.home),
  );
  return (time) => pollJobs({ ...work(time), ...time, doors });
}
