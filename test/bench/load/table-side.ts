import { startLocalTable } from '../../support/local-table.ts';
import { NO_UNITS, type Units } from './calls.ts';
import { type Answered, type Command, createMemoryTable } from './memory-table.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Where the stores' commands go. */
export interface TableSide {
  readonly name: 'memory' | 'dynalite';
  send(command: Command): Answered | Promise<Answered>;
  stop(): Promise<void>;
}

export function memorySide(stopwatch: Stopwatch): TableSide {
  const table = createMemoryTable();
  return {
    name: 'memory',
    send: (command) => stopwatch.time('table', () => table.send(command)),
    stop: async () => undefined,
  };
}

/** Through the official client to dynalite, on a socket, as the contract tests have it. */
export async function dynaliteSide(now: () => number): Promise<TableSide> {
  const { table, stop } = await startLocalTable(now);
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: 'dynalite',
    /** One after the other, in the order of virtual time, so that a run is the same every time. */
    send(command) {
      Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = last.then(() => table.client.send(command as never));
      last = answer.catch(() => undefined);
      return answer.then((given: object) => ({ answer: given, units: unitsOf(given) }));
    },
    stop,
  };
}

/** dynalite does not count what the index costs, and says nothing of refused writes. */
function unitsOf(answer: object): Units {
  const { ConsumedCapacity: capacity } = answer as { ConsumedCapacity?: { CapacityUnits?: number } };
  return { ...NO_UNITS, table: capacity?.CapacityUnits ?? 0 };
}
