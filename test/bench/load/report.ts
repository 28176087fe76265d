import { writesAllowed } from '../runs/count.ts';
import { inWords, type Row, textTable } from '../text-table.ts';
import type { Count } from './calls.ts';
import type { LoadResult } from './run.ts';
import { KINDS } from './watch.ts';

/** One table per part: what people waited for, what it took, what it cost; budgets of the design beside the figures. */
export function describe(title: string, result: LoadResult): string {
  const { executions, events, minutesUntilQuiet, cards, lost } = result;
  const quiet = `nothing left to do after ${minutesUntilQuiet} min`;
  const others = executions > cards.count ? ` (digests stand for ${inWords(executions - cards.count)} more)` : '';
  const all = `the last of ${inWords(cards.count)} cards after ${seconds(cards.lastAfterMs)}${others}`;
  return [
    `\n${title}: ${inWords(executions)} executions, ${inWords(events)} events; ${all}, ${quiet}`,
    textTable(['lag, in Slack’s time', 'events', 'median', 'p95', 'max'], lagRows(result)),
    '',
    textTable(['calls', 'in all', 'per 1,000 executions', 'capacity units', 'budget'], callRows(result)),
    '',
    textTable(['effort', 'measured', 'note'], effortRows(result)),
    '',
    lost.length === 0
      ? '  nothing lost'
      : `  LOST (${lost.length}):\n${lost
          .slice(0, 10)
          .map((one) => `    ${one}`)
          .join('\n')}`,
  ].join('\n');
}

function lagRows({ lagsMs }: LoadResult): Row[] {
  return KINDS.map((kind) => {
    const { count, medianMs, p95Ms, maxMs } = spread(lagsMs[kind]);
    return [kind, count, seconds(medianMs), seconds(p95Ms), seconds(maxMs)];
  });
}

function callRows(result: LoadResult): Row[] {
  const { calls, executions } = result;
  const row = (name: string, { count, table, index, refused }: Count, budget = ''): Row => {
    const units = table + index + refused;
    return [name, count, (count / executions) * 1_000, units === 0 ? '' : unitWords(table, index, refused), budget];
  };
  const all = (prefix: string, by?: string) => calls.total(prefix, by);
  const each = (service: string) =>
    calls.operations(service).map((name) => row(`  ${name.split(':')[1]}`, calls.of(name)));
  const slackBudget = `${inWords(8 * executions)} (8 per execution)`;
  return [
    row('Slack', all('slack:'), slackBudget),
    ...each('slack:'),
    row('DynamoDB', all('dynamodb:')),
    ...each('dynamodb:'),
    ['  state writes', writesOf(result), perThousand(writesOf(result), executions), '', writeBudget(result)],
    row(
      'CodePipeline, event path',
      all('codepipeline:', 'pipeline-events'),
      `${inWords(3 * executions)} (3 per execution)`,
    ),
    row(
      'CodePipeline, sweep',
      all('codepipeline:', 'schedule'),
      `${inWords(result.sweepReadsAllowed)} (by minute and mode)`,
    ),
    ...each('codepipeline:'),
    row('why the table is called', all('store:')),
    ...each('store:'),
  ];
}

const perThousand = (count: number, executions: number) => (count / executions) * 1_000;
const writesOf = ({ calls }: LoadResult) =>
  calls.total('dynamodb:UpdateItem').count + calls.total('dynamodb:PutItem').count;

function writeBudget({ calls, events }: LoadResult): string {
  const allowed = writesAllowed(events, calls.total('slack:chat.').count, calls.of('slack:chat.update').count);
  return `${inWords(allowed)} (1 per event, 2 per delivery, 1 per slot)`;
}

function unitWords(table: number, index: number, refused: number): string {
  const parts = [index > 0 ? `${inWords(index)} index` : '', refused > 0 ? `${inWords(refused)} refused` : ''];
  const besides = parts.filter((part) => part !== '').join(', ');
  return `${inWords(table + index + refused)}${besides === '' ? '' : ` (${besides})`}`;
}

function effortRows(result: LoadResult): Row[] {
  const { lambda, events, wallMs, ownMs, cpuMs, heap, residentMostMb, refused, worldMs, cores } = result;
  const world = Object.entries(worldMs).map(([part, ms]) => `${part} ${inWords(ms / 1_000)} s`);
  const [first, ...rest] = heap.map(({ mb }) => mb);
  const most = Math.max(first ?? 0, ...rest);
  return [
    ['Slack refused', `${refused.onPurpose} + ${refused.tooFast}`, 'on purpose + because we were too fast'],
    [
      'invocations',
      lambda.invocations,
      `${lambda.retries} retries, ${lambda.timeOuts} time-outs, ${lambda.expired} expired in the queue`,
    ],
    ['at once, at most', lambda.mostAtOnce, `${lambda.containers} containers; the account's limit is 1,000`],
    ['Lambda GB-s', lambda.gigabyteSeconds, `${inWords(lambda.busyMs / lambda.invocations)} ms per invocation`],
    [
      'events a second',
      (events / wallMs) * 1_000,
      `real time: ${seconds(wallMs)} on ${cores} cores, ${seconds(cpuMs)} of CPU`,
    ],
    ['own ms per event', ownMs / events, `without the world around: ${world.join(', ')}`],
    [
      'heap, MB',
      most,
      `${heap.map(({ minute, mb }) => `${Math.round(mb)} at ${minute}`).join(', ')} min; with both emulators and the table`,
    ],
    ['resident, MB', residentMostMb, 'of the whole process, at most'],
  ];
}

/** For .bench/results.json: the same figures, in bare numbers. */
export function figures({ calls, lagsMs, ...rest }: LoadResult) {
  return {
    ...rest,
    lags: Object.fromEntries(KINDS.map((kind) => [kind, spread(lagsMs[kind])])),
    calls: Object.fromEntries(calls.operations().map((name) => [name, calls.of(name)])),
  };
}

function spread(valuesMs: readonly number[]) {
  const sorted = valuesMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, medianMs: at(0.5), p95Ms: at(0.95), maxMs: sorted.at(-1) ?? 0 };
}

const seconds = (ms: number) => `${inWords(Math.round(ms / 100) / 10)} s`;
