import { availableParallelism } from 'node:os';
import { heapMb, residentMb } from './heap.ts';
import { whatIsLost } from './nothing-lost.ts';
import { createLoadWorld, type Load, MINUTE_MS, START } from './world.ts';

/** Nothing may take longer; what is not true then never becomes true. */
const AT_MOST_MINUTES = 240;
/** Minutes between two looks at the memory: each look costs a collection. */
const LOOK_EVERY = 3;

/** Runs one load until nobody has anything left to do, and checks that nothing was lost. */
export async function runLoad(load: Load) {
  const executions = load.pipelines * load.executionsEach;
  const world = await createLoadWorld(load);
  const heap: { minute: number; mb: number }[] = [{ minute: 0, mb: heapMb() }];
  let residentMostMb = residentMb();
  let looksMs = 0;
  const began = performance.now();
  const cpu = process.cpuUsage();

  await world.start();
  let minute = 0;
  let isDone = false;
  while (!isDone && minute < AT_MOST_MINUTES) {
    minute += 1;
    await world.time.runUntil(START + minute * MINUTE_MS - 1);
    residentMostMb = Math.max(residentMostMb, residentMb());
    isDone = world.lambda.isIdle() && (await nobodyHasToLook(world));
    if (minute % LOOK_EVERY !== 0 && !isDone) continue;
    const before = performance.now();
    heap.push({ minute, mb: heapMb() });
    looksMs += performance.now() - before;
  }

  const { user, system } = process.cpuUsage(cpu);
  const wallMs = performance.now() - began - looksMs;
  const lost = isDone
    ? await whatIsLost(world, executions)
    : [`after ${minute} minutes there is still something to do`, ...(await whatIsLost(world, executions))];
  await world.stop();
  return {
    load,
    executions,
    events: world.events(),
    minutesUntilQuiet: minute,
    wallMs,
    /** of all threads; the collector's too */
    cpuMs: (user + system) / 1_000 - looksMs,
    worldMs: world.stopwatch.spentMs,
    ownMs: wallMs - world.stopwatch.total(),
    heap,
    residentMostMb,
    cores: availableParallelism(),
    lambda: { ...world.lambda.tally, gigabyteSeconds: world.lambda.gigabyteSeconds() },
    calls: world.calls,
    sweepReadsAllowed: world.sweepReadsAllowed(),
    lagsMs: world.watch.lagsMs,
    refused: world.slack.refused,
    cards: cardsOf(world),
    lost,
  };
}

export type LoadResult = Awaited<ReturnType<typeof runLoad>>;
type World = Awaited<ReturnType<typeof createLoadWorld>>;

/** Executions can end long after their last card; every one that waits for anything is in the index of what is due. */
async function nobodyHasToLook({ books }: World): Promise<boolean> {
  return (await books.due(Number.MAX_SAFE_INTEGER, 1)).length === 0;
}

/** How soon the channels had their cards. */
function cardsOf({ slack, watch }: World): { count: number; lastAfterMs: number } {
  const posted = slack.messages().filter(({ key }) => watch.isCard(key));
  return { count: posted.length, lastAfterMs: Math.max(0, ...posted.map(({ postedAt }) => postedAt - START)) };
}
