import { isObject, type JsonObject, objectsIn } from '../json.ts';

/** Elements that answer to an `action_id`. */
const INTERACTIVE =
  /^(button|workflow_button|overflow|checkboxes|radio_buttons|(date|time|datetime)picker|(plain|rich|email|url)_text_input|rich_text_input|number_input|file_input|feedback_buttons|icon_button|(multi_)?(static|external|users|channels|conversations)_select)$/;

/** Fills in what Slack fills in: `emoji: true` on plain text, `verbatim: false` on mrkdwn; all the way down. */
export function withTextDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextDefaults);
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, member] of Object.entries(value)) copy[key] = withTextDefaults(member);
  if (typeof copy.text === 'string') {
    if (copy.type === 'plain_text') copy.emoji ??= true;
    if (copy.type === 'mrkdwn') copy.verbatim ??= false;
  }
  return copy;
}

/** Blocks as Slack stores and returns them: text defaults, and an id wherever the app gave none.
 * @param newId gives a fresh `block_id` or `action_id`
 * @returns a copy; the input is not touched */
export function normaliseBlocks(blocks: readonly unknown[], newId: () => string): JsonObject[] {
  return objectsIn(blocks.map(withTextDefaults)).map((block) =>
    withActionIds({ ...block, block_id: idOf(block.block_id, newId) }, newId),
  );
}

function withActionIds(object: JsonObject, newId: () => string): JsonObject {
  const copy: JsonObject = {};
  for (const [key, member] of Object.entries(object)) {
    if (Array.isArray(member)) copy[key] = member.map((item) => (isObject(item) ? withActionIds(item, newId) : item));
    else copy[key] = isObject(member) ? withActionIds(member, newId) : member;
  }
  if (typeof copy.type === 'string' && INTERACTIVE.test(copy.type)) copy.action_id = idOf(copy.action_id, newId);
  return copy;
}

function idOf(given: unknown, newId: () => string): string {
  return typeof given === 'string' && given !== '' ? given : newId();
}
