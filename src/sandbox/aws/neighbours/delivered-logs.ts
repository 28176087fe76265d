import type { LogStream } from './log-streams.ts';

/** The log groups of the stack that rules deliver events to. Only EventBridge writes there: no call does. */
export interface DeliveredLogs {
  /** @returns false when this target is no log group of the stack */
  take(arn: string, event: unknown): boolean;
  streams(): LogStream[];
  /** names, those without a line too */
  groups(): string[];
}

/** @param groups those of the stack, by name and ARN */
export function createDeliveredLogs(
  groups: readonly { name: string; arn: string }[],
  deps: { now: () => number; newId: () => string },
): DeliveredLogs {
  const streams = new Map<string, LogStream>();
  return {
    take(arn, event) {
      // A rule names the group with or without the `:*` that stands for its streams.
      const plain = arn.replace(/:\*$/, '');
      const group = groups.find((one) => one.arn.replace(/:\*$/, '') === plain)?.name;
      if (group === undefined) return false;
      const known = streams.get(group) ?? { group, stream: deps.newId(), lines: [] };
      streams.set(group, known);
      known.lines.push({ atMs: deps.now(), text: JSON.stringify(event) });
      return true;
    },
    streams: () => [...streams.values()],
    groups: () => groups.map(({ name }) => name),
  };
}
