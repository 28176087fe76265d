import { describe, expect, it } from 'vitest';
import type { JobCalls, TakenJob } from '../../../../src/app/job-ports.ts';
import type { JobKind } from '../../../../src/app/jobs/job-kind.ts';
import { workJob } from '../../../../src/app/jobs/work-job.ts';
import { RunKey } from '../../../../src/domain/ids.ts';
import type { LiveJob } from '../../../../src/domain/job.ts';
import { SHOP } from '../../../support/builders.ts';
import { createMemoryExecutions } from '../../../support/memory-executions.ts';
import { silentLog } from '../../../support/memory-slack.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const RUN = RunKey('0123456789abcdef');
const ACTION = { ...SHOP, stage: 'Ask', action: 'Ticket', run: RUN };

interface Desk {
  open(title: string, key: string): Promise<string>;
  isClosed(id: string): Promise<boolean>;
}

/** The example of src/app/jobs/README.md. */
function ticketKind(desk: Desk): JobKind {
  return {
    key: 'ticket',
    read: ({ ticket }) =>
      typeof ticket !== 'string'
        ? { fault: 'ticket: a title was expected' }
        : async ({ action, token }) => {
            const id = token ?? (await desk.open(ticket, action.run));
            return (await desk.isClosed(id))
              ? { kind: 'success', variables: { ticket: id }, details: { summary: `${id} is closed` } }
              : { kind: 'continue', afterMs: 5 * 60_000, token: id, details: { summary: `Waits for ${id}` } };
          },
  };
}

/** A desk of which one ticket for each run is kept, and a CodePipeline that writes down what it is told. */
function aWorld() {
  const tickets = new Map<string, string>();
  const closed = new Set<string>();
  const told: unknown[] = [];
  const desk: Desk = {
    open: async (_title, key) => {
      const id = tickets.get(key) ?? `OPS-${tickets.size + 1}`;
      tickets.set(key, id);
      return id;
    },
    isClosed: async (id) => closed.has(id),
  };
  const note = async (...said: unknown[]) => {
    told.push(said);
    return { kind: 'done' as const };
  };
  const calls: JobCalls = {
    actionOf: async () => ACTION,
    succeed: (_job, variables) => note('succeed', variables),
    proceed: (_job, token) => note('proceed', token),
    fail: (_job, type, message) => note('fail', type, message),
  };
  const executions = createMemoryExecutions(() => NOW);
  const parked = async (): Promise<LiveJob | undefined> => (await executions.get(SHOP))?.execution.jobs[RUN];
  const work = (job: Partial<TakenJob>, kinds: readonly JobKind[] = [ticketKind(desk)]) =>
    workJob(
      { calls, kinds, executions, functionRuns: async () => [], log: silentLog, now: () => NOW },
      {
        door: 'invoke',
        id: 'job-1',
        account: SHOP.account,
        region: SHOP.region,
        configuration: { UserParameters: '{"ticket":"Change request"}' },
        ...job,
      },
    );
  return { tickets, closed, told, parked, work };
}

describe('work of a kind of one’s own', () => {
  it('is kept with its token until it is to be looked at again', async () => {
    const { work, parked, told } = aWorld();

    await work({});

    expect(await parked()).toMatchObject({ id: 'job-1', continueAt: NOW + 5 * 60_000 });
    expect(told).toEqual([]);
  });

  it('goes on where it stood, and is told when it is done', async () => {
    const { work, parked, closed, told, tickets } = aWorld();
    await work({});
    const token = (await parked())?.token ?? '';
    closed.add('OPS-1');

    await work({ id: 'job-2', token });

    expect(told).toEqual([['succeed', { ticket: 'OPS-1' }]]);
    expect(tickets.size).toBe(1);
  });

  it('does not do twice what a second delivery of the same job asks for', async () => {
    const { work, tickets } = aWorld();

    await work({});
    await work({});

    expect(tickets.size).toBe(1);
  });

  it('fails at once with the field and what was expected', async () => {
    const { work, told } = aWorld();

    await work({ configuration: { UserParameters: '{"ticket":7}' } });

    expect(told).toEqual([['fail', 'ConfigurationError', 'ticket: a title was expected']]);
  });
});

describe('a job whose work throws', () => {
  const broken: JobKind = {
    key: 'ticket',
    read: () => () => Promise.reject(new Error('the desk is closed')),
  };

  it('is continued, so that it is never left hanging, and fails after the fifth time', async () => {
    const { work, told } = aWorld();
    let token: string | undefined;
    for (let attempt = 0; attempt < 5; attempt++) {
      await work(token === undefined ? {} : { token }, [broken]);
      const [kind, said] = told.at(-1) as [string, string];
      if (kind === 'proceed') token = said;
    }

    expect(told.map((said) => (said as unknown[])[0])).toEqual(['proceed', 'proceed', 'proceed', 'proceed', 'fail']);
  });
});
