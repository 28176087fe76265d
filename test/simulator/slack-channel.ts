import type { Drawing, Messenger, SendResult } from '../../src/app/ports.ts';
import { type ChannelId, MessageTs } from '../../src/domain/ids.ts';
import { blocksTooLong, examineBlocks } from '../../src/sandbox/slack/blocks/examine.ts';
import { drawMessage } from '../../src/slack/views/message.ts';

export interface ShownMessage {
  readonly ts: MessageTs;
  readonly channel: ChannelId;
  readonly key: string;
  readonly threadTs?: MessageTs;
  drawing: Drawing;
  /** everything it ever showed: a screen may be old when somebody presses */
  readonly drawings: Drawing[];
}

export interface SlackWrite {
  readonly at: number;
  readonly channel: ChannelId;
  readonly call: 'post' | 'update';
}

/** Slack as the bot's messages see it: real drawings, checked as Slack checks them. */
export function createSlackChannel(now: () => number) {
  const messages: ShownMessage[] = [];
  const writes: SlackWrite[] = [];
  const invalid: string[] = [];
  /** when Slack said of a message that it will never take it */
  const refusedForGood: { readonly key: string; readonly at: number }[] = [];
  /** messages that somebody deleted */
  const deleted: ShownMessage[] = [];
  let archived = false;
  let serial = 0;

  const take = (channel: ChannelId, call: 'post' | 'update', drawing: Drawing) => {
    writes.push({ at: now(), channel, call });
    const problems = examineBlocks(drawing.blocks);
    if (problems.length > 0) invalid.push(JSON.stringify(problems[0]));
    if (blocksTooLong(drawing.blocks)) invalid.push('msg_blocks_too_long');
    if (drawing.text.length > 1_000) invalid.push('the text is too long');
  };
  const never = (key: string, error: string): SendResult => {
    refusedForGood.push({ key, at: now() });
    return { kind: 'permanent', error };
  };

  const messenger: Messenger = {
    draw: drawMessage,
    async post({ channel, key, drawing, threadTs }) {
      take(channel, 'post', drawing);
      if (archived) return never(key, 'is_archived');
      serial += 1;
      const ts = MessageTs(`${Math.floor(now() / 1000)}.${String(serial).padStart(6, '0')}`);
      messages.push({
        ts,
        channel,
        key,
        drawing,
        drawings: [drawing],
        ...(threadTs === undefined ? {} : { threadTs }),
      });
      return { kind: 'sent', ts };
    },
    async update({ channel, ts, key, drawing }) {
      take(channel, 'update', drawing);
      const message = messages.find((one) => one.ts === ts);
      if (archived || !message) return never(key, archived ? 'is_archived' : 'message_not_found');
      message.drawing = drawing;
      message.drawings.push(drawing);
      return { kind: 'sent', ts };
    },
    find: async ({ key }) => messages.filter((message) => message.key === key).map(({ ts }) => ts),
    async remove(_channel, ts) {
      const index = messages.findIndex((message) => message.ts === ts);
      if (index >= 0) messages.splice(index, 1);
    },
  };
  return {
    messenger,
    messages,
    writes,
    invalid,
    refusedForGood,
    deleted,
    isArchived: () => archived,
    /** An administrator closes the channel for good: everything in it stays as it is. */
    archive() {
      archived = true;
    },
    /** A person deletes a message of the bot. */
    delete(ts: MessageTs) {
      const index = messages.findIndex((one) => one.ts === ts);
      deleted.push(...messages.splice(index, 1));
    },
  };
}
