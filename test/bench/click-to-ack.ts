import type { BenchOptions, BenchResult } from './bench.ts';
import { aClick } from './functions/click.ts';
import { DELAYS, type Delays, delayWords } from './functions/delays.ts';
import { bareRoundTrips } from './functions/floor.ts';
import { startFunction } from './functions/function-process.ts';
import { inSequence, type RemoteCall, type Remotes, startRemotes } from './functions/remotes.ts';
import { processMs, versionOf } from './process-time.ts';
import { spreadOf } from './spread.ts';
import { inWords, type Row, textTable } from './text-table.ts';

const ROUNDS = 15;
/** Clicks before the warm one: what is made at the second call is warm at the third. */
const WARMING = 2;
/** Round trips in sequence before the answer. */
const BUDGET = { cold: 2, warm: 1 } as const;

interface Measured {
  readonly floorMs: number[];
  readonly ackMs: number[];
  calls: readonly RemoteCall[];
}

/** A signed click into `slack-requests`, in a fresh process and in a warm one, until Slack has its answer. */
export async function clickToAck({ nodes }: BenchOptions): Promise<BenchResult> {
  const results: Record<string, unknown> = {};
  const problems: string[] = [];
  const remotes = await startRemotes();
  try {
    for (const node of nodes) {
      for (const delays of DELAYS) {
        const measured = await measure(remotes, delays, node);
        const title = `Node ${versionOf(node)}, ${delayWords(delays)}`;
        console.log(`\nClick to ack, ${title}: ${ROUNDS} rounds; ms`);
        console.log(textTable(['', 'median', 'p95', 'floor', 'ratio to it', 'in sequence', 'calls'], rowsOf(measured)));
        results[title] = Object.fromEntries(Object.entries(measured).map(([name, one]) => [name, figuresOf(one)]));
        problems.push(...tooMany(measured));
      }
    }
  } finally {
    await remotes.stop();
  }
  console.log(
    '  The floor of a cold click is a bare process and its round trips, of a warm one its round trips alone.',
  );
  return { results, problems };
}

async function measure(remotes: Remotes, delays: Delays, node: string): Promise<Record<'cold' | 'warm', Measured>> {
  const cold: Measured = { floorMs: [], ackMs: [], calls: [] };
  const warm: Measured = { floorMs: [], ackMs: [], calls: [] };
  remotes.delay(delays);
  await bareRoundTrips(remotes, ['aws']); // opens the connection
  for (let round = 0; round < ROUNDS; round++) {
    cold.floorMs.push(processMs(node) + (await bareRoundTrips(remotes, ['aws', 'aws'])));
    warm.floorMs.push(await bareRoundTrips(remotes, ['aws']));
    remotes.takeCalls();
    const began = performance.now();
    const requests = startFunction('slack-requests', remotes, node);
    await requests.invoke(aClick());
    cold.ackMs.push(performance.now() - began);
    cold.calls = remotes.takeCalls();
    for (let count = 0; count < WARMING; count++) await requests.invoke(aClick());
    remotes.takeCalls();
    const click = aClick();
    const clickedAt = performance.now();
    await requests.invoke(click);
    warm.ackMs.push(performance.now() - clickedAt);
    warm.calls = remotes.takeCalls();
    requests.stop();
  }
  return { cold, warm };
}

function rowsOf(measured: Record<'cold' | 'warm', Measured>): Row[] {
  return Object.entries(measured).map(([name, { ackMs, floorMs, calls }]) => {
    const [ack, floor] = [spreadOf(ackMs), spreadOf(floorMs)];
    const sequence = calls.map((call) => call.name).join(' → ');
    return [name, ack.median, ack.p95, inWords(floor.median), ack.median / floor.median, inSequence(calls), sequence];
  });
}

function figuresOf({ ackMs, floorMs, calls }: Measured) {
  return { ackMs: spreadOf(ackMs), floorMs: spreadOf(floorMs), calls: calls.map(({ name }) => name) };
}

function tooMany({ cold, warm }: Record<'cold' | 'warm', Measured>): string[] {
  return [
    ...(inSequence(cold.calls) > BUDGET.cold ? [`A cold click makes ${inSequence(cold.calls)} round trips`] : []),
    ...(inSequence(warm.calls) > BUDGET.warm ? [`A warm click makes ${inSequence(warm.calls)} round trips`] : []),
  ];
}
