import { describe, expect, it } from 'vitest';
import { coAuthorsOf, everyoneOf, loginIn } from '../../../src/domain/authorship.ts';

const dana = { name: 'Dana Reyes', email: 'dana@railway.example' };
const lee = { name: 'Lee Chen', email: 'lee@railway.example' };

describe('the co-authors in a commit message', () => {
  it.each([
    ['a trailer', 'Fix the cart\n\nCo-authored-by: Dana Reyes <dana@railway.example>', [dana]],
    ['any case', 'Fix\n\nCO-AUTHORED-BY: Dana Reyes <dana@railway.example>', [dana]],
    ['Windows line ends', 'Fix\r\n\r\nCo-authored-by: Dana Reyes <dana@railway.example>\r\n', [dana]],
    [
      'several',
      'Fix\n\nCo-authored-by: Dana Reyes <dana@railway.example>\nCo-authored-by: Lee Chen <lee@railway.example>',
      [dana, lee],
    ],
    ['no address', 'Fix\n\nCo-authored-by: Dana Reyes', [{ name: 'Dana Reyes' }]],
    ['no name', 'Fix\n\nCo-authored-by: <dana@railway.example>', [{ ...dana, name: dana.email }]],
    ['an address that never ends', 'Fix\n\nCo-authored-by: Dana Reyes <dana@', [{ name: 'Dana Reyes' }]],
    ['only who let it through', 'Fix\n\nSigned-off-by: Dana Reyes <dana@railway.example>', []],
    ['only who looked at it', 'Fix\n\nReviewed-by: Dana Reyes <dana@railway.example>', []],
    ['words about it', 'This was co-authored-by: nobody', []],
    ['nobody', 'Fix\n\nCo-authored-by:   ', []],
    ['nothing', '', []],
  ])('are found: %s', (_what, message, people) => {
    expect(coAuthorsOf(message)).toEqual(people);
  });

  it('are not shortened to those that fit: there is somebody more, whom nobody knows', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `Co-authored-by: P${index} <p${index}@railway.example>`);

    const found = coAuthorsOf(`Big\n\n${lines.join('\n')}`);

    expect(found).toHaveLength(11);
    expect(found.at(-1)?.email).toBeUndefined();
  });

  it('takes no long time over a long line', () => {
    expect(coAuthorsOf(`Co-authored-by: ${' '.repeat(100_000)}<`)).toEqual([]);
    expect(coAuthorsOf(`Co-authored-by: ${'<'.repeat(100_000)}`)).toEqual([]);
  });

  it('wrote the revision as its author did', () => {
    expect(everyoneOf({ ...dana, login: 'dana-rg', coAuthors: [lee] })).toEqual([{ ...dana, login: 'dana-rg' }, lee]);
  });
});

describe('an address that is nobody’s mailbox', () => {
  it.each([
    ['12345+dana-rg@users.noreply.github.com', 'dana-rg'],
    ['dana-rg@users.noreply.github.com', 'dana-rg'],
    ['77-dana@users.noreply.gitlab.com', 'dana'],
    ['49699333+dependabot[bot]@users.noreply.github.com', 'dependabot[bot]'],
    ['dana@railway.example', undefined],
    ['noreply@github.com', undefined],
    ['dana@users.noreply.github.com@railway.example', undefined],
    ['', undefined],
  ])('%s names the account %s', (email, login) => {
    expect(loginIn(email)).toBe(login);
  });
});
