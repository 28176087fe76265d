import { describe, expect, it } from 'vitest';
import { checkInputs } from '../../../../src/sandbox/page/blocks/check-inputs.ts';
import { readBlocks } from '../../../../src/sandbox/page/blocks/read-block.ts';
import { collectValues, type Drafts, fieldKey } from '../../../../src/sandbox/page/blocks/state-values.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value.toUpperCase()), value, description: plain('why') });
const input = (id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(id),
  element: { action_id: 'a', ...element },
  ...more,
});
const typed = (id: string, ...values: string[]): Drafts => ({ [fieldKey(id, 'a')]: values });

describe('what a submission carries', () => {
  it('has every field under its block and action, the untouched ones too', () => {
    const blocks = readBlocks([
      { type: 'section', block_id: 'words', text: plain('read this') },
      input('why', { type: 'plain_text_input' }),
      input('until', { type: 'datepicker', initial_date: '2026-11-24' }),
      {
        type: 'actions',
        block_id: 'filter',
        elements: [{ type: 'static_select', action_id: 's', options: [option('x')] }],
      },
      {
        type: 'section',
        block_id: 'side',
        text: plain('t'),
        accessory: { type: 'users_select', action_id: 'u', initial_user: 'U1' },
      },
    ]);
    expect(collectValues(blocks, {})).toEqual({
      why: { a: { type: 'plain_text_input', value: null } },
      until: { a: { type: 'datepicker', selected_date: '2026-11-24' } },
      filter: { s: { type: 'static_select', selected_option: null } },
      side: { u: { type: 'users_select', selected_user: 'U1' } },
    });
  });

  it.each([
    [{ type: 'plain_text_input' }, ['checked'], { value: 'checked' }],
    [{ type: 'plain_text_input', initial_value: 'old' }, [''], { value: null }],
    [{ type: 'number_input' }, ['3'], { value: '3' }],
    [{ type: 'timepicker' }, ['14:00'], { selected_time: '14:00' }],
    [{ type: 'datetimepicker' }, ['1763800000'], { selected_date_time: 1763800000 }],
    [{ type: 'datetimepicker' }, [], { selected_date_time: null }],
    [{ type: 'static_select', options: [option('x'), option('y')] }, ['y'], { selected_option: option('y') }],
    [{ type: 'radio_buttons', options: [option('x')] }, ['x'], { selected_option: option('x') }],
    [{ type: 'radio_buttons', options: [option('x')] }, [], { selected_option: null }],
    [
      { type: 'checkboxes', options: [option('x'), option('y')] },
      ['y', 'x'],
      { selected_options: [option('x'), option('y')] },
    ],
    [{ type: 'multi_static_select', options: [option('x')] }, [], { selected_options: [] }],
    [{ type: 'multi_users_select' }, ['U2', 'U1'], { selected_users: ['U2', 'U1'] }],
    [{ type: 'channels_select' }, ['C1'], { selected_channel: 'C1' }],
    [{ type: 'conversations_select' }, ['C1'], { selected_conversation: 'C1' }],
  ])('writes %j with %j in Slack’s words', (element, values, expected) => {
    const blocks = readBlocks([input('b', element)]);
    expect(collectValues(blocks, typed('b', ...values))).toEqual({ b: { a: { type: element.type, ...expected } } });
  });

  it('repeats a chosen option exactly as the app wrote it', () => {
    const odd = { text: plain('Prod'), value: 'prod', extra: { kept: true } };
    const blocks = readBlocks([input('b', { type: 'static_select', options: [odd], initial_option: odd })]);
    expect(collectValues(blocks, {})).toEqual({ b: { a: { type: 'static_select', selected_option: odd } } });
  });

  it('keeps two fields of one block apart', () => {
    const elements = [
      { type: 'datepicker', action_id: 'from' },
      { type: 'datepicker', action_id: 'to', initial_date: '2026-11-24' },
    ];
    expect(collectValues(readBlocks([{ type: 'actions', block_id: 'b', elements }]), {})).toEqual({
      b: { from: { type: 'datepicker', selected_date: null }, to: { type: 'datepicker', selected_date: '2026-11-24' } },
    });
  });
});

describe('what a form refuses before the app sees it', () => {
  const problems = (block: object, drafts: Drafts = {}) => checkInputs(readBlocks([block]), drafts);

  it('asks for what is required, and for nothing else', () => {
    expect(problems(input('b', { type: 'plain_text_input' }))).toEqual({ b: 'Please complete this required field.' });
    expect(problems(input('b', { type: 'plain_text_input' }), typed('b', '   '))).toHaveProperty('b');
    expect(problems(input('b', { type: 'plain_text_input', min_length: 5 }, { optional: true }))).toEqual({});
    expect(problems({ type: 'actions', block_id: 'b', elements: [{ type: 'datepicker', action_id: 'a' }] })).toEqual(
      {},
    );
  });

  it.each([
    [{ type: 'plain_text_input', min_length: 5 }, 'bad', 'Write at least 5 characters.'],
    [{ type: 'plain_text_input', max_length: 3 }, '🚂🚂🚂🚂', 'Write at most 3 characters.'],
    [{ type: 'number_input', is_decimal_allowed: false }, '1.5', 'Enter a whole number.'],
    [{ type: 'number_input', is_decimal_allowed: true }, 'ten', 'Enter a number.'],
    [{ type: 'number_input', is_decimal_allowed: true, min_value: '1' }, '0.5', 'Enter 1 or more.'],
    [{ type: 'number_input', is_decimal_allowed: true, max_value: '9' }, '9.5', 'Enter 9 or less.'],
    [{ type: 'email_text_input' }, 'ana', 'Enter an e-mail address.'],
    [{ type: 'url_text_input' }, 'a.example', 'Enter an address that starts with http.'],
  ])('says of %j with %j: %s', (element, value, problem) => {
    expect(problems(input('b', element), typed('b', value))).toEqual({ b: problem });
  });

  it('counts characters as people do', () => {
    expect(problems(input('b', { type: 'plain_text_input', max_length: 3 }), typed('b', '🚂🚂🚂'))).toEqual({});
  });

  it('limits how many may be chosen', () => {
    const element = { type: 'multi_users_select', max_selected_items: 1 };
    expect(problems(input('b', element), typed('b', 'U1', 'U2'))).toEqual({ b: 'Choose at most 1.' });
  });
});
