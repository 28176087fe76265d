import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pickExcerpt } from '../../../../src/domain/excerpt/pick-excerpt.ts';
import { toPlainLog } from '../../../../src/domain/excerpt/plain-log.ts';
import { inProject } from '../../../support/packaged.ts';

const FOLDER = inProject('test/fixtures/logs');
const names = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.log') ? [file.slice(0, -'.log'.length)] : []));
const read = (file: string) => readFileSync(`${FOLDER}/${file}`, 'utf8');
const expectedOf = (name: string) =>
  read(`${name}.expected`)
    .split('\n')
    .filter((line) => line !== '');
const excerptOf = (log: string) => pickExcerpt(toPlainLog(log));

describe('the lines of a log that say why', () => {
  it.each(names)('are those of the cause: %s', (name) => {
    const shown = excerptOf(read(`${name}.log`))?.lines.join('\n') ?? '';

    for (const line of expectedOf(name)) expect(shown).toContain(line);
  });

  it.each(names)('fit into a message and carry nothing that only a screen understands: %s', (name) => {
    const { lines } = excerptOf(read(`${name}.log`)) ?? { lines: [] };

    expect(lines.length).toBeLessThanOrEqual(8);
    expect(lines.join('\n').length).toBeLessThanOrEqual(500);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
  });

  it('are none where there is no log', () => {
    expect(excerptOf('')).toBeUndefined();
    expect(excerptOf('\n \r\n\n')).toBeUndefined();
  });

  it('are found in the middle of a log of a hundred thousand lines, and their place is told', () => {
    const noise = (count: number) =>
      Array.from({ length: count }, (_, i) => `[${i}] compiled module number ${i}, 0 errors`);
    const log = [
      ...noise(60_000),
      "src/a.ts(1,1): error TS2304: Cannot find name 'x'.",
      ...noise(40_000),
      'npm ERR! code ELIFECYCLE',
    ];

    const excerpt = excerptOf(log.join('\n'));

    expect(excerpt).toMatchObject({ at: 60_000, sure: true });
    expect(excerpt?.lines[0]).toContain('error TS2304');
  });

  it('are not sure where a log only tells of the consequence, so that somebody looks further', () => {
    expect(excerptOf('building\nmake: *** [all] Error 1\n')?.sure).toBe(false);
    expect(excerptOf('doing one thing\ndoing another\n')).toMatchObject({ sure: false, at: 0 });
  });
});
