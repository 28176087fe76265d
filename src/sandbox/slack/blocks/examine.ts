import { isObject, type JsonObject, objectsIn, stringOr } from '../json.ts';
import {
  boolean,
  byType,
  type Check,
  failed,
  list,
  missing,
  object,
  type Problem,
  string,
  unsupported,
} from './check.ts';
import { plainText } from './composition.ts';
import { LAYOUT } from './layout.ts';
import { NEWER_LAYOUT } from './newer-layout.ts';
import { isTooLong, textOf } from './text-size.ts';

type Surface = 'message' | 'unfurl' | 'modal' | 'home';

/** More problems than this are not told: nobody reads on. */
const TOLD = 20;

const EVERYWHERE = Object.keys(LAYOUT).filter((type) => type !== 'file');
const ON_MESSAGE = [...Object.keys(LAYOUT), ...Object.keys(NEWER_LAYOUT)];
/** Which block may stand on which surface (a few of Slack's pages do not say; then only where it was seen). */
const ON_SURFACE: Record<Surface, readonly string[]> = {
  message: ON_MESSAGE,
  unfurl: ON_MESSAGE.filter((type) => type !== 'rich_text'),
  modal: [...EVERYWHERE, 'alert'],
  home: EVERYWHERE,
};
const MOST_BLOCKS: Record<Surface, number> = { message: 50, unfurl: 50, modal: 100, home: 100 };

const BLOCKS: Record<string, Check> = { ...LAYOUT, ...NEWER_LAYOUT };
const blockOn = (surface: Surface): Check =>
  byType(Object.fromEntries(Object.entries(BLOCKS).filter(([type]) => ON_SURFACE[surface].includes(type))));

const blocksOn = (surface: Surface): Check => {
  const check = list(blockOn(surface), { min: surface === 'modal' ? 1 : 0, max: MOST_BLOCKS[surface] });
  return (value, at, problems) => {
    check(value, at, problems);
    const blocks: unknown[] = Array.isArray(value) ? value.slice(0, MOST_BLOCKS[surface]) : [];
    problems.push(...repeatedIds(blocks, at), ...onlyOnce(blocks, at), ...markdownTooLong(blocks, at));
    if (surface !== 'modal') problems.push(...fileInputs(blocks, at));
  };
};

const ids = {
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
};
const messageBlocks = blocksOn('message');
const unfurlBlocks = blocksOn('unfurl');
const home = object({ ...ids, blocks: blocksOn('home') }, { required: ['blocks'] });
const modal = object(
  {
    ...ids,
    blocks: blocksOn('modal'),
    title: plainText(24),
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
  { required: ['title', 'blocks'], also: inputsNeedSubmit },
);

/** Examines the blocks of a message.
 * @returns what is wrong; pointers start at the list (`/0/text/text`) */
export function examineBlocks(blocks: unknown): Problem[] {
  return examine(messageBlocks, blocks);
}

/** The same for what is shown below a link. */
export function examineUnfurl(blocks: unknown): Problem[] {
  return examine(unfurlBlocks, blocks);
}

/** Examines a modal or App Home; pointers start at the view (`/blocks/0/text/text`, or empty for the view itself). */
export function examineView(view: unknown): Problem[] {
  return examine(byType({ modal, home }), view);
}

/** Whether a message's blocks hold more text than Slack takes, which answers `msg_blocks_too_long`. */
export function blocksTooLong(blocks: unknown): boolean {
  return isTooLong(textOf(blocks));
}

function examine(check: Check, value: unknown): Problem[] {
  const problems: Problem[] = [];
  check(value, '', problems);
  return problems.slice(0, TOLD);
}

function inputsNeedSubmit(view: JsonObject, at: string, problems: Problem[]): void {
  const asks = objectsIn(view.blocks).some((block) => block.type === 'input');
  if (asks && view.submit === undefined) problems.push(missing(at, 'submit'));
}

function repeatedIds(blocks: readonly unknown[], at: string): Problem[] {
  const problems: Problem[] = [];
  const blockIds = new Set<string>();
  blocks.forEach((block, index) => {
    if (!isObject(block)) return;
    const id = stringOr(block.block_id, '');
    if (id !== '' && blockIds.has(id)) problems.push(repeated(`${at}/${index}/block_id`, 'block_id', id));
    blockIds.add(id);

    const actionIds = new Set<string>();
    const elements: unknown[] = Array.isArray(block.elements) ? block.elements : [];
    elements.forEach((element, place) => {
      const action = isObject(element) ? stringOr(element.action_id, '') : '';
      if (action !== '' && actionIds.has(action))
        problems.push(repeated(`${at}/${index}/elements/${place}/action_id`, 'action_id', action));
      actionIds.add(action);
    });
  });
  return problems;
}

function repeated(pointer: string, field: string, id: string): Problem {
  return failed(pointer, `\`${field}\` "${id}" already exists`, { type: 'unique' });
}

/** One table and two charts per message; one element of a view that takes the focus. */
function onlyOnce(blocks: readonly unknown[], at: string): Problem[] {
  const places = (type: string) =>
    blocks.flatMap((block, index) => (isObject(block) && block.type === type ? [index] : []));
  const focused = blocks.flatMap((block, index) => (isObject(block) && takesFocus(block) ? [index] : []));
  return [
    ...places('table')
      .slice(1)
      .map((index) => failed(`${at}/${index}`, 'only_one_table_allowed', { type: 'max', max: 1 })),
    ...places('data_visualization')
      .slice(2)
      .map((index) => failed(`${at}/${index}`, 'no more than 2 charts allowed', { type: 'max', max: 2 })),
    ...focused
      .slice(1)
      .map((index) => failed(`${at}/${index}`, 'only one element can have focus_on_load', { type: 'max', max: 1 })),
  ];
}

/** Files can be asked for in modals only. */
function fileInputs(blocks: readonly unknown[], at: string): Problem[] {
  return blocks.flatMap((block, index) => {
    const isOne = isObject(block) && isObject(block.element) && block.element.type === 'file_input';
    return isOne ? [unsupported(`${at}/${index}/element`, 'file_input', [])] : [];
  });
}

function takesFocus(block: JsonObject): boolean {
  return [block.element, block.accessory, ...objectsIn(block.elements)].some(
    (element) => isObject(element) && element.focus_on_load === true,
  );
}

/** 12,000 characters over all markdown blocks together. */
function markdownTooLong(blocks: readonly unknown[], at: string): Problem[] {
  const text = objectsIn(blocks).map((block) => (block.type === 'markdown' ? stringOr(block.text, '') : ''));
  const single = text.some((part) => part.length > 12_000); // then the block itself has been told
  return !single && text.join('').length > 12_000
    ? [failed(at, 'markdown blocks must be less than 12001 characters in all', { type: 'max_length', max: 12_000 })]
    : [];
}
