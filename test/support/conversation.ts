import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { BOT_TOKEN } from '../../src/sandbox/people.ts';

const Message = z.looseObject({
  ts: z.string(),
  text: z.string(),
  thread_ts: z.string().optional(),
  blocks: z.array(z.record(z.string(), z.unknown())).default([]),
});

/** A message as the Web API tells it. */
export type Message = z.infer<typeof Message>;

/** Slack's own client, unmodified, pointed at the sandbox. */
export function webClient(origin: string): WebClient {
  return new WebClient(BOT_TOKEN, { slackApiUrl: `${origin}/api/`, retryConfig: { retries: 0 } });
}

/** What stands in a channel, oldest first, replies left out. */
export async function history(client: WebClient, channel = 'C0DEPLOYS'): Promise<Message[]> {
  const { messages } = await client.conversations.history({ channel, limit: 200 });
  return z.array(Message).parse(messages).toReversed();
}

/** The replies to a message, oldest first. */
export async function replies(client: WebClient, ts: string, channel = 'C0DEPLOYS'): Promise<Message[]> {
  const { messages } = await client.conversations.replies({ channel, ts, limit: 200 });
  return z
    .array(Message)
    .parse(messages)
    .filter((message) => message.ts !== ts);
}

/** Everything that the blocks say, one text after the other. */
export function wordsOf({ blocks }: { blocks: readonly unknown[] }): string {
  return [...texts(blocks)].join('\n');
}

function* texts(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* texts(each);
  else if (typeof value === 'object' && value !== null) {
    if ('text' in value && typeof value.text === 'string') yield value.text;
    for (const each of Object.values(value)) if (typeof each === 'object') yield* texts(each);
  }
}

const Button = z.object({
  type: z.enum(['button', 'overflow']),
  action_id: z.string(),
  value: z.string().optional(),
  options: z.array(z.object({ value: z.string() })).optional(),
});

export type Button = z.infer<typeof Button>;

/** The buttons and menus that can be used in a message. */
export function buttonsOf({ blocks }: { blocks: readonly unknown[] }): Button[] {
  return [...controls(blocks)];
}

function* controls(value: unknown): Generator<Button> {
  if (Array.isArray(value)) for (const each of value) yield* controls(each);
  else if (typeof value === 'object' && value !== null) {
    const button = Button.safeParse(value);
    if (button.success) yield button.data;
    else for (const each of Object.values(value)) yield* controls(each);
  }
}
