import type { JsonObject } from '../json.ts';
import { boolean, byType, type Check, list, missing, object, type Problem, string } from './check.ts';
import { anyText, blockId, image, imageMembers, plainText, url } from './composition.ts';
import { elements } from './elements.ts';
import { richTextBlock } from './rich-text.ts';

/** The established layout blocks: their members, and the elements each takes. */

const SELECTS = ['static_select', 'external_select', 'users_select', 'channels_select', 'conversations_select'];
const MULTI_SELECTS = SELECTS.map((select) => `multi_${select}`);
const CHOICES = [...SELECTS, ...MULTI_SELECTS, 'checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];

const ACCESSORIES = [...CHOICES, 'button', 'workflow_button', 'overflow', 'image'];
const ACTIONS = [...CHOICES, 'button', 'workflow_button', 'overflow', 'datetimepicker', 'rich_text_input'];
const INPUTS = [
  ...CHOICES,
  'datetimepicker',
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'rich_text_input',
  'file_input',
];

function sectionSaysSomething(value: JsonObject, at: string, problems: Problem[]): void {
  if (value.text === undefined && value.fields === undefined) problems.push(missing(at, 'text'));
}

/** A block, whatever it is, may carry a `block_id`. */
export function block(members: Record<string, Check>, rule: Parameters<typeof object>[1] = {}): Check {
  return object({ block_id: blockId, ...members }, rule);
}

const textMembers = (max: number) => ({ text: string({ min: 1, max }) });
const CONTEXT: Record<string, Check> = {
  image,
  plain_text: object({ ...textMembers(3000), emoji: boolean }, { required: ['text'] }),
  mrkdwn: object({ ...textMembers(3000), verbatim: boolean }, { required: ['text'] }),
};

export const LAYOUT: Record<string, Check> = {
  section: block(
    {
      text: anyText(3000),
      fields: list(anyText(2000), { min: 1, max: 10 }),
      accessory: byType(elements(ACCESSORIES)),
      expand: boolean,
    },
    { also: sectionSaysSomething },
  ),
  header: block({ text: plainText(150) }, { required: ['text'] }),
  divider: block({}),
  context: block({ elements: list(byType(CONTEXT), { min: 1, max: 10 }) }, { required: ['elements'] }),
  actions: block({ elements: list(byType(elements(ACTIONS)), { min: 1, max: 25 }) }, { required: ['elements'] }),
  input: block(
    {
      label: plainText(2000),
      element: byType(elements(INPUTS)),
      hint: plainText(2000),
      optional: boolean,
      dispatch_action: boolean,
    },
    { required: ['label', 'element'] },
  ),
  image: block(
    { ...imageMembers, title: plainText(2000) },
    { required: ['alt_text'], someOf: ['image_url', 'slack_file'] },
  ),
  rich_text: richTextBlock,
  video: block(
    {
      title: plainText(199),
      title_url: url,
      video_url: url,
      thumbnail_url: url,
      alt_text: string({ min: 1, max: 2000 }),
      description: plainText(200),
      author_name: string({ max: 49 }),
      provider_name: string({ max: 49 }),
      provider_icon_url: url,
    },
    { required: ['title', 'video_url', 'thumbnail_url', 'alt_text'] },
  ),
  file: block(
    { source: string({ oneOf: ['remote'] }), external_id: string({ min: 1 }) },
    { required: ['source', 'external_id'] },
  ),
};
