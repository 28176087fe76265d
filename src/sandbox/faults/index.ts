import { type BusEvent, ControlError } from '../ports.ts';
import { type CallFate, type CallFates, createAwsFates, createSlackFates, RESPONSE_URL } from './call-fates.ts';
import { type Crashes, createCrashes } from './crashes.ts';
import { createEventFates, type EventFates } from './event-fates.ts';
import type { Faults } from './faults.ts';

/** How often each kind of fault has struck since it is in force. */
export type Struck = Partial<Record<keyof Faults, number>>;

/** The faults in force, and what they do to events, calls and functions. What it means: README.md. */
export interface FaultDesk {
  /** From now on these and no others; the counts begin anew.
   * @throws ControlError when they name something that the sandbox does not have */
  set(faults: Faults): void;
  inForce(): Faults;
  struck(): Struck;
  event(event: BusEvent): number[];
  slackCall(method: string): CallFate;
  /** @param name `service:Operation` */
  awsCall(name: string): CallFate;
  crashes: Pick<Crashes, 'began' | 'before'>;
  onChange(listener: () => void): void;
}

/** Names that faults may be about. */
export interface Known {
  functions: readonly string[];
  slackMethods: readonly string[];
  awsServices: readonly string[];
}

export function createFaultDesk(known: Known): FaultDesk {
  const listeners: (() => void)[] = [];
  const crashes = createCrashes(() => count('crash'));
  let inForce: Faults = {};
  let struck: Struck = {};
  let events: EventFates;
  let slack: CallFates;
  let aws: CallFates;
  arm({});

  function arm(faults: Faults): void {
    inForce = faults;
    struck = Object.fromEntries(Object.keys(faults).map((kind) => [kind, 0]));
    events = createEventFates(faults);
    slack = createSlackFates(faults.slack);
    aws = createAwsFates(faults.aws);
    crashes.plan(faults.crash ?? []);
  }

  function count(kind: keyof Faults): void {
    if (struck[kind] !== undefined) struck[kind]++;
  }

  function counted(kind: 'slack' | 'aws', fate: CallFate): CallFate {
    if (fate.kind !== 'answered') count(kind);
    return fate;
  }

  return {
    crashes,
    set(faults) {
      refuseUnknown(faults, known);
      arm(faults);
      for (const listener of listeners) listener();
    },
    inForce: () => inForce,
    struck: () => ({ ...struck }),
    event(event) {
      const deliveries = events.next(event);
      if (deliveries.length === 0) count('dropEvents');
      if (deliveries.length > 1) count('duplicateEvents');
      if (deliveries.some((ms) => ms > 0)) {
        count('shuffleEvents');
        count('delayEvents');
      }
      return deliveries;
    },
    slackCall: (method) => counted('slack', slack.next(method)),
    awsCall: (name) => counted('aws', aws.next(name)),
    onChange: (listener) => listeners.push(listener),
  };
}

function refuseUnknown({ slack = [], aws = [], crash = [] }: Faults, known: Known): void {
  for (const { method } of slack)
    if (method !== undefined) mustBeOneOf('Slack method', method, [...known.slackMethods, RESPONSE_URL]);
  for (const { operation } of aws) {
    const [service, named] = operation.split(':');
    if (service !== undefined && named !== undefined) mustBeOneOf('AWS service', service, known.awsServices);
  }
  for (const { function: name } of crash) mustBeOneOf('function', name, known.functions);
}

function mustBeOneOf(what: string, name: string, names: readonly string[]): void {
  if (!names.includes(name))
    throw new ControlError(`The sandbox has no ${what} "${name}"; it has ${names.toSorted().join(', ')}`);
}
