import { z } from 'zod';
import type { Activity } from '../activity.ts';
import type { DeadLetters } from '../aws/dead-letters.ts';
import type { EventBus } from '../aws/event-bus.ts';
import type { FunctionLog } from '../aws/functions/function-log.ts';
import type { UsedRight } from '../aws/rights/used-rights.ts';
import type { MovableClock } from '../clock.ts';
import { Faults } from '../faults/faults.ts';
import type { FaultDesk } from '../faults/index.ts';
import { json } from '../http/json.ts';
import { pathOf } from '../http/split-url.ts';
import {
  type CodePipelineService,
  ControlError,
  type HttpRequest,
  type HttpResponse,
  type Person,
  type SlackWorkspace,
} from '../ports.ts';
import { toAuthor } from './author.ts';
import * as inputs from './inputs.ts';
import type { Pace } from './pace.ts';
import { pending, settle } from './settle.ts';

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

type Control = (body: unknown) => Promise<object> | object;

/** A control call: its input is checked, its answer is a JSON object. */
function control<S extends z.ZodType>(schema: S, work: (input: z.infer<S>) => Promise<object> | object): Control {
  return (body) => {
    const input = schema.safeParse(body);
    if (!input.success) throw new ControlError(z.prettifyError(input.error).replaceAll('\n', ' '));
    return work(input.data);
  };
}

/** The doors for tests, tools and the page: `/control/…`. */
export function createControlApi(deps: ControlDeps): (request: HttpRequest) => Promise<HttpResponse> {
  const { codepipeline, slack, clock, activity, pace, faults } = deps;

  const commands: Record<string, Control> = {
    commit: control(inputs.Commit, ({ author, ...push }) => ({
      ok: true,
      ...codepipeline.commit({ ...push, ...(author === undefined ? {} : { author: toAuthor(author, deps.people) }) }),
    })),
    command: control(inputs.Command, (input) => slack.command(input)),
    click: control(inputs.Click, (input) => slack.click(input)),
    submit: control(inputs.Submit, (input) => slack.submit(input)),
    shortcut: control(inputs.Shortcut, (input) => slack.shortcut(input)),
    home: control(inputs.Home, (input) => slack.openHome(input)),
    options: control(inputs.Options, (input) => slack.options(input)),
    message: control(inputs.Message, (input) => slack.say(input)),
    upload: control(inputs.Upload, ({ content, encoding, ...file }) => {
      return { ok: true, file: slack.upload({ ...file, bytes: Buffer.from(content, encoding) }) };
    }),
    close: control(inputs.Close, (input) => slack.closeView(input)),
    people: control(inputs.PersonChange, (change) => ({ ok: true, person: slack.changePerson(change) })),
    usergroups: control(inputs.UserGroupChange, (change) => ({ ok: true, usergroup: slack.changeUserGroup(change) })),
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

  async function answer({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
    const name = pathOf(url).replace('/control/', '');
    if (method === 'GET' && Object.hasOwn(queries, name)) return json(200, queries[name]?.() ?? {});
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) return json(404, { ok: false, error: `There is no control call ${method} ${name}` });
    if (method !== 'POST') return json(405, { ok: false, error: `${name} is a POST` });
    // A form or a plain text could be sent from a page elsewhere without asking; JSON cannot.
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
      return json(415, { ok: false, error: 'Control calls take application/json' });
    }
    return json(200, await command(parseJson(body)));
  }

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof ControlError) return json(400, { ok: false, error: error.message });
      throw error;
    }
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ControlError('The body is not JSON');
  }
}
