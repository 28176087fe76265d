import { APP, BOT_TOKEN, OTHER_TEAM_ID, PEOPLE, SIGNING_SECRET, TEAM } from '../../../src/sandbox/people.ts';
import { createSlackWorkspace } from '../../../src/sandbox/slack/index.ts';
import type { SlackClient } from '../../../src/slack/client.ts';
import { platformFailure, SlackCallError } from '../../../src/slack/slack-failure.ts';
import type { SlackMethods } from '../../../src/slack/web-api.ts';
import type { Random } from '../../simulator/random.ts';
import { APP_MANIFEST } from '../../support/app-manifest.ts';
import { createSlackLimits } from './slack-limits.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A message of the app as people see it now. */
export interface ShownMessage {
  readonly ts: string;
  readonly channel: string;
  readonly key: string;
  readonly threadTs: string | undefined;
  readonly postedAt: number;
  /** JSON of its blocks */
  readonly blocks: string;
}

export interface SlackSideDeps {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly channels: readonly string[];
  /** Slack's own patience is over: seconds until it takes calls again */
  readonly refusing: () => number | undefined;
  readonly spend: <T>(work: () => T) => T;
}

type Arguments = Readonly<Record<string, unknown>>;

/** The Slack emulator with Slack's limits in front of it, and a list of what its channels show. */
export function createSlackSide({ time, random, channels, refusing, spend }: SlackSideDeps) {
  const limits = createSlackLimits(time.now);
  const shown = new Map<string, ShownMessage>();
  const refused = { tooFast: 0, onPurpose: 0 };
  const invalid: string[] = [];
  let serial = 0;
  const workspace = createSlackWorkspace({
    clock: time,
    newId: () => `id-${serial++}`,
    random: random.next,
    people: PEOPLE,
    channels: channels.map((id) => ({ id, name: id.toLowerCase(), topic: '', shared: false })),
    team: TEAM,
    otherTeamId: OTHER_TEAM_ID,
    app: APP,
    manifest: APP_MANIFEST,
    token: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    origin: () => 'http://127.0.0.1:3000',
    deliver: async () => ({ status: 200, headers: {}, body: '' }),
  });

  /** One request, at the moment when it reaches Slack. */
  async function answer(method: string, args: Arguments): Promise<Arguments> {
    const onPurpose = refusing();
    const wait = onPurpose ?? limits.refuse(method, String(args.channel));
    if (wait !== undefined) {
      refused[onPurpose === undefined ? 'tooFast' : 'onPurpose'] += 1;
      throw new SlackCallError({ kind: 'not_now', retryAfterMs: Math.max(1, wait) * 1_000 }, method);
    }
    const headers = { authorization: `Bearer ${BOT_TOKEN}`, 'content-type': 'application/json; charset=utf-8' };
    const body = Buffer.from(JSON.stringify(args));
    const response = await spend(() => workspace.handle({ method: 'POST', url: `/api/${method}`, headers, body }));
    const said = JSON.parse(response.body.toString());
    if (!said.ok) {
      invalid.push(`${method}: ${said.error}`);
      throw new SlackCallError(platformFailure(String(said.error)), method);
    }
    note(method, args, String(said.ts));
    return said;
  }

  function note(method: string, args: Arguments, ts: string): void {
    const at = `${args.channel} ${ts}`;
    if (method === 'chat.delete') shown.delete(at);
    if (method !== 'chat.postMessage' && method !== 'chat.update') return;
    shown.set(at, {
      ts,
      channel: String(args.channel),
      key: keyOf(args.metadata),
      threadTs: shown.get(at)?.threadTs ?? (args.thread_ts === undefined ? undefined : String(args.thread_ts)),
      postedAt: shown.get(at)?.postedAt ?? time.now(),
      blocks: JSON.stringify(args.blocks),
    });
  }

  return {
    answer,
    /** Everything that stands in the channels. */
    messages: () => [...shown.values()],
    refused,
    invalid,
  };
}

export type SlackSide = ReturnType<typeof createSlackSide>;

/** The part of the web client that the messenger uses, without a socket.
 * @param request carries one call to Slack */
export function clientThrough(request: (method: string, args: Arguments) => Promise<Arguments>): SlackClient {
  const client = {
    chat: {
      postMessage: (args: Arguments) => request('chat.postMessage', args),
      update: (args: Arguments) => request('chat.update', args),
      delete: (args: Arguments) => request('chat.delete', args),
    },
    conversations: {
      history: (args: Arguments) => request('conversations.history', args),
      replies: (args: Arguments) => request('conversations.replies', args),
    },
  };
  return { call: (work) => work(client as unknown as SlackMethods) };
}

function keyOf(metadata: unknown): string {
  const payload = (metadata as { event_payload?: { key?: unknown } } | undefined)?.event_payload;
  return String(payload?.key ?? '');
}
