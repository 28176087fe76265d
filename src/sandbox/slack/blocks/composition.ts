import { boolean, byType, type Check, integer, list, object, string } from './check.ts';

/** Composition objects: the parts that blocks and elements share. Limits: Slack's reference of composition objects. */

const plain = (max: number): Check => object({ text: string({ min: 1, max }), emoji: boolean }, { required: ['text'] });
const mrkdwn = (max: number): Check =>
  object({ text: string({ min: 1, max }), verbatim: boolean }, { required: ['text'] });

/** A text object that may only be plain text. */
export const plainText = (max: number): Check => byType({ plain_text: plain(max) });
export const mrkdwnText = (max: number): Check => byType({ mrkdwn: mrkdwn(max) });
export const anyText = (max: number): Check => byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

export const blockId = string({ max: 255 });
export const actionId = string({ max: 255 });
export const style = string({ oneOf: ['primary', 'danger'] });
export const url = string({ min: 1, max: 3000 });

export const confirm = object(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30), style },
  { required: ['text'] },
);

const optionMembers = { value: string({ min: 1, max: 150 }), description: plainText(75) };
/** of selects */
export const option = object({ ...optionMembers, text: plainText(75) }, { required: ['text', 'value'] });
/** of overflow menus, which alone may link */
export const linkOption = object({ ...optionMembers, text: plainText(75), url }, { required: ['text', 'value'] });
/** of checkboxes and radio buttons */
export const richOption = object(
  { value: string({ min: 1, max: 150 }), text: anyText(75), description: anyText(75) },
  { required: ['text', 'value'] },
);
export const optionGroup = object(
  { label: plainText(75), options: list(option, { min: 1, max: 100 }) },
  { required: ['label', 'options'] },
);

/** What an app answers when it is asked for the options of a menu; there may be none. */
export const offeredOptions = list(option, { max: 100 });
export const offeredGroups = list(optionGroup, { max: 100 });

export const conversationFilter = object(
  {
    include: list(string({ oneOf: ['im', 'mpim', 'private', 'public'] }), { min: 1, max: 4 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  { someOf: ['include', 'exclude_external_shared_channels', 'exclude_bot_users'] },
);

export const dispatchActionConfig = object({
  trigger_actions_on: list(string({ oneOf: ['on_enter_pressed', 'on_character_entered'] }), { min: 1, max: 2 }),
});

/** By id or by URL, not both. */
export const slackFile = object({ id: string({ min: 1 }), url }, { someOf: ['id', 'url'] });
export const imageMembers = { image_url: url, slack_file: slackFile, alt_text: string({ min: 1, max: 2000 }) };
export const image = object(imageMembers, { required: ['alt_text'], someOf: ['image_url', 'slack_file'] });

export const maxSelectedItems = integer(1, 100);
