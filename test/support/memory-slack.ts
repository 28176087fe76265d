import type { DetailsDesk, Messenger, SendResult } from '../../src/app/ports.ts';
import { type ChannelId, MessageTs } from '../../src/domain/ids.ts';
import type { Progress } from '../../src/domain/progress.ts';

export interface PostedMessage {
  readonly ts: MessageTs;
  readonly key: string;
  readonly threadTs?: MessageTs;
  text: string;
}

/** Slack as the messenger sees it: keeps what was posted, and finds it again by its key. It draws in words, not blocks. */
export function createMemorySlack(now: () => number) {
  const messages: PostedMessage[] = [];
  const calls = { post: 0, update: 0 };
  let serial = 0;
  /** answers instead of Slack, when it gives one */
  let refuse: (call: 'post' | 'update') => SendResult | undefined = () => undefined;

  const messenger: Messenger = {
    draw: (subject, { progress }) => ({ text: drawn(subject.kind, progress), blocks: [] }),
    async post({ key, drawing, threadTs }) {
      calls.post += 1;
      const refused = refuse('post');
      if (refused) return refused;
      const ts = MessageTs(`${Math.floor(now() / 1000)}.${String(++serial).padStart(6, '0')}`);
      messages.push({ ts, key, text: drawing.text, ...(threadTs === undefined ? {} : { threadTs }) });
      return { kind: 'sent', ts };
    },
    async update({ ts, drawing }) {
      calls.update += 1;
      const refused = refuse('update');
      if (refused) return refused;
      const message = messages.find((one) => one.ts === ts);
      if (!message) return { kind: 'permanent', error: 'message_not_found' };
      message.text = drawing.text;
      return { kind: 'sent', ts };
    },
    find: async ({ key }) => messages.filter((message) => message.key === key).map(({ ts }) => ts),
    async remove(_channel: ChannelId, ts) {
      const index = messages.findIndex((message) => message.ts === ts);
      if (index >= 0) messages.splice(index, 1);
    },
  };
  return {
    messenger,
    messages,
    calls,
    refuseWith(answer: typeof refuse) {
      refuse = answer;
    },
  };
}

function drawn(kind: string, progress: Progress): string {
  const stages = progress.stages.map(({ name, state }) => `${name}=${state ?? '-'}`).join(' ');
  return `${kind} ${progress.state} ${stages}`;
}

/** A desk at which nobody is asked why something failed: it is told at once. */
export const nobodyToAsk: DetailsDesk = { waitMs: 0, want: async () => false };

export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
