import { describe, expect, it } from 'vitest';
import { EMPTY_HISTORY, remember, walk } from '../../../../src/sandbox/page/messages/command-history.ts';
import { readCommandLine } from '../../../../src/sandbox/page/messages/command-line.ts';
import { initials, tone } from '../../../../src/sandbox/page/messages/initials.ts';
import { channelMessages, threadReplies, toRows } from '../../../../src/sandbox/page/messages/message-rows.ts';
import type { MessageView } from '../../../../src/sandbox/ports.ts';

const AT = Date.parse('2026-11-22T13:00:00Z') / 1000;
const READER = { now: AT * 1000, timeZone: 'UTC' };
const message = (secondsLater: number, more: Partial<MessageView> = {}): MessageView => ({
  ts: `${AT + secondsLater}.000100`,
  user: 'U0DANA',
  text: 'hi',
  blocks: [],
  replies: 0,
  ...more,
});
const shape = (messages: MessageView[]) =>
  toRows(messages, READER).map((row) => (row.kind === 'day' ? row.label : row.continued ? 'continued' : 'message'));

describe('the messages of a channel', () => {
  it('leaves replies to their thread, except those also sent to the channel', () => {
    const root = message(0, { replies: 2 });
    const reply = message(1, { threadTs: root.ts });
    const broadcast = message(2, { threadTs: root.ts, broadcast: true });
    expect(channelMessages([root, reply, broadcast])).toEqual([root, broadcast]);
    expect(threadReplies([root, reply, broadcast, message(3)], root.ts)).toEqual([reply, broadcast]);
  });

  it('shows the first message of a thread that names itself', () => {
    const root = message(0);
    const named = { ...root, threadTs: root.ts };
    expect(channelMessages([named])).toEqual([named]);
    expect(threadReplies([named], root.ts)).toEqual([]);
  });

  it('groups what one person says within five minutes', () => {
    expect(shape([message(0), message(299), message(700)])).toEqual(['Today', 'message', 'continued', 'message']);
  });

  it.each([
    ['somebody else speaks', { user: 'U0BEN' }],
    ['only one of them is private', { ephemeral: true }],
    ['it was sent from a thread', { broadcast: true, threadTs: '1.0' }],
  ])('does not group when %s', (_, more) => {
    expect(shape([message(0), message(1, more)])).toEqual(['Today', 'message', 'message']);
  });

  it('draws a line between two days', () => {
    expect(shape([message(-86_400), message(0)])).toEqual(['Yesterday', 'message', 'Today', 'message']);
  });
});

const COMMANDS = ['/pipeline'];

describe('the command box', () => {
  it.each([
    ['/pipeline', ''],
    ['/pipeline ', ''],
    ['/pipeline status shop-web', 'status shop-web'],
    ['  /Pipeline  status ', 'status'],
    ['/pipeline start shop-web\nnotes="two lines"', 'start shop-web\nnotes="two lines"'],
  ])('takes %j as the command %j', (line, text) => {
    expect(readCommandLine(line, COMMANDS)).toEqual({ kind: 'command', command: '/pipeline', text });
  });

  it.each([
    ['hello', { kind: 'message', text: 'hello' }],
    ['see /pipeline help', { kind: 'message', text: 'see /pipeline help' }],
    ['/pipelines x', { kind: 'unknown_command', command: '/pipelines' }],
    [' ', { kind: 'nothing' }],
  ])('takes %j for what it is', (line, expected) => {
    expect(readCommandLine(line, COMMANDS)).toEqual(expected);
  });

  it('goes back through what was sent, and forward to the unfinished line', () => {
    const history = remember(remember(EMPTY_HISTORY, 'a'), 'b');
    const first = walk(history, -1, 'unfinished');
    expect(first?.line).toBe('b');
    const second = first && walk(first.history, -1, 'b');
    expect(second?.line).toBe('a');
    expect(second && walk(second.history, -1, 'a')).toBeNull();
    const forward = second && walk(second.history, 1, 'a');
    expect(forward?.line).toBe('b');
    expect(forward && walk(forward.history, 1, 'b')?.line).toBe('unfinished');
    expect(walk(history, 1, 'x')).toBeNull();
  });

  it('remembers a repeated line once', () => {
    expect(remember(remember(EMPTY_HISTORY, 'a'), 'a').lines).toEqual(['a']);
  });
});

describe('avatars', () => {
  it.each([
    ['Dana Reyes', 'DR'],
    ['Gil', 'G'],
    ['Ana María de la Cruz', 'AC'],
    ['release-bot', 'RB'],
    ['🚂', '?'],
    ['', '?'],
  ])('shows %j as %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it('gives the four members of the demo four colours, always the same', () => {
    const tones = ['U0DANA', 'U0BEN', 'U0INES', 'U0LEE'].map(tone);
    expect(new Set(tones).size).toBe(4);
    expect(tones).toEqual(['U0DANA', 'U0BEN', 'U0INES', 'U0LEE'].map(tone));
  });
});
