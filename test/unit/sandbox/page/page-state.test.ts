import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainAnswer } from '../../../../src/sandbox/page/state/explain-answer.ts';
import { keepUnchanged } from '../../../../src/sandbox/page/state/keep-unchanged.ts';
import { readPlace, writePlace } from '../../../../src/sandbox/page/state/place-hash.ts';
import { kindMark, whoIs } from '../../../../src/sandbox/page/state/who.ts';
import { PEOPLE } from '../../../../src/sandbox/people.ts';

describe('a new snapshot', () => {
  it('keeps the identity of what did not change, so that only the rest is drawn again', () => {
    const before = {
      messages: [
        { ts: '1', text: 'a' },
        { ts: '2', text: 'b' },
      ],
      people: ['x'],
    };
    const after = keepUnchanged(before, {
      messages: [
        { ts: '1', text: 'a' },
        { ts: '2', text: 'changed' },
        { ts: '3', text: 'c' },
      ],
      people: ['x'],
    });
    expect(after.messages[0]).toBe(before.messages[0]);
    expect(after.messages[1]).toEqual({ ts: '2', text: 'changed' });
    expect(after.people).toBe(before.people);
  });

  it('is always equal to what arrived, and the same object when nothing changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, next) => {
        expect(keepUnchanged(before, next)).toEqual(next);
        const copy = structuredClone(before);
        const again = keepUnchanged(before, copy);
        if (typeof before === 'object') expect(again).toBe(before);
      }),
    );
  });
});

describe('who and where', () => {
  it('begins as the first person in the first channel', () => {
    expect(readPlace('', '')).toEqual({ user: 'U0DANA', place: 'C0DEPLOYS' });
  });

  it('takes ids and names from the address, before what was stored', () => {
    expect(readPlace('#as=ben&in=general', '#as=ines&in=home')).toEqual({ user: 'U0BEN', place: 'C0GENERAL' });
    expect(readPlace('#as=U0INES', '#as=ben&in=home')).toEqual({ user: 'U0INES', place: 'home' });
  });

  it('reads back what it wrote', () => {
    for (const place of ['home', 'C0GENERAL', 'D0ABC123']) {
      expect(readPlace(writePlace({ user: 'U0LEE', place }), '')).toEqual({ user: 'U0LEE', place });
    }
  });

  it('ignores people and places that do not exist', () => {
    expect(readPlace('#as=mallory&in=../x', '#as=%zz')).toEqual({ user: 'U0DANA', place: 'C0DEPLOYS' });
  });
});

describe('names', () => {
  it('knows the app although it is in no list of people', () => {
    expect(whoIs('U0SIGNALBX', PEOPLE)).toMatchObject({ realName: 'Signalbox', kind: 'bot' });
    expect(whoIs('USLACKBOT', PEOPLE)).toMatchObject({ realName: 'Slackbot', kind: 'bot' });
    expect(whoIs('U0UNKNOWN', PEOPLE)).toMatchObject({ realName: 'U0UNKNOWN' });
  });

  it('marks everybody who is not a full member', () => {
    expect(PEOPLE.map(kindMark)).toEqual([null, null, null, null, 'guest', 'partner company']);
  });
});

describe('when something did not work', () => {
  it.each([
    [
      { ok: false, error: 'unreachable' },
      'That did not reach the sandbox. Is it still running? Start it with “npm start”.',
    ],
    [
      { ok: false, status: 0, error: 'operation_timeout' },
      'That was delivered, but the app did not answer within 3 seconds. It may still happen.',
    ],
    [{ ok: false, status: 502 }, 'That was delivered, but the app answered with HTTP 502.'],
    [{ ok: false, error: 'There is no channel x.' }, 'That was not accepted: There is no channel x.'],
    [{ ok: false }, 'That was not accepted, and the sandbox did not say why.'],
  ])('explains %j', (answer, words) => {
    expect(explainAnswer('That', answer)).toBe(words);
  });
});
