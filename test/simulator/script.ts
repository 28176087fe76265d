import type { ExecutionId } from '../../src/domain/ids.ts';
import { parseReference } from '../../src/slack/reference.ts';
import { DEPLOYS, MINUTE } from './places.ts';
import { type Pressable, pressables } from './pressables.ts';
import { askWords, requestOf, type Wish, wishOf } from './requests.ts';
import type { ShownMessage } from './slack-channel.ts';
import type { Watch } from './watch.ts';
import type { World } from './world.ts';

/** So long somebody waits for a button to be there, or for an execution to come to an end. */
const PATIENCE_MS = 25 * MINUTE;
const LOOK_EVERY_MS = 5_000;
/** From seeing a button to pressing it. */
const THINKING_MS = 3_000;

/** What people do in a scripted story. */
export interface Script {
  /** @returns the new execution */
  push(fail?: string): ExecutionId;
  /** Waits until a message about the execution has the button or the option of a menu, and presses it. */
  press(user: string, actionId: string, executionId: string, option?: string): Promise<void>;
  type(user: string, text: string): void;
  /** Waits until CodePipeline says so. */
  until(executionId: string, ...statuses: string[]): Promise<string>;
  /** Waits until a message about the execution has the button. */
  see(actionId: string, executionId: string): Promise<void>;
  /** Waits until there is an execution that nobody pushed.
   * @returns the newest */
  started(): Promise<ExecutionId>;
  /** Waits until the way into a stage is open, or closed. */
  untilOpen(stage: string, open: boolean): Promise<void>;
  pass(ms: number): Promise<void>;
}

/** Somebody's patience came to an end: what had to happen did not. */
export class Impatience extends Error {}

export function createScript(world: World, pipeline: string, watch: Watch): Script {
  let asked = 0;

  async function pass(ms: number): Promise<void> {
    const until = world.world.now() + ms;
    while (world.world.now() < until) {
      await world.world.runUntil(Math.min(until, world.world.now() + LOOK_EVERY_MS));
      await watch.look();
    }
  }

  async function waitFor<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
    const until = world.world.now() + PATIENCE_MS;
    while (world.world.now() < until) {
      const found = await find();
      if (found !== undefined) return found;
      await pass(LOOK_EVERY_MS);
    }
    throw new Impatience(`${what} never came`);
  }

  function ask(user: string, wish: Wish): void {
    asked += 1;
    const request = requestOf(user, wish, `story${asked}`, world.world.now());
    world.note(`${user} asks ${askWords(wish)} as ${request.operationId}`);
    world.ask(request);
  }

  async function executions(): Promise<{ id: ExecutionId; status: string }[]> {
    const truth = (await world.truth()).filter(({ ref }) => ref.pipeline === pipeline);
    return truth.map(({ summary }) => ({
      id: (summary.pipelineExecutionId ?? '') as ExecutionId,
      status: summary.status ?? '',
    }));
  }

  return {
    pass,
    push(fail) {
      world.note(`push to ${pipeline}`);
      return world.service.commit({ pipeline, ...(fail === undefined ? {} : { fail }) }).executionId as ExecutionId;
    },
    async press(user, actionId, executionId, option = '') {
      const { message, pressed } = await waitFor(`${actionId} ${option}`, async () =>
        buttonFor(world.slack.messages, actionId, executionId, option),
      );
      await pass(THINKING_MS);
      const wish = wishOf(user, message, pressed, (id) => (id === 'how' ? 'abandon' : 'because'));
      if (!wish) throw new Error(`${actionId} leads nowhere`);
      ask(user, wish);
    },
    type(user, text) {
      ask(user, { origin: { surface: 'command', channel: DEPLOYS }, ask: { kind: 'words', text } });
    },
    until: (executionId, ...statuses) =>
      waitFor(`${statuses.join(' or ')} of ${executionId.slice(0, 8)}`, async () => {
        const found = (await executions()).find(({ id }) => id === executionId);
        return found && statuses.includes(found.status) ? found.status : undefined;
      }),
    async see(actionId, executionId) {
      await waitFor(actionId, async () => buttonFor(world.slack.messages, actionId, executionId, ''));
    },
    started: () =>
      waitFor('a new execution', async () => {
        const [newest] = await executions();
        return newest?.status === 'InProgress' ? newest.id : undefined;
      }),
    async untilOpen(stage, open) {
      await waitFor(`an ${open ? 'open' : 'closed'} way into ${stage}`, async () => {
        const [one] = await world.truth();
        const enabled = one?.live?.stages.find(({ name }) => name === stage)?.inbound.enabled;
        return enabled === open ? stage : undefined;
      });
    },
  };
}

function buttonFor(
  messages: readonly ShownMessage[],
  actionId: string,
  executionId: string,
  option: string,
): { message: ShownMessage; pressed: Pressable } | undefined {
  for (const message of messages) {
    const pressed = pressables(message.drawing.blocks).find(
      (one) => one.actionId === actionId && one.option.startsWith(option) && isAbout(one, executionId),
    );
    if (pressed) return { message, pressed };
  }
  return undefined;
}

function isAbout({ value, blockId }: Pressable, executionId: string): boolean {
  const parsed = parseReference(value === '' ? blockId : value);
  return parsed.ok && parsed.reference.executionId === executionId;
}
