import { describe, expect, it } from 'vitest';
import { normaliseBlocks } from '../../../../../src/sandbox/slack/blocks/normalise.ts';
import { fallbackText } from '../../../../../src/sandbox/slack/blocks/text-size.ts';

function ids(): () => string {
  let count = 0;
  return () => `id${++count}`;
}

describe('normalising blocks as Slack stores them', () => {
  it('fills in ids and text defaults, and keeps what the app gave', () => {
    const blocks = [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*x*', verbatim: true },
        accessory: { type: 'button', text: { type: 'plain_text', text: 'Go', emoji: false } },
      },
      {
        type: 'actions',
        block_id: 'mine',
        elements: [
          { type: 'users_select', placeholder: { type: 'plain_text', text: 'Who' } },
          { type: 'button', action_id: 'own', text: { type: 'plain_text', text: 'Go' } },
        ],
      },
    ];
    expect(normaliseBlocks(blocks, ids())).toEqual([
      {
        type: 'section',
        block_id: 'id1',
        text: { type: 'mrkdwn', text: '*x*', verbatim: true },
        accessory: { type: 'button', action_id: 'id2', text: { type: 'plain_text', text: 'Go', emoji: false } },
      },
      {
        type: 'actions',
        block_id: 'mine',
        elements: [
          { type: 'users_select', action_id: 'id3', placeholder: { type: 'plain_text', text: 'Who', emoji: true } },
          { type: 'button', action_id: 'own', text: { type: 'plain_text', text: 'Go', emoji: true } },
        ],
      },
    ]);
  });

  it('changes nothing the second time, and never its input', () => {
    const blocks = [{ type: 'context', elements: [{ type: 'mrkdwn', text: 'x' }] }];
    const once = normaliseBlocks(blocks, ids());
    expect(normaliseBlocks(once, ids())).toEqual(once);
    expect(blocks).toEqual([{ type: 'context', elements: [{ type: 'mrkdwn', text: 'x' }] }]);
  });

  it('gives rich text leafs and options no action_id', () => {
    const rich = [
      {
        type: 'rich_text',
        block_id: 'r',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'date', timestamp: 1, format: '{time}' }] }],
      },
    ];
    expect(normaliseBlocks(rich, ids())).toEqual(rich);
  });
});

describe('the text of a message with blocks only', () => {
  it('is what the blocks say', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'shop-web' } },
      { type: 'section', text: { type: 'mrkdwn', text: '*failed*' } },
    ];
    expect(fallbackText(blocks)).toBe('shop-web *failed*');
    expect(fallbackText([{ type: 'divider' }])).toBe("This content can't be displayed.");
  });
});
