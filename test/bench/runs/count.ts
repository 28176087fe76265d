import type { RunWorld } from './world.ts';

/** What one execution cost, with what the design allows it. */
export interface RunCount {
  readonly events: number;
  readonly slackCalls: Readonly<Record<string, number>>;
  /** updates and puts of the table by whoever takes in events, refused ones included */
  readonly writes: number;
  readonly writesAllowed: number;
  /** of CodePipeline, by whoever takes in events */
  readonly eventPathReads: Readonly<Record<string, number>>;
  /** of executions; not the list of all pipelines, each quarter of an hour */
  readonly sweepReads: number;
  readonly sweepReadsAllowed: number;
  /** by whoever takes in events and by the sweeps */
  readonly tableReads: number;
  readonly tableWrites: number;
  readonly invocations: number;
  readonly containers: number;
  /** what Slack did not take, and invocations that were given up */
  readonly problems: readonly string[];
}

const EVENTS = 'pipeline-events';
const SWEEP = 'schedule';
export function countOf({ calls, slack, lambda, events, sweepReadsAllowed }: RunWorld): RunCount {
  const total = (prefix: string, by?: string) => calls.total(prefix, by).count;
  const byOperation = (prefix: string, by?: string) =>
    Object.fromEntries(
      calls
        .operations(prefix)
        .map((name) => [name.slice(prefix.length), calls.of(name, by).count])
        .filter(([, count]) => count !== 0),
    );
  const writesBy = (by?: string) => total('dynamodb:UpdateItem', by) + total('dynamodb:PutItem', by);
  const { tooFast } = slack.refused;
  return {
    events: events(),
    slackCalls: byOperation('slack:'),
    writes: writesBy(EVENTS),
    writesAllowed: writesAllowed(events(), total('slack:chat.', EVENTS), total('slack:chat.update', EVENTS)),
    eventPathReads: byOperation('codepipeline:', EVENTS),
    sweepReads: total('codepipeline:', SWEEP) - calls.of('codepipeline:ListPipelines', SWEEP).count,
    sweepReadsAllowed: sweepReadsAllowed(),
    tableReads: total('dynamodb:GetItem') + total('dynamodb:Query'),
    tableWrites: writesBy(),
    invocations: lambda.tally.invocations,
    containers: lambda.tally.containers,
    problems: [...slack.invalid, ...lambda.dead, ...(tooFast > 0 ? [`Slack refused ${tooFast} calls`] : [])],
  };
}

/** One per event, two per delivery to Slack, one per reserved slot: an update takes two, the channel's and the method's. */
export function writesAllowed(events: number, deliveries: number, updates: number): number {
  return events + 2 * deliveries + deliveries + updates;
}

export const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
