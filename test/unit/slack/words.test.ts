import { describe, expect, it } from 'vitest';
import { toWords } from '../../../src/slack/commands/words.ts';

const texts = (line: string) => toWords(line).map(({ text }) => text);

describe('the words after a slash command', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['status  shop-web ', ['status', 'shop-web']],
    ['reject shop-web "not on a Friday"', ['reject', 'shop-web', 'not on a Friday']],
    ["reject shop-web 'not today'", ['reject', 'shop-web', 'not today']],
    ['reject shop-web “not on a Friday”', ['reject', 'shop-web', 'not on a Friday']],
    ['reject shop-web „nicht heute“', ['reject', 'shop-web', 'nicht heute']],
    ['reject shop-web “mixed"', ['reject', 'shop-web', 'mixed']],
    ['start etl mode="full load" day=1', ['start', 'etl', 'mode=full load', 'day=1']],
    ['start etl mode=“full load”', ['start', 'etl', 'mode=full load']],
    ["approve shop-web it's fine", ['approve', 'shop-web', "it's", 'fine']],
    ['approve shop-web it’s fine', ['approve', 'shop-web', 'it’s', 'fine']],
    ['approve shop-web "never closed', ['approve', 'shop-web', '"never', 'closed']],
    ['retry shop-web —all', ['retry', 'shop-web', '--all']],
    ['retry shop-web –all', ['retry', 'shop-web', '--all']],
    ['approve shop-web good — really', ['approve', 'shop-web', 'good', '—', 'really']],
    ['status <http://shop.web|shop.web>', ['status', 'shop.web']],
    ['approve a see <https://github.com/a/b>', ['approve', 'a', 'see', 'https://github.com/a/b']],
    [
      'approve a thanks <@U0BEN|ben> in <#C0DEPLOYS|deployments>',
      ['approve', 'a', 'thanks', '@ben', 'in', '#deployments'],
    ],
    ['approve a thanks <@U0BEN>, <!here>', ['approve', 'a', 'thanks', '@U0BEN,', '@here']],
    ['approve a 1 &lt; 2 &amp;&amp; 3 &gt; 2', ['approve', 'a', '1', '<', '2', '&&', '3', '>', '2']],
    ['approve a <b> stays', ['approve', 'a', '<b>', 'stays']],
    ['approve a &amp;lt; is not unescaped twice', ['approve', 'a', '&lt;', 'is', 'not', 'unescaped', 'twice']],
    ['status\u00a0shop-web', ['status', 'shop-web']],
    ['reject a ""', ['reject', 'a', '']],
  ])('of %j are %j', (line, expected) => {
    expect(texts(line)).toEqual(expected);
  });

  it('are marked when they were quoted, so that a quoted flag is text', () => {
    expect(toWords('a "--all" --all')).toEqual([
      { text: 'a', quoted: false },
      { text: '--all', quoted: true },
      { text: '--all', quoted: false },
    ]);
  });

  it('take no longer for a line that is made to be slow', () => {
    const began = performance.now();
    toWords('"a '.repeat(2_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
