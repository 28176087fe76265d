import { describe, expect, it } from 'vitest';
import type { FailureRef } from '../../../../src/app/ports.ts';
import type { SweepDeps } from '../../../../src/app/sweep.ts';
import { type ExplainDeps, explainFailure } from '../../../../src/app/why/explain-failure.ts';
import { type LogWindow, ServiceRefusal } from '../../../../src/app/why/ports.ts';
import { ExecutionId, TeamId, UserId } from '../../../../src/domain/ids.ts';
import { drawMessage } from '../../../../src/slack/views/message.ts';
import { action, at, pipeline, SHOP, stage } from '../../../support/builders.ts';
import { createDeliveryWorld, START } from '../../../support/delivery-world.ts';
import { memberOf } from '../../../support/person.ts';

const TEAM = TeamId('T0SIGNALBX');
const DANA = UserId('U0DANA');
const LOG = ['Running command npm test', 'AssertionError: expected 41.9 to be 37', 'PASSWORD=hunter2hunter2'].join(
  '\n',
);

const failedRun = () => [
  pipeline('running', 0),
  stage('Build', 'running', 0),
  action('Build', 'Compile', 'running', 0, 'run-b', { startedAt: at(0), provider: 'CodeBuild' }),
  action('Build', 'Compile', 'failed', 20, 'run-b', {
    startedAt: at(0),
    provider: 'CodeBuild',
    error: { text: 'Build terminated' },
  }),
  stage('Build', 'failed', 20, 0),
  pipeline('failed', 20),
];

interface Answers {
  /** how long each service takes */
  readonly causeMs?: number;
  readonly authorsMs?: number;
  /** what the log holds each time that somebody looks; the last stays */
  readonly logs?: readonly (string | undefined | ServiceRefusal)[];
  readonly quiet?: boolean;
}

/** A failure that is looked into through the bus, in virtual time. */
function explained({ causeMs = 200, authorsMs = 100, logs = [LOG], quiet = false }: Answers = {}) {
  const wanted: FailureRef[] = [];
  const left = [...logs];
  const delivery = createDeliveryWorld({
    waitMs: 4_500,
    async want(failure) {
      wanted.push(failure);
      world.schedule(world.now() + 300, () => delivery.during((deps) => explainFailure(toExplain(deps), failure)));
      return true;
    },
  });
  const { world } = delivery;
  delivery.slack.messenger.draw = drawMessage;

  async function end(): Promise<LogWindow | undefined> {
    const next = left.length > 1 ? left.shift() : left[0];
    if (next instanceof ServiceRefusal) throw next;
    return next === undefined ? undefined : { text: next, times: next.split('\n').map(() => 1), firstLine: 1 };
  }

  function toExplain(deps: SweepDeps): ExplainDeps {
    const past = {
      executionId: SHOP.executionId,
      status: 'Failed',
      revisions: [{ action: 'App', revisionId: 'c0ffee' }],
    };
    return {
      ...deps,
      reads: {
        ...deps.reads,
        history: async () => ({ executions: [past] }),
        authors: async () => {
          await world.sleep(authorsMs);
          return [
            { kind: 'author', revisionId: 'c0ffee', value: { name: 'Dana Reyes', email: 'dana@railway.example' } },
          ];
        },
      },
      people: {
        find: async (user) => memberOf(TEAM, user, {}),
        directChannel: async () => undefined,
        members: async () => new Set(),
        byEmail: async (email) => (email === 'dana@railway.example' ? DANA : undefined),
      },
      runs: {
        failedIn: async () => [],
        recent: async () => [
          { executionId: ExecutionId(SHOP.executionId), action: 'Compile', ended: 'failed', at: at(20) },
        ],
      },
      explainers: () => async () => {
        await world.sleep(causeMs);
        return { text: 'npm test ended with exit status 1', log: { ...SHOP, group: 'g', stream: 's' } };
      },
      logs: { end, search: async () => undefined, link: () => undefined },
      preferences: { withoutMentions: async () => new Set(quiet ? [DANA] : []), setMentions: async () => undefined },
    };
  }

  const told = () => delivery.slack.messages.map(({ text }) => text);
  const failures = () =>
    delivery.slack.messages.filter(({ text }) => /^Build failed in/.test(text) && !/new here/.test(text));
  const stored = async () => JSON.stringify(await delivery.executions.get(SHOP));
  for (const event of failedRun()) delivery.deliver(event, Date.parse(event.observation.at) - START);
  return { ...delivery, wanted, told, failures, stored };
}

describe('a failure that is looked into', () => {
  it('is told as soon as all is known, with why, and is asked about once though three events tell of it', async () => {
    const { run, failures, wanted } = explained();

    await run(3);

    expect(wanted).toHaveLength(1);
    expect(failures().map(({ text }) => text)).toEqual([expect.stringContaining('npm test ended with exit status 1')]);
    expect(Number(failures()[0]?.ts)).toBeLessThanOrEqual(START / 1000 + 23);
  });

  it('is told after five seconds at most when a provider answers after thirty, and is completed then', async () => {
    const { run, failures, slack } = explained({ causeMs: 25_000 });
    const texts: string[] = [];
    const { update } = slack.messenger;
    slack.messenger.update = async (message) => {
      texts.push(message.drawing.text);
      return update(message);
    };

    await run(3);

    expect(failures()).toHaveLength(1);
    expect(Number(failures()[0]?.ts) - START / 1000 - 20).toBeLessThanOrEqual(5.5);
    expect(failures()[0]?.text).toContain('npm test ended with exit status 1');
    expect(texts.some((text) => text.includes('npm test ended with exit status 1'))).toBe(true);
  });

  it('mentions nobody twice: who was known in time is in the reply, who was learned later gets one line', async () => {
    const inTime = explained();
    await inTime.run(3);
    expect(inTime.told().filter((text) => /new here/.test(text))).toEqual([]);

    const late = explained({ authorsMs: 12_000 });
    await late.run(3);
    expect(late.told().filter((text) => /<@U0DANA>: new here/.test(text))).toHaveLength(1);

    const off = explained({ authorsMs: 12_000, quiet: true });
    await off.run(3);
    expect(off.told().filter((text) => /new here/.test(text))).toEqual([]);
  });

  it('keeps nothing of a secret, not even in the store', async () => {
    const { run, stored } = explained();

    await run(3);

    expect(await stored()).toContain('AssertionError: expected 41.9 to be 37');
    expect(await stored()).not.toContain('hunter2');
  });

  it('waits for a log that comes a moment after its build, and says when there is none', async () => {
    const comes = explained({ logs: [undefined, '', LOG] });
    await comes.run(3);
    expect(await comes.stored()).toContain('AssertionError');

    const never = explained({ logs: [undefined] });
    await never.run(3);
    expect(await never.stored()).toContain('"kind":"no_log"');

    const empty = explained({ logs: ['\n\n'] });
    await empty.run(3);
    expect(await empty.stored()).toContain('"kind":"empty_log"');
  });

  it('notes which right is missing', async () => {
    const refusal = new ServiceRefusal({ kind: 'forbidden', permission: 'logs:GetLogEvents' });
    const { run, stored, failures } = explained({ logs: [refusal] });

    await run(3);

    expect(await stored()).toContain('"permission":"logs:GetLogEvents"');
    expect(failures()).toHaveLength(1);
  });
});
