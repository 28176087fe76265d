import type { Problem } from './blocks/check.ts';
import { blocksTooLong, examineBlocks } from './blocks/examine.ts';
import { normaliseBlocks } from './blocks/normalise.ts';
import { fallbackText } from './blocks/text-size.ts';
import { characters, isObject, type JsonObject } from './json.ts';
import { SlackError } from './slack-error.ts';

/** Slack cuts longer texts. */
const LONGEST_TEXT = 40_000;
const LONGEST_MARKDOWN = 12_000;
const MOST_ATTACHMENTS = 100;
/** Slack documents that there is a limit, not which. */
const LARGEST_METADATA = 8_000;

/** What a message says, checked and normalised. */
export interface Content {
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
  metadata: JsonObject | null;
}

/** What an app may send; undefined: it did not. */
export interface ContentArguments {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  metadata?: unknown;
  markdown_text?: unknown;
}

/** Checks and normalises what an app wants to say.
 * @throws SlackError `no_text`, `invalid_blocks`, `invalid_blocks_format`, `msg_blocks_too_long`, `invalid_attachments`,
 * `too_many_attachments`, `metadata_too_large`, `invalid_metadata_format`, `markdown_text_conflict`, `msg_too_long` */
export function readContent(given: ContentArguments, newId: () => string): Content {
  const markdown = readMarkdown(given);
  const blocks = readBlocks(markdown === null ? given.blocks : [{ type: 'markdown', text: markdown }], newId);
  const attachments = readAttachments(given.attachments, newId);
  const text = markdown ?? readText(given.text);
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new SlackError('no_text');
  return {
    text: text === '' && blocks.length > 0 ? fallbackText(blocks) : text,
    blocks,
    attachments,
    metadata: readMetadata(given.metadata),
  };
}

function readText(text: unknown): string {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof text);
  const whole = isPlain ? `${text}` : '';
  return whole.length > LONGEST_TEXT ? [...whole].slice(0, LONGEST_TEXT).join('') : whole;
}

function readMarkdown(given: ContentArguments): string | null {
  if (typeof given.markdown_text !== 'string' || given.markdown_text === '') return null;
  if (given.blocks !== undefined || (given.text !== undefined && given.text !== ''))
    throw new SlackError('markdown_text_conflict');
  if (characters(given.markdown_text) > LONGEST_MARKDOWN) throw new SlackError('msg_too_long');
  return given.markdown_text;
}

/** @throws SlackError `invalid_blocks_format`, `invalid_blocks`, `msg_blocks_too_long` */
export function readBlocks(blocks: unknown, newId: () => string): JsonObject[] {
  if (blocks === undefined || blocks === null || blocks === '') return [];
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const problems = examineBlocks(blocks);
  if (problems.length > 0) throw invalidBlocks(problems, '/blocks');
  if (blocksTooLong(blocks)) throw new SlackError('msg_blocks_too_long');
  return normaliseBlocks(blocks, newId);
}

/** The answer of the chat methods to bad blocks.
 * @param root JSON pointer of the list of blocks */
export function invalidBlocks(problems: readonly Problem[], root: string): SlackError {
  const errors = problems.map((problem) => `${problem.message} [json-pointer:${root}${problem.pointer}]`);
  const messages = errors.map((error) => `[ERROR] ${error}`);
  return new SlackError('invalid_blocks', { errors, response_metadata: { messages } });
}

function readAttachments(attachments: unknown, newId: () => string): JsonObject[] {
  if (attachments === undefined || attachments === null || attachments === '') return [];
  if (!Array.isArray(attachments) || !attachments.every(isObject)) throw new SlackError('invalid_attachments');
  if (attachments.length > MOST_ATTACHMENTS) throw new SlackError('too_many_attachments');
  return attachments.map((attachment, index) => {
    if (attachment.blocks === undefined) return { id: index + 1, ...attachment };
    const problems = examineBlocks(attachment.blocks);
    if (problems.length > 0) throw invalidBlocks(problems, `/attachments/${index}/blocks`);
    const blocks = normaliseBlocks(Array.isArray(attachment.blocks) ? attachment.blocks : [], newId);
    return { id: index + 1, ...attachment, blocks };
  });
}

/** Message metadata: `{event_type, event_payload}`. */
export function readMetadata(metadata: unknown): JsonObject | null {
  if (metadata === undefined || metadata === null || metadata === '') return null;
  if (!isObject(metadata)) throw new SlackError('invalid_metadata_format');
  const { event_type: type, event_payload: payload } = metadata;
  if (typeof type !== 'string' || type === '' || !isObject(payload)) throw new SlackError('invalid_metadata_schema');
  if (JSON.stringify(metadata).length > LARGEST_METADATA) throw new SlackError('metadata_too_large');
  return metadata;
}
