import { NOT_AFTER_MS } from '../../src/domain/operation.ts';
import { DEPLOYS, PEOPLE } from './places.ts';
import { pressables } from './pressables.ts';
import type { Random } from './random.ts';
import { askWords, requestOf, type Wish, wishOf } from './requests.ts';
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
  const user = whoever(random);
  const stopHow = () => (random.chance(0.5) ? 'abandon' : 'wait');
  const wish = wishOf(user, message, pressed, (id) => (id === 'how' ? stopHow() : 'because'));
  if (wish) send(world, random, serial, user, wish);
}

function type(world: World, random: Random, serial: number): void {
  const text = random.pick(WORDS(random.pick(PIPELINES) ?? 'shop-web')) ?? 'list';
  const origin = { surface: 'command' as const, channel: DEPLOYS };
  send(world, random, serial, whoever(random), { origin, ask: { kind: 'words', text } });
}

/** Signed, sealed and put on the bus: once, as the same request again, as a second press, or a quarter of an hour late. */
function send(world: World, random: Random, serial: number, user: string, wish: Wish): void {
  const now = world.world.now();
  const request = (press: number) => requestOf(user, wish, `${serial.toString(16).padStart(6, '0')}${press}f`, now);
  const late = random.chance(0.1) ? NOT_AFTER_MS + 1_000 : random.between(0, 400);
  world.note(`${user} asks ${askWords(wish)} as ${request(0).operationId}`);
  world.ask(request(0), late, random.chance(0.2) ? 2 : 1);
  if (random.chance(0.2)) world.ask(request(1), random.between(0, 900));
}

function whoever(random: Random): string {
  return random.chance(0.8)
    ? (random.pick(['U0BEN', 'U0INES']) ?? 'U0BEN')
    : (random.pick(Object.keys(PEOPLE)) ?? 'U0GIL');
}
