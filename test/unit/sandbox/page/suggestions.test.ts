import { describe, expect, it } from 'vitest';
import { suggest, usageOf } from '../../../../src/sandbox/page/messages/suggestions.ts';
import { APP_MANIFEST } from '../../../support/app-manifest.ts';

const word = (name: string, rest = '') => ({ name, usage: `${name} ${rest}`.trim(), summary: `what ${name} does` });
const WORDS = [word('status', '[pipeline]'), word('start', '<pipeline>'), word('stop', '<pipeline>'), word('help')];
const withWords = (words: typeof WORDS) => ({
  commands: APP_MANIFEST.commands.map((command) => ({ ...command, words })),
  shortcuts: APP_MANIFEST.shortcuts,
  homeTab: true,
});
const labels = (line: string, words = WORDS) => suggest(line, withWords(words)).map(({ label }) => label);

describe('what is offered while somebody types', () => {
  it.each([
    ['/', ['/pipeline', 'Start a pipeline…']],
    ['/pip', ['/pipeline', 'Start a pipeline…']],
    ['/START', ['Start a pipeline…']],
    ['/x', []],
    ['/pipeline ', ['status', 'start', 'stop', 'help']],
    ['/Pipeline st', ['status', 'start', 'stop']],
    ['/pipeline help', []],
    ['/pipeline status shop', []],
    ['/other st', []],
    ['pipeline', []],
    ['', []],
  ])('after %j: %j', (line, expected) => {
    expect(labels(line)).toEqual(expected);
  });

  it('tells what can follow, and what the line becomes', () => {
    expect(suggest('/pipeline sta', withWords(WORDS))[1]).toMatchObject({
      kind: 'text',
      usage: '<pipeline>',
      detail: 'what start does',
      line: '/pipeline start ',
    });
    expect(suggest('/pipeline', withWords(WORDS))[0]).toMatchObject({
      usage: 'status | start | help',
      line: '/pipeline ',
    });
    expect(suggest('/st', withWords(WORDS))).toMatchObject([{ kind: 'shortcut', callbackId: 'start' }]);
  });

  it('takes the words of the manifest’s hint where no help is known', () => {
    expect(labels('/pipeline s', [])).toEqual(['status', 'start']);
  });

  it('says how a whole word goes on', () => {
    expect(usageOf('/pipeline start shop', withWords(WORDS))).toBe('/pipeline start <pipeline>');
    expect(usageOf('/pipeline sta', withWords(WORDS))).toBeNull();
    expect(usageOf('hello', withWords(WORDS))).toBeNull();
  });
});
