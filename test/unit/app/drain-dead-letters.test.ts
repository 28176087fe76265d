import { describe, expect, it } from 'vitest';
import { drainDeadLetters } from '../../../src/app/drain-dead-letters.ts';
import type { DeadLetter } from '../../../src/app/ports.ts';
import { OperationId, UserId } from '../../../src/domain/ids.ts';
import type { OperationRequest } from '../../../src/domain/operation.ts';
import { silentLog } from '../../support/memory-slack.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const MINUTE = 60_000;

const requestedAgo = (minutes: number): DeadLetter => {
  const at = NOON - minutes * MINUTE;
  const request: OperationRequest = {
    v: 1,
    operationId: OperationId(`op-${minutes}`),
    actor: { userId: UserId('U0BEN') },
    origin: { surface: 'command' },
    ask: { kind: 'words', text: 'start shop-web' },
    requestedAt: new Date(at).toISOString(),
    notAfter: new Date(at + 15 * MINUTE).toISOString(),
  };
  return { handle: `h-${minutes}`, kind: 'request', request };
};

async function drained(letters: readonly DeadLetter[], isBusDown = false) {
  const requested: string[] = [];
  const done: string[] = [];
  const left: string[] = [];
  await drainDeadLetters({
    deadLetters: {
      take: async () => letters,
      done: async ({ handle }) => void done.push(handle),
      leave: async ({ handle }) => void left.push(handle),
    },
    queue: {
      async request({ operationId }) {
        if (isBusDown) throw new Error('the bus is down');
        requested.push(operationId);
      },
    },
    now: () => NOON,
    log: silentLog,
  });
  return { requested, done, left };
}

describe('what nobody could deliver', () => {
  it('is asked for once more when a person asked for it: operations carries it out, or says that it is too late', async () => {
    expect(await drained([requestedAgo(4), requestedAgo(30)])).toEqual({
      requested: ['op-4', 'op-30'],
      done: ['h-4', 'h-30'],
      left: [],
    });
  });

  it('is left to people when it could not even be told for an hour', async () => {
    expect(await drained([requestedAgo(76)])).toEqual({ requested: [], done: [], left: ['h-76'] });
  });

  it('is done with when it is an event of CodePipeline or a sweep that died: the next sweep makes it good', async () => {
    expect(await drained([{ handle: 'h', kind: 'made_good' }])).toEqual({ requested: [], done: ['h'], left: [] });
  });

  it('is left where it can be seen when it is of no known form, or sealed by somebody else', async () => {
    expect(await drained([{ handle: 'h', kind: 'other' }])).toEqual({ requested: [], done: [], left: ['h'] });
  });

  it('stays in the queue while the bus does not take it', async () => {
    expect(await drained([requestedAgo(4), { handle: 'h', kind: 'made_good' }], true)).toMatchObject({ done: ['h'] });
  });
});
