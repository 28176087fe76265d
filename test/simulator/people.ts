import { ChannelId, OperationId } from '../../src/domain/ids.ts';
import { type Ask, NOT_AFTER_MS, type OperationRequest, type Origin } from '../../src/domain/operation.ts';
import { reactToClick } from '../../src/slack/actions/index.ts';
import type { Reaction } from '../../src/slack/clicked.ts';
import { parseMetadata } from '../../src/slack/modal-metadata.ts';
import { reactToSubmission } from '../../src/slack/submissions/index.ts';
import { actorOf, PEOPLE } from './places.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

const PIPELINES = ['shop-web', 'queue-web', 'parallel-web'];
const WORDS = (pipeline: string) => [
  `approve ${pipeline}`,
  `reject ${pipeline} not today`,
  `retry ${pipeline}`,
  `retry ${pipeline} Build --all`,
  `stop ${pipeline} --abandon wrong branch`,
  `start ${pipeline}`,
  `disable ${pipeline} Prod freeze`,
  `enable ${pipeline} Prod`,
  `status ${pipeline}`,
  'list',
  `aprove ${pipeline}`,
];

interface Pressable {
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string;
  readonly option: string;
}

/** Somebody does something: presses what some message shows or once showed, types, or works past the bot in the console. */
export function act(world: World, random: Random, serial: number): void {
  const kind = random.between(0, 9);
  if (kind <= 4) press(world, random, serial);
  else if (kind <= 6) type(world, random, serial);
  else push(world, random);
}

export function push(world: World, random: Random): void {
  const pipeline = random.pick(PIPELINES) ?? 'shop-web';
  world.service.commit({ pipeline, ...(random.chance(0.35) ? { fail: 'Build/Compile' } : {}) });
  world.note(`push to ${pipeline}`);
}

function press(world: World, random: Random, serial: number): void {
  const message = random.pick(world.slack.messages);
  const drawing = message && random.pick(random.chance(0.7) ? message.drawings.slice(-1) : message.drawings);
  const pressed = random.pick(pressables(drawing?.blocks ?? []));
  if (!message || !pressed) return;
  const origin = { surface: 'button' as const, channel: message.channel, messageTs: message.ts };
  const user = whoever(random);
  react(world, random, serial, user, origin, reactToClick({ actor: actorOf(user), origin, ...pressed }));
}

function type(world: World, random: Random, serial: number): void {
  const text = random.pick(WORDS(random.pick(PIPELINES) ?? 'shop-web')) ?? 'list';
  const origin = { surface: 'command' as const, channel: ChannelId('C0DEPLOYS') };
  send(world, random, serial, whoever(random), origin, { kind: 'words', text });
}

function react(world: World, random: Random, serial: number, user: string, origin: Origin, reaction: Reaction): void {
  if (reaction.kind === 'ask') send(world, random, serial, user, origin, reaction.ask);
  if (reaction.kind !== 'open') return;
  const { callback_id = '', private_metadata = '' } = reaction.view;
  const submitted = {
    actor: actorOf(user),
    origin: { ...origin, surface: 'modal' as const },
    callbackId: callback_id,
    metadata: parseMetadata(private_metadata),
    input: (id: string) =>
      id.includes('how') || id.includes('abandon') ? (random.chance(0.5) ? 'abandon' : 'wait') : 'because',
    firstInput: undefined,
  };
  react(world, random, serial, user, origin, reactToSubmission(submitted));
}

/** Signed, sealed and put on the bus: once, as the same request again, as a second press, or a quarter of an hour late. */
function send(world: World, random: Random, serial: number, user: string, origin: Origin, ask: Ask): void {
  const now = world.world.now();
  const requestOf = (press: number): OperationRequest => ({
    v: 1,
    operationId: OperationId(`${serial.toString(16).padStart(6, '0')}${press}f-operation`),
    actor: actorOf(user),
    origin,
    ask,
    requestedAt: new Date(now).toISOString(),
    notAfter: new Date(now + NOT_AFTER_MS).toISOString(),
  });
  const late = random.chance(0.1) ? NOT_AFTER_MS + 1_000 : random.between(0, 400);
  world.note(
    `${user} asks ${ask.kind === 'words' ? ask.text : `${ask.deed.kind} ${JSON.stringify(ask.deed.target)}`} as ${requestOf(0).operationId}`,
  );
  world.ask(requestOf(0), late, random.chance(0.2) ? 2 : 1);
  if (random.chance(0.2)) world.ask(requestOf(1), random.between(0, 900));
}

function whoever(random: Random): string {
  return random.chance(0.8)
    ? (random.pick(['U0BEN', 'U0INES']) ?? 'U0BEN')
    : (random.pick(Object.keys(PEOPLE)) ?? 'U0GIL');
}

/** Every button and every option of every menu that leads somewhere. */
export function pressables(blocks: readonly object[]): Pressable[] {
  return blocks.flatMap((block) => {
    const {
      block_id: blockId = '',
      elements = [],
      accessory,
    } = block as { block_id?: string; elements?: Element[]; accessory?: Element };
    return [...elements, ...(accessory ? [accessory] : [])].flatMap((element) => pressablesOf(element, blockId));
  });
}

interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly value?: string;
  readonly options?: readonly { readonly value?: string; readonly url?: string }[];
}

function pressablesOf({ type, action_id: actionId, value = '', options = [] }: Element, blockId: string): Pressable[] {
  if (!actionId) return [];
  if (type === 'button') return [{ actionId, blockId, value, option: '' }];
  return options
    .filter(({ url }) => url === undefined)
    .map((option) => ({ actionId, blockId, value: '', option: option.value ?? '' }));
}
