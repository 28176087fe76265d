import type { HomeView, InputBlock, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/web-api';

/** Views with everything that an app may draw, for the tests of the page. */

export const words = (text: string): PlainTextElement => ({ type: 'plain_text', text });
export const option = (text: string, value = text.toLowerCase()): PlainTextOption => ({ text: words(text), value });

export const input = (
  id: string,
  label: string,
  element: InputBlock['element'],
  more: Partial<InputBlock> = {},
): InputBlock => ({
  type: 'input',
  block_id: id,
  label: words(label),
  element: { action_id: 'a', ...element },
  ...more,
});

export const modal = (title: string, blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'everything',
  title: words(title),
  submit: words('Start'),
  close: words('Cancel'),
  blocks,
  ...more,
});

export const home = (...blocks: KnownBlock[]): HomeView => ({ type: 'home', blocks });

const strategies = [
  { ...option('All at once', 'all'), description: words('Fast, and everybody notices') },
  { ...option('One by one', 'rolling'), description: words('Slower, and nobody does') },
];

export const everyInput: KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Starts *shop-web* as it is in CodePipeline now.' } },
  input('pipeline', 'Pipeline', {
    type: 'external_select',
    min_query_length: 2,
    placeholder: words('Type a name'),
  }),
  input('stages', 'Stages', { type: 'multi_external_select', min_query_length: 0 }, { optional: true }),
  input('region', 'Region', {
    type: 'static_select',
    option_groups: [
      { label: words('Europe'), options: [option('Ireland', 'eu-west-1'), option('Frankfurt', 'eu-central-1')] },
      { label: words('America'), options: [option('Ohio', 'us-east-2')] },
    ],
  }),
  input('who', 'Who is told', { type: 'multi_users_select' }, { optional: true }),
  input('owner', 'Owner', { type: 'users_select', initial_user: 'U0DANA' }),
  input('channel', 'Channel', { type: 'conversations_select' }, { optional: true }),
  input('strategy', 'How', { type: 'radio_buttons', options: strategies }),
  input(
    'checks',
    'Before it starts',
    { type: 'checkboxes', options: [option('Tell the channel', 'tell'), option('Wait for a quiet moment', 'wait')] },
    { optional: true },
  ),
  input('day', 'Day', { type: 'datepicker' }, { hint: words('In the time zone of this browser') }),
  input('hour', 'Hour', { type: 'timepicker' }),
  input('until', 'Not after', { type: 'datetimepicker' }, { optional: true }),
  input('canary', 'Share of the canary', {
    type: 'number_input',
    is_decimal_allowed: false,
    min_value: '1',
    max_value: '50',
  }),
  input('mail', 'Report to', { type: 'email_text_input' }, { optional: true }),
  input('ticket', 'Ticket', { type: 'url_text_input' }, { optional: true }),
  input('reason', 'Reason', { type: 'plain_text_input', multiline: true, max_length: 60 }),
  input('notes', 'Notes', { type: 'rich_text_input' }, { optional: true }),
  input('draft', 'Definition', { type: 'file_input', filetypes: ['json', 'yml'], max_files: 2 }),
];
