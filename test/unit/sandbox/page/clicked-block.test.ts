import { describe, expect, it } from 'vitest';
import { blockToName } from '../../../../src/sandbox/page/blocks/clicked-block.ts';
import { readBlocks } from '../../../../src/sandbox/page/blocks/read-block.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (block: string, value: string) => ({
  type: 'section',
  block_id: block,
  text: plain(block),
  accessory: { type: 'button', action_id: 'approve', text: plain('Approve'), value },
});
const menu = (block: string, ...values: string[]) => ({
  type: 'section',
  block_id: block,
  text: plain(block),
  accessory: { type: 'overflow', action_id: 'more', options: values.map((value) => ({ text: plain(value), value })) },
});

describe('a click in one of several blocks', () => {
  it('needs no block where the value already tells which button was meant', () => {
    const blocks = readBlocks([button('a', 'one'), button('b', 'two')]);
    expect(blockToName(blocks, { blockId: 'b', actionId: 'approve', value: 'two' })).toBeNull();
  });

  it('names its block where two buttons carry the same value', () => {
    const blocks = readBlocks([button('a', 'same'), button('b', 'same')]);
    expect(blockToName(blocks, { blockId: 'a', actionId: 'approve', value: 'same' })).toBeNull();
    expect(blockToName(blocks, { blockId: 'b', actionId: 'approve', value: 'same' })).toBe('b');
  });

  it('names its block where two menus offer the same verbs', () => {
    const blocks = readBlocks([menu('a', 'stop', 'retry'), menu('b', 'stop', 'log')]);
    expect(blockToName(blocks, { blockId: 'b', actionId: 'more', value: 'stop' })).toBe('b');
    expect(blockToName(blocks, { blockId: 'b', actionId: 'more', value: 'log' })).toBeNull();
  });

  it('names the second of two fields whose value is typed', () => {
    const blocks = readBlocks(
      ['a', 'b'].map((id) => ({ type: 'actions', block_id: id, elements: [{ type: 'datepicker', action_id: 'day' }] })),
    );
    expect(blockToName(blocks, { blockId: 'a', actionId: 'day', value: '2026-11-22' })).toBeNull();
    expect(blockToName(blocks, { blockId: 'b', actionId: 'day', value: '2026-11-22' })).toBe('b');
  });
});
