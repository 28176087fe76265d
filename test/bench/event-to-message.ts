import type { BenchResult } from './bench.ts';
import { DELAYS, type Delays, delayWords } from './functions/delays.ts';
import { bareRoundTrips } from './functions/floor.ts';
import { type FunctionProcess, startFunction } from './functions/function-process.ts';
import { inSequence, type RemoteCall, type Remotes, startRemotes } from './functions/remotes.ts';
import { MOMENTS, type Moment, type Told, tellEvents } from './functions/told-events.ts';
import { spreadOf } from './spread.ts';
import { inWords, type Row, textTable } from './text-table.ts';

const ROUNDS = 9;
/** A first card waits for the burst it comes in, a redrawn one for more of it, also where it tells of a failure, whose reply comes after
 * it; an approval waits for nobody (app/keep-deps.ts). */
const ON_PURPOSE_MS: Readonly<Record<Moment, number>> = {
  'first event': 300,
  'later event': 1_000,
  failure: 1_000,
  approval: 0,
};

interface Measured {
  readonly ms: number[];
  readonly floorMs: number[];
  path: readonly RemoteCall[];
}

/** From the moment when Lambda has an event to the moment when Slack has the message: `pipeline-events`, warm, and cold for the first. */
export async function eventToMessage(): Promise<BenchResult> {
  const told = await tellEvents();
  const remotes = await startRemotes(told.service);
  const results: Record<string, unknown> = {};
  try {
    for (const delays of DELAYS) {
      const measured = await measure(remotes, told, delays);
      console.log(`\nEvent to message, ${delayWords(delays)}: ${ROUNDS} rounds; ms`);
      console.log(textTable(['', 'median', 'p95', 'waited', 'floor', 'ratio to it', 'in sequence'], rowsOf(measured)));
      if (delays === DELAYS[0])
        for (const [name, { path }] of measured) console.log(`  ${name}: ${path.map((one) => one.name).join(' → ')}`);
      results[delayWords(delays)] = Object.fromEntries([...measured].map(([name, one]) => [name, figuresOf(one)]));
    }
  } finally {
    await remotes.stop();
  }
  console.log(
    '  Waited on purpose, so that a burst is drawn once. The floor is one write of the table and one to Slack.',
  );
  return { results, problems: [] };
}

async function measure(remotes: Remotes, told: Told, delays: Delays): Promise<Map<string, Measured>> {
  const measured = new Map<string, Measured>();
  remotes.delay(delays);
  await bareRoundTrips(remotes, ['aws', 'slack']); // opens the connections
  const warm = startFunction('pipeline-events', remotes);
  try {
    for (const moment of MOMENTS) await once(remotes, told, moment, warm); // warms it up
    for (let round = 0; round < ROUNDS; round++) {
      const floorMs = await bareRoundTrips(remotes, ['aws', 'slack']);
      const note = (name: string, { ms, path }: { ms: number; path: readonly RemoteCall[] }) => {
        const known = measured.get(name) ?? { ms: [], floorMs: [], path: [] };
        measured.set(name, { ms: [...known.ms, ms], floorMs: [...known.floorMs, floorMs], path });
      };
      note('first event, cold', await cold(remotes, told));
      for (const moment of MOMENTS) note(moment, await once(remotes, told, moment, warm));
    }
  } finally {
    warm.stop();
  }
  return measured;
}

async function cold(remotes: Remotes, told: Told) {
  await remotes.forgetPace();
  remotes.takeCalls();
  const began = performance.now();
  const fresh = startFunction('pipeline-events', remotes);
  try {
    await fresh.invoke(told.of('first event').event);
    return upToTheMessage(remotes.takeCalls(), began);
  } finally {
    fresh.stop();
  }
}

async function once(remotes: Remotes, told: Told, moment: Moment, container: FunctionProcess) {
  const { before, event } = told.of(moment);
  for (const one of before) await container.invoke(one);
  await remotes.forgetPace();
  remotes.takeCalls();
  const began = performance.now();
  await container.invoke(event);
  return upToTheMessage(remotes.takeCalls(), began);
}

/** What comes after the message keeps nobody waiting. */
function upToTheMessage(calls: readonly RemoteCall[], began: number) {
  const sent = calls.find(({ name }) => name.startsWith('slack:chat.'));
  if (!sent) throw new Error(`No message was sent, but ${calls.map(({ name }) => name).join(', ')}`);
  return { ms: sent.endedAt - began, path: calls.filter(({ endedAt }) => endedAt <= sent.endedAt) };
}

function rowsOf(measured: ReadonlyMap<string, Measured>): Row[] {
  return [...measured].map(([name, { ms, floorMs, path }]) => {
    const [spread, floor] = [spreadOf(ms), spreadOf(floorMs)];
    const waited = MOMENTS.find((moment) => name.startsWith(moment));
    const waitedMs = waited === undefined ? 0 : ON_PURPOSE_MS[waited];
    const ratio = (spread.median - waitedMs) / floor.median;
    return [name, spread.median, spread.p95, inWords(waitedMs), inWords(floor.median), ratio, inSequence(path)];
  });
}

function figuresOf({ ms, floorMs, path }: Measured) {
  return { ms: spreadOf(ms), floorMs: spreadOf(floorMs), calls: path.map(({ name }) => name) };
}
