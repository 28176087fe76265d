import { isObject, type JsonObject } from '../json.ts';
import { boolean, byType, type Check, failed, integer, list, number, object, type Problem, string } from './check.ts';
import { anyText, blockId, image, mrkdwnText, plainText, url } from './composition.ts';
import { elements } from './elements.ts';
import { block, LAYOUT } from './layout.ts';
import { richTextBlock } from './rich-text.ts';

/** Blocks that Slack added since 2025. Their limits are less well established than those of layout.ts. */

const words = string({ min: 1 });
const cell = byType({
  raw_text: object({ text: string() }, { required: ['text'] }),
  raw_number: object({ text: string(), value: number }, { required: ['value'] }),
  rich_text: richTextBlock,
});

function equallyWide(value: JsonObject, at: string, problems: Problem[]): void {
  const rows: unknown[] = Array.isArray(value.rows) ? value.rows : [];
  const widths = new Set(rows.map((row) => (Array.isArray(row) ? row.length : 0)));
  if (widths.size > 1)
    problems.push(failed(`${at}/rows`, 'all rows must have the same number of cells', { type: 'rows' }));
}

const columnSetting: Check = (value, at, problems) => {
  if (value === null) return; // null skips a column
  object({ align: string({ oneOf: ['left', 'center', 'right'] }), is_wrapped: boolean })(value, at, problems);
};

const label = string({ min: 1, max: 20 });
const series = list(
  object(
    {
      name: label,
      data: list(object({ label, value: number }, { required: ['label', 'value'] }), { min: 1, max: 20 }),
    },
    { required: ['name', 'data'] },
  ),
  { min: 1, max: 12 },
);
const axes = object({
  categories: list(label, { max: 20 }),
  x_label: string({ max: 50 }),
  y_label: string({ max: 50 }),
});
const axisChart = object({ series, axis_config: axes }, { required: ['series'] });
const segments = list(object({ label, value: number }, { required: ['label', 'value'] }), { min: 1, max: 12 });

const taskCard = block(
  {
    task_id: words,
    title: words,
    status: string({ oneOf: ['pending', 'in_progress', 'complete', 'error'] }),
    details: richTextBlock,
    output: richTextBlock,
    sources: list(byType({ url: object({ url, text: words }, { required: ['url', 'text'] }) })),
  },
  { required: ['task_id', 'title', 'status'] },
);

const card = block(
  {
    hero_image: byType({ image }),
    icon: byType({ image }),
    slack_icon: (value, at, problems) => {
      if (!isObject(value)) string({ min: 1 })(value, at, problems);
    },
    title: mrkdwnText(150),
    subtitle: mrkdwnText(150),
    body: mrkdwnText(200),
    subtext: mrkdwnText(200),
    actions: list(byType(elements(['button'])), { min: 1, max: 3 }),
  },
  { someOf: ['hero_image', 'title', 'actions', 'body'] },
);

const table = block(
  {
    rows: list(list(cell, { max: 20 }), { min: 1, max: 100 }),
    column_settings: list(columnSetting, { max: 20 }),
  },
  { required: ['rows'], also: equallyWide },
);

const CHILDREN = ['actions', 'context', 'divider', 'file', 'header', 'image', 'input', 'rich_text', 'section', 'video'];
const children = Object.fromEntries(Object.entries(LAYOUT).filter(([type]) => CHILDREN.includes(type)));

export const NEWER_LAYOUT: Record<string, Check> = {
  markdown: object({ block_id: blockId, text: string({ min: 1, max: 12_000 }) }, { required: ['text'] }),
  table,
  data_table: block(
    {
      caption: words,
      rows: list(list(cell, { max: 20 }), { min: 2, max: 201 }),
      page_size: integer(1, 100),
      row_header_column_index: integer(0, 19),
    },
    { required: ['caption', 'rows'], also: equallyWide },
  ),
  data_visualization: block(
    {
      title: string({ min: 1, max: 50 }),
      chart: byType({
        pie: object({ segments }, { required: ['segments'] }),
        bar: axisChart,
        area: axisChart,
        line: axisChart,
      }),
    },
    { required: ['chart'] },
  ),
  alert: block(
    { text: anyText(200), level: string({ oneOf: ['default', 'info', 'warning', 'error', 'success'] }) },
    { required: ['text'] },
  ),
  card,
  carousel: block({ elements: list(byType({ card }), { min: 1, max: 10 }) }, { required: ['elements'] }),
  container: block(
    {
      title: plainText(150),
      rich_text_title: richTextBlock,
      subtitle: anyText(150),
      child_blocks: list(byType({ ...children, table }), { min: 1, max: 10 }),
      width: string({ oneOf: ['narrow', 'standard', 'wide', 'full'] }),
      icon: byType({ image }),
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    { required: ['child_blocks'], someOf: ['title', 'rich_text_title'] },
  ),
  context_actions: block(
    { elements: list(byType(elements(['feedback_buttons', 'icon_button'])), { min: 1, max: 5 }) },
    { required: ['elements'] },
  ),
  task_card: taskCard,
  plan: block({ title: words, tasks: list(byType({ task_card: taskCard })) }, { required: ['title'] }),
};
