import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { blocksTooLong, examineBlocks, examineView } from '../../../../../src/sandbox/slack/blocks/examine.ts';
import { actions, button, type Json, modal, section } from '../a-workspace.ts';

const plain = (text: string): Json => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const option = (value: string): Json => ({ text: plain('Option'), value });
const input = (element: Json): Json => ({ type: 'input', label: plain('Label'), element });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Pointer and message of each problem. */
const told = (blocks: unknown) => examineBlocks(blocks).map(({ pointer, message }) => `${pointer} ${message}`);
const toldOfView = (view: unknown) => examineView(view).map(({ pointer, message }) => `${pointer} ${message}`);

const KNOWN: KnownBlock[] = [
  { type: 'header', text: { type: 'plain_text', text: 'shop-web' } },
  { type: 'divider' },
  {
    type: 'section',
    text: { type: 'mrkdwn', text: '*Prod* waits', verbatim: true },
    fields: [{ type: 'plain_text', text: 'field' }],
    accessory: {
      type: 'overflow',
      action_id: 'menu',
      options: [{ text: { type: 'plain_text', text: 'Stop' }, value: 'stop', url: 'https://example.com' }],
    },
    expand: true,
  },
  {
    type: 'context',
    elements: [
      { type: 'mrkdwn', text: 'by Dana' },
      { type: 'image', alt_text: 'Dana', image_url: 'https://example.com/d.png' },
    ],
  },
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'go',
        text: { type: 'plain_text', text: 'Approve' },
        style: 'primary',
        value: 'ref',
        accessibility_label: 'Approve shop-web',
        confirm: {
          title: { type: 'plain_text', text: 'Sure?' },
          text: { type: 'mrkdwn', text: 'Approve *shop-web*?' },
          confirm: { type: 'plain_text', text: 'Approve' },
          deny: { type: 'plain_text', text: 'Cancel' },
          style: 'danger',
        },
      },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-11-22' },
      { type: 'conversations_select', action_id: 'where', filter: { include: ['public'], exclude_bot_users: true } },
    ],
  },
  {
    type: 'input',
    block_id: 'in',
    label: { type: 'plain_text', text: 'Reason' },
    hint: { type: 'plain_text', text: 'Short' },
    optional: true,
    dispatch_action: true,
    element: { type: 'plain_text_input', action_id: 'why', multiline: true, min_length: 0, max_length: 3000 },
  },
  { type: 'image', alt_text: 'graph', slack_file: { id: 'F0FILE' }, title: { type: 'plain_text', text: 'Graph' } },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'by ', style: { bold: true } },
          { type: 'user', user_id: 'U0DANA' },
          { type: 'link', url: 'https://example.com', text: 'log' },
          { type: 'date', timestamp: 1763800000, format: '{time}', fallback: '10:26' },
          { type: 'emoji', name: 'rocket' },
          { type: 'broadcast', range: 'here' },
        ],
      },
      { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [{ type: 'rich_text_section', elements: [] }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'line 812' }] },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
    ],
  },
  { type: 'markdown', text: '# Title' },
  {
    type: 'table',
    rows: [
      [
        { type: 'raw_text', text: 'a' },
        { type: 'raw_number', value: 1, text: '1' },
      ],
    ],
  },
  { type: 'alert', text: { type: 'plain_text', text: 'Careful' }, level: 'warning' },
  { type: 'card', title: { type: 'mrkdwn', text: 'Card' } },
  { type: 'plan', title: 'Plan', tasks: [{ type: 'task_card', task_id: '1', title: 'One', status: 'complete' }] },
  {
    type: 'video',
    title: { type: 'plain_text', text: 'v' },
    alt_text: 'v',
    video_url: 'https://example.com/v',
    thumbnail_url: 'https://example.com/t.png',
  },
];

describe('blocks that Slack takes', () => {
  it.each(KNOWN.map((block) => [block.type, block]))('%s', (_, block) => {
    expect(told([block])).toEqual([]);
  });

  it('every element of an input', () => {
    const elements = [
      { type: 'plain_text_input' },
      { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' },
      { type: 'email_text_input' },
      { type: 'url_text_input' },
      { type: 'rich_text_input' },
      { type: 'file_input', max_files: 10, filetypes: ['png'] },
      { type: 'static_select', option_groups: [{ label: plain('Group'), options: [option('a')] }] },
      { type: 'multi_static_select', options: [option('a')], initial_options: [option('a')], max_selected_items: 1 },
      { type: 'external_select', min_query_length: 0 },
      { type: 'users_select', initial_user: 'U0DANA' },
      { type: 'multi_conversations_select' },
      { type: 'channels_select', response_url_enabled: true },
      { type: 'checkboxes', options: [{ text: mrkdwn('*a*'), value: 'a' }] },
      { type: 'radio_buttons', options: [option('a')], initial_option: option('a') },
      { type: 'timepicker', initial_time: '16:00', timezone: 'Europe/Zurich' },
      { type: 'datetimepicker', initial_date_time: 1763800000 },
    ];
    expect(toldOfView(modal({ blocks: elements.map(input) }))).toEqual([]);
  });

  it('limits count code points: 3,000 emoji fit a section', () => {
    expect(told([section('🚂'.repeat(3000))])).toEqual([]);
    expect(told([section('🚂'.repeat(3001))])).toEqual(['/0/text/text must be less than 3001 characters']);
  });
});

describe('limits', () => {
  it.each<[string, unknown[], string[]]>([
    ['51 blocks', times(51, () => ({ type: 'divider' })), [' no more than 50 items allowed']],
    ['an empty text', [section('')], ['/0/text/text must be more than 0 characters']],
    [
      'a header of 151',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      ['/0/text/text must be less than 151 characters'],
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: times(11, () => plain('x')) }],
      ['/0/fields no more than 10 items allowed'],
    ],
    [
      'a field of 2001',
      [{ type: 'section', fields: [plain('x'.repeat(2001))] }],
      ['/0/fields/0/text must be less than 2001 characters'],
    ],
    [
      'eleven context elements',
      [{ type: 'context', elements: times(11, () => plain('x')) }],
      ['/0/elements no more than 10 items allowed'],
    ],
    ['26 actions', [actions(...times(26, (n) => button(`b${n}`, '1')))], ['/0/elements no more than 25 items allowed']],
    ['no actions', [actions()], ['/0/elements no fewer than 1 items required']],
    [
      'a button text of 76',
      [actions({ ...button('b', '1'), text: plain('x'.repeat(76)) })],
      ['/0/elements/0/text/text must be less than 76 characters'],
    ],
    [
      'a button value of 2001',
      [actions(button('b', 'x'.repeat(2001)))],
      ['/0/elements/0/value must be less than 2001 characters'],
    ],
    [
      'an action_id of 256',
      [actions({ ...button('b', '1'), action_id: 'b'.repeat(256) })],
      ['/0/elements/0/action_id must be less than 256 characters'],
    ],
    ['a block_id of 256', [section('x', 'b'.repeat(256))], ['/0/block_id must be less than 256 characters']],
    [
      'an option value of 151',
      [actions({ type: 'overflow', options: [option('x'.repeat(151))] })],
      ['/0/elements/0/options/0/value must be less than 151 characters'],
    ],
    [
      'six overflow options',
      [actions({ type: 'overflow', options: times(6, (n) => option(`${n}`)) })],
      ['/0/elements/0/options no more than 5 items allowed'],
    ],
    [
      '101 options',
      [actions({ type: 'static_select', options: times(101, (n) => option(`${n}`)) })],
      ['/0/elements/0/options no more than 100 items allowed'],
    ],
    [
      'eleven checkboxes',
      [actions({ type: 'checkboxes', options: times(11, (n) => option(`${n}`)) })],
      ['/0/elements/0/options no more than 10 items allowed'],
    ],
    [
      'two markdown blocks of 12,001 in all',
      [
        { type: 'markdown', text: 'x'.repeat(12_000) },
        { type: 'markdown', text: 'x' },
      ],
      [' markdown blocks must be less than 12001 characters in all'],
    ],
    [
      'two tables',
      times(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] })),
      ['/1 only_one_table_allowed'],
    ],
    [
      'rows of different width',
      [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }], []] }],
      ['/0/rows all rows must have the same number of cells'],
    ],
  ])('%s', (_, blocks, problems) => {
    expect(told(blocks)).toEqual(problems);
  });

  it('about 13,200 characters in all blocks together', () => {
    expect(blocksTooLong(times(6, () => section('x'.repeat(2_199))))).toBe(false);
    expect(blocksTooLong(times(6, () => section('x'.repeat(2_200))))).toBe(true);
  });

  it('a confirm with long texts', () => {
    const confirm = {
      title: plain('x'.repeat(101)),
      text: plain('x'.repeat(301)),
      confirm: plain('x'.repeat(31)),
      deny: plain('x'.repeat(31)),
    };
    expect(examineBlocks([actions({ ...button('b', '1'), confirm })]).map(({ pointer }) => pointer)).toEqual([
      '/0/elements/0/confirm/title/text',
      '/0/elements/0/confirm/text/text',
      '/0/elements/0/confirm/confirm/text',
      '/0/elements/0/confirm/deny/text',
    ]);
  });
});

describe('shapes', () => {
  it.each<[string, unknown, string[]]>([
    ['no list', {}, [' must provide an array']],
    ['no object', ['x'], ['/0 must provide an object']],
    ['no type', [{}], ['/0 missing required field: type']],
    ['an unknown block', [{ type: 'banner' }], ['/0/type unsupported type: banner']],
    ['a type that is a name of Object', [{ type: 'constructor' }], ['/0/type unsupported type: constructor']],
    ['a section that says nothing', [{ type: 'section' }], ['/0 missing required field: text']],
    ['a text that is a string', [{ type: 'section', text: 'x' }], ['/0/text must provide an object']],
    [
      'mrkdwn where plain text is due',
      [{ type: 'header', text: mrkdwn('x') }],
      ['/0/text/type unsupported type: mrkdwn'],
    ],
    [
      'a button in a context',
      [{ type: 'context', elements: [button('b', '1')] }],
      ['/0/elements/0/type unsupported type: button'],
    ],
    [
      'a text input among actions',
      [actions({ type: 'plain_text_input', action_id: 'a' })],
      ['/0/elements/0/type unsupported type: plain_text_input'],
    ],
    ['a button as an input', [input(button('b', '1'))], ['/0/element/type unsupported type: button']],
    ['a property that is not one', [{ ...section('x'), colour: 'red' }], ['/0 invalid additional property: colour']],
    [
      'an unknown style',
      [actions({ ...button('b', '1'), style: 'green' })],
      ['/0/elements/0/style must be a valid enum value'],
    ],
    ['a number as value', [actions({ ...button('b', ''), value: 7 })], ['/0/elements/0/value must provide a string']],
    [
      'an image without alt_text',
      [{ type: 'image', image_url: 'https://example.com/x.png' }],
      ['/0 missing required field: alt_text'],
    ],
    [
      'an image without picture',
      [{ type: 'image', alt_text: 'x' }],
      ['/0 missing required field: image_url or slack_file'],
    ],
    [
      'a date in words',
      [actions({ type: 'datepicker', initial_date: 'Friday' })],
      ['/0/elements/0/initial_date does not match the expected format'],
    ],
    [
      'a select without options',
      [actions({ type: 'static_select' })],
      ['/0/elements/0 missing required field: options'],
    ],
    [
      'options and groups',
      [
        actions({
          type: 'static_select',
          options: [option('a')],
          option_groups: [{ label: plain('g'), options: [option('b')] }],
        }),
      ],
      ['/0/elements/0 only one of options and option_groups is allowed'],
    ],
    [
      'an initial option that is none of the options',
      [actions({ type: 'static_select', options: [option('a')], initial_option: option('b') })],
      ['/0/elements/0/initial_option must match one of the options'],
    ],
    [
      'a link in an option of a select',
      [actions({ type: 'static_select', options: [{ ...option('a'), url: 'https://example.com' }] })],
      ['/0/elements/0/options/0 invalid additional property: url'],
    ],
    ['the same block_id twice', [section('x', 'b'), section('y', 'b')], ['/1/block_id `block_id` "b" already exists']],
    [
      'the same action_id twice in a block',
      [actions(button('go', '1'), button('go', '2'))],
      ['/0/elements/1/action_id `action_id` "go" already exists'],
    ],
  ])('%s', (_, blocks, problems) => {
    expect(told(blocks)).toEqual(problems);
  });

  it('the same action_id in two blocks is fine', () => {
    expect(
      told([
        { ...actions(button('go', '1')), block_id: 'a' },
        { ...actions(button('go', '2')), block_id: 'b' },
      ]),
    ).toEqual([]);
  });

  it('tells at most twenty problems', () => {
    expect(examineBlocks(times(50, () => 'x'))).toHaveLength(20);
  });
});

describe('views', () => {
  it('takes what @slack/types calls a modal', () => {
    const view: ModalView = {
      type: 'modal',
      callback_id: 'c',
      private_metadata: 'x'.repeat(3000),
      title: { type: 'plain_text', text: 'x'.repeat(24) },
      submit: { type: 'plain_text', text: 'Send' },
      close: { type: 'plain_text', text: 'Cancel' },
      clear_on_close: true,
      notify_on_close: true,
      external_id: 'e',
      blocks: KNOWN.filter((block) =>
        ['section', 'input', 'header', 'context', 'actions', 'alert'].includes(block.type),
      ),
    };
    expect(toldOfView(view)).toEqual([]);
  });

  it.each<[string, Json, string[]]>([
    ['no title', { ...modal(), title: undefined }, [' missing required field: title']],
    ['a title of 25', modal({ title: plain('x'.repeat(25)) }), ['/title/text must be less than 25 characters']],
    ['a submit of 25', modal({ submit: plain('x'.repeat(25)) }), ['/submit/text must be less than 25 characters']],
    ['an input and no submit', { ...modal(), submit: undefined }, [' missing required field: submit']],
    ['no blocks', modal({ blocks: [] }), ['/blocks no fewer than 1 items required']],
    [
      '101 blocks',
      modal({ blocks: times(101, () => ({ type: 'divider' })) }),
      ['/blocks no more than 100 items allowed'],
    ],
    [
      'private_metadata of 3001',
      modal({ private_metadata: 'x'.repeat(3001) }),
      ['/private_metadata must be less than 3001 characters'],
    ],
    [
      'a message block in a modal',
      modal({ blocks: [{ type: 'markdown', text: 'x' }] }),
      ['/blocks/0/type unsupported type: markdown'],
    ],
    [
      'an alert in a Home',
      { type: 'home', blocks: [{ type: 'alert', text: plain('x') }] },
      ['/blocks/0/type unsupported type: alert'],
    ],
    ['a Home with a title', { type: 'home', title: plain('x'), blocks: [] }, [' invalid additional property: title']],
    [
      'two elements that take the focus',
      modal({ blocks: times(2, (n) => input({ type: 'plain_text_input', action_id: `a${n}`, focus_on_load: true })) }),
      ['/blocks/1 only one element can have focus_on_load'],
    ],
    [
      'a file input in a Home',
      { type: 'home', blocks: [input({ type: 'file_input' })] },
      ['/blocks/0/element/type unsupported type: file_input'],
    ],
    [
      'a least that is more than the most',
      modal({
        blocks: [
          input({ type: 'plain_text_input', min_length: 9, max_length: 8 }),
          input({ type: 'number_input', is_decimal_allowed: false, min_value: '10', max_value: '9' }),
        ],
      }),
      [
        '/blocks/0/element/min_length must not be more than max_length',
        '/blocks/1/element/min_value must not be more than max_value',
      ],
    ],
  ])('%s', (_, view, problems) => {
    expect(toldOfView(view)).toEqual(problems);
  });
});
