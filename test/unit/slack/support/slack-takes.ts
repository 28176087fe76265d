import { expect } from 'vitest';
import type { Drawing } from '../../../../src/app/ports.ts';
import { examineBlocks, examineView } from '../../../../src/sandbox/slack/blocks/examine.ts';
import { textOf } from '../../../../src/sandbox/slack/blocks/text-size.ts';

/** What Slack would refuse of a message, and what it would take but nobody should send. */
export function expectSlackTakes(drawing: Drawing): void {
  expect(examineBlocks(drawing.blocks)).toEqual([]);
  expect(drawing.text.length).toBeGreaterThan(0);
  expect(drawing.text.length).toBeLessThanOrEqual(1_000);
  expect(drawing.blocks.length).toBeGreaterThan(0);
  expect(drawing.blocks.length).toBeLessThanOrEqual(50);
  const all = textOf(drawing.blocks).reduce((sum, text) => sum + text.length, 0);
  expect(all).toBeLessThanOrEqual(9_000);
}

export function expectSlackTakesView(view: object): void {
  expect(examineView(view)).toEqual([]);
}

/** Every text of a drawing, in order. */
export function textsOf(drawing: Drawing): string[] {
  return textOf(drawing.blocks);
}

interface Interactive {
  readonly actionId: string;
  readonly text: string;
  readonly value: string;
  readonly blockId: string;
  /** options come while somebody types */
  readonly loads: boolean;
  /** of a menu */
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** Every button and menu anywhere in a drawing. */
export function interactiveIn(value: unknown, blockId = ''): Interactive[] {
  if (Array.isArray(value)) return value.flatMap((each) => interactiveIn(each, blockId));
  if (!isRecord(value)) return [];
  const here = typeof value.block_id === 'string' ? value.block_id : blockId;
  const inside = Object.values(value).flatMap((each) => interactiveIn(each, here));
  if (typeof value.action_id !== 'string') return inside;
  const options = Array.isArray(value.options) ? value.options.filter(isRecord) : [];
  const offered = options.map((option) => ({ value: String(option.value), text: plain(option.text) }));
  const own = typeof value.value === 'string' ? value.value : '';
  return [
    {
      actionId: value.action_id,
      text: plain(value.text),
      value: own,
      blockId: here,
      loads: value.type === 'external_select',
      options: offered,
    },
    ...inside,
  ];
}

function plain(text: unknown): string {
  return isRecord(text) && typeof text.text === 'string' ? text.text : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
