import type { BenchResult } from '../bench.ts';
import { thousandAtOnce } from '../load/thousand.ts';
import { greenRunWorld } from '../runs/recordings.ts';
import { inWords, type Row, textTable } from '../text-table.ts';
import { PRICES } from './prices.ts';
import { priceOf, type Usage, usageOf } from './usage.ts';

/** What a thousand executions cost, from what the other benches counted: one after the other, and all at one moment. */
export async function money(): Promise<BenchResult> {
  const burst = await thousandAtOnce();
  const one = await greenRunWorld('in real bursts');
  const ownMs = burst.ownMs / burst.lambda.invocations;
  const usages: Record<string, Usage> = {
    'one after the other': usageOf(one.calls, one.lambda.tally, 1_000, ownMs),
    'all at one moment': usageOf(burst.calls, burst.lambda, 1_000 / burst.executions, ownMs),
  };
  console.log(`\nMoney for 1,000 executions, US dollars at the prices of ${PRICES.notedOn} in us-east-1, no free tier`);
  console.log(textTable(['', ...Object.keys(usages)], rowsOf(Object.values(usages))));
  console.log(
    `  EventBridge: nothing for events of CodePipeline, ${inWords(PRICES.eventBridgeOwnEvent * 1e6)} for a million of our own.\n` +
      '  Each green run is taken with the twenty minutes of sweeps after it. Logs and storage are left out.',
  );
  return { results: { usages, prices: PRICES }, problems: [] };
}

function rowsOf(usages: readonly Usage[]): Row[] {
  const prices = usages.map(priceOf);
  const units = (name: keyof Usage, words: string): Row => [words, ...usages.map((usage) => usage[name])];
  const paid = Object.keys(prices[0] ?? {}).map(
    (name): Row => [name, ...prices.map((price) => cents(price[name] ?? 0))],
  );
  const sums = prices.map((price) => cents(Object.values(price).reduce((sum, dollars) => sum + dollars, 0)));
  return [
    units('gigabyteSeconds', 'GB-seconds'),
    units('invocations', 'invocations'),
    units('writeUnits', 'write units'),
    units('readUnits', 'read units'),
    ...paid,
    ['all of it', ...sums],
  ];
}

const cents = (dollars: number) => `$${dollars.toFixed(4)}`;
