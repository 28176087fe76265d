import { describe, expect, it } from 'vitest';
import { Faults } from '../../../../src/sandbox/faults/faults.ts';
import { struckWords, WEATHERS, weatherOf } from '../../../../src/sandbox/page/yard/weather.ts';

describe('the weathers of the page', () => {
  it.each(WEATHERS.map((weather) => [weather.name, weather] as const))(
    '%s is what the control API takes, and is known again when it comes back',
    (_name, weather) => {
      const back = Faults.parse(JSON.parse(JSON.stringify(weather.faults)));

      expect(weatherOf(back)).toBe(weather);
    },
  );

  it('differ from each other, and each says what it does', () => {
    expect(new Set(WEATHERS.map(({ faults }) => JSON.stringify(faults))).size).toBe(WEATHERS.length);
    for (const { words } of WEATHERS) expect(words).toMatch(/^[A-Z].+\.$/);
  });

  it('are known whatever the order of the keys', () => {
    expect(weatherOf({ shuffleEvents: { windowMs: 10_000, seed: 1 } }).id).toBe('shuffled');
  });

  it('leave what they do not know to the names of its faults', () => {
    const faults = { dropEvents: { every: 4 }, delayEvents: { ms: 5 } };

    expect(weatherOf(faults)).toMatchObject({ id: 'other', words: 'In force: dropEvents, delayEvents.' });
  });

  it.each([
    [{}, ''],
    [{ slack: 0 }, ''],
    [{ slack: 1 }, 'once so far'],
    [{ slack: 3, crash: 5 }, '5 times so far'],
  ])('say of %j "%s"', (struck, words) => {
    expect(struckWords(struck)).toBe(words);
  });
});
