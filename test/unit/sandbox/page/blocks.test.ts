import { describe, expect, it } from 'vitest';
import { readBlock } from '../../../../src/sandbox/page/blocks/read-block.ts';
import { readElement } from '../../../../src/sandbox/page/blocks/read-element.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true });

describe('reading Block Kit', () => {
  it('reads a section with text, fields and an accessory', () => {
    const block = readBlock({
      type: 'section',
      block_id: 's',
      text: { type: 'mrkdwn', text: '*hi*', verbatim: true },
      fields: [plain('a'), { type: 'mrkdwn', text: 'b' }],
      accessory: { type: 'button', action_id: 'go', text: plain('Go'), value: 'v', style: 'primary' },
    });
    expect(block).toEqual({
      kind: 'section',
      blockId: 's',
      text: { kind: 'text', format: 'mrkdwn', text: '*hi*', verbatim: true },
      fields: [
        { kind: 'text', format: 'plain_text', text: 'a', verbatim: false },
        { kind: 'text', format: 'mrkdwn', text: 'b', verbatim: false },
      ],
      accessory: {
        kind: 'button',
        actionId: 'go',
        text: 'Go',
        value: 'v',
        url: null,
        style: 'primary',
        accessibilityLabel: null,
        confirm: null,
      },
    });
  });

  it('reads what a button asks back, with Slack’s words where the app gave none', () => {
    const asked = {
      title: plain('Stop?'),
      text: plain('It stops.'),
      confirm: plain('Stop'),
      deny: plain('No'),
      style: 'danger',
    };
    expect(readElement({ type: 'button', text: plain('Stop'), confirm: asked })).toMatchObject({
      confirm: { title: 'Stop?', confirm: 'Stop', deny: 'No', danger: true },
    });
    expect(readElement({ type: 'button', text: plain('Stop'), confirm: {} })).toMatchObject({
      confirm: { title: 'Are you sure?', confirm: 'Yes', deny: 'Cancel', danger: false },
    });
  });

  it.each([
    ['static_select', 'static', false],
    ['multi_static_select', 'static', true],
    ['users_select', 'users', false],
    ['multi_conversations_select', 'conversations', true],
  ])('reads %s', (type, source, multiple) => {
    expect(readElement({ type, action_id: 'a' })).toMatchObject({ kind: 'select', source, multiple });
  });

  it('starts selects and pickers at their initial values', () => {
    const option = { text: plain('Prod'), value: 'prod' };
    const initial = (element: object) => readElement(element);
    expect(initial({ type: 'static_select', options: [option], initial_option: option })).toMatchObject({
      initial: ['prod'],
    });
    expect(initial({ type: 'multi_users_select', initial_users: ['U1', 'U2'] })).toMatchObject({
      initial: ['U1', 'U2'],
    });
    expect(initial({ type: 'users_select', initial_user: 'U1' })).toMatchObject({ initial: ['U1'] });
    expect(initial({ type: 'datepicker', initial_date: '2026-11-22' })).toMatchObject({ initial: ['2026-11-22'] });
    expect(initial({ type: 'datetimepicker', initial_date_time: 1763800000 })).toMatchObject({
      initial: ['1763800000'],
    });
    expect(initial({ type: 'checkboxes', options: [option], initial_options: [option] })).toMatchObject({
      initial: ['prod'],
    });
    expect(initial({ type: 'plain_text_input' })).toMatchObject({ initial: [] });
  });

  it('groups options', () => {
    const element = readElement({
      type: 'static_select',
      option_groups: [{ label: plain('Prod'), options: [{ text: plain('eu'), value: 'eu' }] }],
    });
    expect(element).toMatchObject({ groups: [{ label: 'Prod', options: [{ value: 'eu' }] }] });
  });

  it('names what it cannot draw instead of dropping it', () => {
    expect(readBlock({ type: 'data_table', block_id: 't' })).toEqual({
      kind: 'unsupported',
      blockId: 't',
      type: 'data_table',
    });
    expect(readBlock(null)).toEqual({ kind: 'unsupported', blockId: '', type: 'unknown' });
    expect(readElement({ type: 'workflow_button' })).toEqual({ kind: 'unsupported', type: 'workflow_button' });
    expect(readBlock({ type: 'context', elements: [{ type: 'sparkline' }] })).toMatchObject({
      elements: [{ text: 'unsupported element: sparkline' }],
    });
    expect(readBlock({ type: 'rich_text', elements: [{ type: 'rich_text_poem' }] })).toMatchObject({
      parts: [{ kind: 'unsupported', type: 'rich_text_poem' }],
    });
  });

  it('reads rich text: styles, lists and dates', () => {
    const none = { bold: false, italic: false, strike: false, code: false };
    const block = readBlock({
      type: 'rich_text',
      elements: [
        { type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] },
        {
          type: 'rich_text_list',
          style: 'ordered',
          indent: 1,
          offset: 2,
          elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U0DANA' }] }],
        },
        {
          type: 'rich_text_preformatted',
          elements: [{ type: 'date', timestamp: 1, format: '{date}', fallback: 'then' }],
        },
      ],
    });
    expect(block).toMatchObject({
      parts: [
        { kind: 'section', leaves: [{ kind: 'text', text: 'a', style: { ...none, bold: true } }] },
        { kind: 'list', ordered: true, indent: 1, start: 3, items: [[{ kind: 'user', id: 'U0DANA' }]] },
        {
          kind: 'preformatted',
          leaves: [{ kind: 'date', epochSeconds: 1, format: '{date}', href: null, fallback: 'then' }],
        },
      ],
    });
  });

  it('keeps the words of a rich link that may not be followed', () => {
    const elements = [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'javascript:x', text: 'here' }] }];
    expect(readBlock({ type: 'rich_text', elements })).toMatchObject({
      parts: [{ leaves: [{ href: null, text: 'here' }] }],
    });
  });
});
