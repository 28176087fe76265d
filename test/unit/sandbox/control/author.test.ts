import { describe, expect, it } from 'vitest';
import { toAuthor } from '../../../../src/sandbox/control/author.ts';
import { PEOPLE } from '../../../../src/sandbox/people.ts';
import { ControlError } from '../../../../src/sandbox/ports.ts';

const DANA = { name: 'Dana Reyes', email: 'dana@railway.example', login: 'dana-rg' };

describe('the author of a commit', () => {
  it.each(['U0DANA', 'dana', 'Dana Reyes'])('may be somebody of the cast, called %s', (name) => {
    expect(toAuthor(name, PEOPLE)).toEqual(DANA);
  });

  it('may be anybody who is described', () => {
    const stranger = { name: 'Somebody', email: 'somebody@example.com', login: 'somebody' };

    expect(toAuthor(stranger, PEOPLE)).toEqual(stranger);
  });

  it('is asked for again when nobody is called so', () => {
    expect(() => toAuthor('nobody', PEOPLE)).toThrow(ControlError);
  });
});
