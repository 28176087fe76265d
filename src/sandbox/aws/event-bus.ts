import type { Activity } from '../activity.ts';
import type { BusEvent, Clock } from '../ports.ts';
import { matchesPattern } from './event-pattern.ts';
import type { Rule } from './stack.ts';

/** EventBridge: events in, matching rules' targets out. */
export interface EventBus {
  /** @returns whether there is such a bus */
  has(name: string): boolean;
  /** Accepts the event; it is delivered in the next turn of the event loop, to each matching rule's targets, unless a fault
   * befalls it. */
  put(bus: string, event: BusEvent): void;
  /** the newest events that it accepted, oldest first */
  newest(): readonly BusEvent[];
}

const KEPT = 2_000;

export function createEventBus(deps: {
  buses: string[];
  rules: Rule[];
  activity: Activity;
  send: (arn: string, event: unknown) => void;
  report: (error: unknown) => void;
  clock: Clock;
  /** After how many ms it is delivered, once for each delivery. */
  fateOf: (event: BusEvent) => number[];
}): EventBus {
  const { buses, rules, activity, clock, send, report } = deps;

  async function deliver(bus: string, event: BusEvent): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    for (const rule of rules) {
      if (rule.bus !== bus || !matchesPattern(rule.pattern, event)) continue;
      for (const target of rule.targets)
        send(target.arn, target.input === undefined ? event : JSON.parse(target.input));
    }
  }

  const accepted: BusEvent[] = [];
  return {
    newest: () => [...accepted],
    has: (name) => buses.includes(name),
    put(bus, event) {
      accepted.push(event);
      if (accepted.length > KEPT) accepted.shift();
      const start = () => {
        activity.during(() => deliver(bus, event)).catch(report);
      };
      for (const ms of deps.fateOf(event)) {
        if (ms === 0) start();
        else clock.at(clock.now() + ms, start);
      }
    },
  };
}
