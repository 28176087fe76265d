import { CreatePipelineCommand, ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { expect, it } from 'vitest';
import { kindsOf } from '../../../../src/app/jobs/kinds.ts';
import { workJob } from '../../../../src/app/jobs/work-job.ts';
import { parseJobEvent } from '../../../../src/aws/job-event.ts';
import { OperationId, RunKey, UserId } from '../../../../src/domain/ids.ts';
import { readChangelog, readNotify, readQuestion, readWait } from '../../../../src/policy/job-parameters.ts';
import { askingPipeline, invokeAction } from '../../../support/asking-pipeline.ts';
import { createOperationWorld } from '../../../support/operation-world.ts';

const MINUTE = 60_000;
const OPTIONS = [{ value: 'eu-west-1', label: 'Europe' }];
const parameters = { ask: readQuestion({}), notify: readNotify, wait: readWait, changelog: readChangelog };

/** A pipeline that asks, in virtual time: each job that CodePipeline calls the function with is worked on. */
async function asking() {
  const bot = createOperationWorld();
  const { world, service, client } = bot;
  const calls: object[] = [];
  service.connect({
    origin: 'http://127.0.0.1',
    invoke: (_name, event) => {
      calls.push(event);
      return 'invoked';
    },
  });
  const work = async () => {
    for (const event of calls.splice(0)) {
      const deps = bot.deps();
      const all = { ...deps, parameters, calls: await deps.jobCalls(), functionRuns: async () => [] };
      const story = workJob({ ...all, kinds: kindsOf(all) }, parseJobEvent(event, 'eu-west-1'));
      await Promise.all([story, world.runUntil(world.now() + 5_000)]);
      jobs++;
    }
  };
  let jobs = 0;
  const pipeline = askingPipeline('shop-web', invokeAction({ ask: 'Which region first?', options: OPTIONS }));
  await client.send(new CreatePipelineCommand({ pipeline }));
  for (let second = 0; second < 180 && calls.length === 0; second++) {
    await world.runUntil(world.now() + 1_000);
    await bot.followEvents();
  }
  await work();
  return { bot, work, jobs: () => jobs };
}

async function runOf({ client }: ReturnType<typeof createOperationWorld>) {
  const { actionExecutionDetails = [] } = await client.send(
    new ListActionExecutionsCommand({ pipelineName: 'shop-web' }),
  );
  return actionExecutionDetails.find(({ actionName }) => actionName === 'Question');
}

it('a question is waited for through 23 hours, job after job, in one message, and the answer goes to the job that is alive then', async () => {
  const { bot, work, jobs } = await asking();
  const began = bot.world.now();
  while (bot.world.now() < began + 23 * 60 * MINUTE) {
    await bot.world.runUntil(bot.world.now() + 14 * MINUTE);
    await bot.sweep();
    await bot.world.runUntil(bot.world.now() + MINUTE);
    await bot.sweep();
    await bot.world.runUntil(bot.world.now() + 40_000);
    await work();
  }
  expect((await runOf(bot))?.status).toBe('InProgress');
  expect(jobs()).toBeGreaterThan(80);
  const [stored] = bot.executions.all().filter(({ execution }) => Object.keys(execution.jobs).length > 0);
  const [run] = Object.keys(stored?.execution.jobs ?? {});
  if (!stored || run === undefined) throw new Error('No job is alive');
  const now = bot.world.now();

  await bot.perform({
    v: 1,
    operationId: OperationId('answer-after-23-hours'),
    actor: { userId: UserId('U0BEN') },
    origin: { surface: 'button' },
    ask: {
      kind: 'deed',
      deed: {
        kind: 'answer',
        target: { ...stored.execution.ref, stage: 'Ask', action: 'Question', run: RunKey(run) },
        given: { value: 'eu-west-1', inputs: {} },
        comment: '',
      },
    },
    requestedAt: new Date(now).toISOString(),
    notAfter: new Date(now + 15 * MINUTE).toISOString(),
  });

  expect(await runOf(bot)).toMatchObject({ status: 'Succeeded', output: { outputVariables: { answer: 'eu-west-1' } } });
  expect(bot.slack.messages.filter(({ text }) => text.startsWith('question'))).toHaveLength(1);
}, 60_000);
