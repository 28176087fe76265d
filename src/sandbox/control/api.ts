import type { Activity } from '../activity.ts';
import type { DeadLetters } from '../aws/dead-letters.ts';
import type { EventBus } from '../aws/event-bus.ts';
import type { FunctionLog } from '../aws/functions/function-log.ts';
import type { UsedRight } from '../aws/rights/used-rights.ts';
import type { MovableClock } from '../clock.ts';
import { Faults } from '../faults/faults.ts';
import type { FaultDesk } from '../faults/index.ts';
import type { CodePipelineService, HttpRequest, HttpResponse, Person, SlackWorkspace } from '../ports.ts';
import { toAuthor } from './author.ts';
import { type Control, control, openDoors } from './doors.ts';
import * as inputs from './inputs.ts';
import type { Pace } from './pace.ts';
import { pending, settle } from './settle.ts';
import { slackControls } from './slack-controls.ts';

export interface ControlDeps {
  codepipeline: CodePipelineService;
  slack: SlackWorkspace;
  bus: EventBus;
  clock: MovableClock;
  pace: Pace;
  faults: FaultDesk;
  activity: Activity;
  deadLetters: DeadLetters;
  rights: () => UsedRight[];
  functionLog: FunctionLog;
  people: readonly Person[];
  awsCalls: () => Record<string, number>;
  /** hosts outside this machine that a function tried to reach */
  violations: () => string[];
  newId: () => string;
  accountId: string;
  homeRegion: string;
}

/** The doors for tests, tools and the page: `/control/…`. */
export function createControlApi(deps: ControlDeps): (request: HttpRequest) => Promise<HttpResponse> {
  const { codepipeline, slack, clock, activity, pace, faults } = deps;

  const commands: Record<string, Control> = {
    commit: control(inputs.Commit, ({ author, ...push }) => ({
      ok: true,
      ...codepipeline.commit({ ...push, ...(author === undefined ? {} : { author: toAuthor(author, deps.people) }) }),
    })),
    ...slackControls(slack),
    event: control(inputs.Event, (input) => {
      const event = {
        ...input,
        id: input.id ?? deps.newId(),
        account: input.account ?? deps.accountId,
        region: input.region ?? deps.homeRegion,
        time: input.time ?? new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      };
      deps.bus.put('default', event);
      return { ok: true, id: event.id };
    }),
    faults: control(Faults, (wanted) => {
      faults.set(wanted);
      return { ok: true, faults: faults.inForce() };
    }),
    clock: control(inputs.ClockMove, async (move) => {
      if ('advanceMs' in move) return { ok: true, ...(await clock.advance(move.advanceMs)), ...pace.now() };
      if ('speed' in move) pace.setSpeed(move.speed);
      else pace.setPaused(move.paused);
      return { ok: true, now: clock.now(), ...pace.now() };
    }),
    settle: control(inputs.Settle, async ({ timeoutMs }) => {
      const left = await settle(activity, clock, timeoutMs);
      return left === 0 ? { ok: true, pending: 0, now: clock.now() } : { ok: false, pending: left, error: 'timeout' };
    }),
  };

  const queries: Record<string, () => object> = {
    state: () => ({
      now: clock.now(),
      calls: { slack: slack.calls(), aws: deps.awsCalls() },
      pending: pending(activity, clock),
      deadLetters: deps.deadLetters.list(),
      views: slack.views(),
      violations: deps.violations(),
      faults: faults.inForce(),
      struck: faults.struck(),
    }),
    logs: () => ({ ok: true, lines: deps.functionLog.lines() }),
    bus: () => ({ ok: true, events: deps.bus.newest() }),
    rights: () => ({ ok: true, rights: deps.rights() }),
  };

  return openDoors(commands, queries);
}
