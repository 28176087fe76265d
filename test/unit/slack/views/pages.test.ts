import { describe, expect, it } from 'vitest';
import type { Sentence } from '../../../../src/domain/command.ts';
import { OperationId } from '../../../../src/domain/ids.ts';
import { parseCommand } from '../../../../src/slack/commands/index.ts';
import { parseWordsValue } from '../../../../src/slack/typed-words.ts';
import { drawAnswer } from '../../../../src/slack/views/answers/index.ts';
import { aLine } from '../support/answers.ts';
import { expectSlackTakes, interactiveIn, textsOf } from '../support/slack-takes.ts';

const LINES = Array.from({ length: 45 }, (_, index) => aLine(`pipeline-${index}`, { state: 'failed', stage: 'Build' }));
const page = (sentence?: Sentence) => drawAnswer({ kind: 'list', lines: LINES }, OperationId('op'), sentence);
const namesOn = (sentence?: Sentence) =>
  [
    ...textsOf(page(sentence))
      .join('\n')
      .matchAll(/\|(pipeline-\d+)>/g),
  ].map(([, name]) => name);
const buttonsOn = (sentence?: Sentence) =>
  interactiveIn(page(sentence).blocks).map(({ text, value }) => [text, parseWordsValue(value)]);

describe('a long answer', () => {
  it('comes in pages that together have every line once', () => {
    const all = [1, 2, 3].flatMap((number) => namesOn({ text: 'list', page: number }));

    expect(all).toEqual(LINES.map(({ ref }) => ref.pipeline));
  });

  it('has buttons that repeat the sentence with another page, wherever a page was named before', () => {
    expect(buttonsOn({ text: 'list pipe*' })).toEqual([['More', 'list pipe* --page=2']]);
    expect(buttonsOn({ text: 'list --page=2 pipe*', page: 2 })).toEqual([
      ['Back', 'list pipe* --page=1'],
      ['More', 'list pipe* --page=3'],
    ]);
    expect(buttonsOn({ text: 'list —page=3', page: 3 })).toEqual([['Back', 'list --page=2']]);
  });

  it('shows its last page to whoever asks for one beyond', () => {
    expect(namesOn({ text: 'list', page: 99 })).toEqual(namesOn({ text: 'list', page: 3 }));
  });

  it('says which page it is', () => {
    expect(textsOf(page({ text: 'list', page: 2 }))).toContain('page 2 of 3');
  });

  it('says what to type where the sentence is too long for a button', () => {
    const drawn = page({ text: `list ${'x'.repeat(2_000)}` });

    expect(textsOf(drawn)).toContain('page 1 of 3: add `--page=2`');
    expectSlackTakes(drawn);
  });

  it('that answers no question is counted, not paged', () => {
    expect(buttonsOn()).toEqual([]);
    expect(textsOf(page())).toContain('and 25 more');
  });

  it('is one page when it is short, without buttons', () => {
    const drawn = drawAnswer({ kind: 'list', lines: LINES.slice(0, 20) }, OperationId('op'), { text: 'list' });

    expect(interactiveIn(drawn.blocks)).toEqual([]);
    expect(textsOf(drawn).join()).not.toContain('page');
  });
});

describe('a sentence with a page', () => {
  it.each(['list --page=2', 'list --page=2 shop-*', 'help looking --page=2', 'history shop-web 50 --page=2'])(
    'is understood: %s',
    (text) => {
      expect(parseCommand(text)).toMatchObject({ ok: true, page: 2 });
    },
  );

  it.each(['list --page=0', 'list --page=two', 'start shop-web --page=2', 'approve shop-web --page=2'])(
    'is not, where there is no such page, or no answer that has pages: %s',
    (text) => {
      expect(parseCommand(text)).toMatchObject({ ok: false, problem: { kind: 'wrong_usage' } });
    },
  );
});
