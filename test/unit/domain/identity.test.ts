import { describe, expect, it } from 'vitest';
import { judgeIdentity, type Person } from '../../../src/domain/identity.ts';
import { TeamId, UserId } from '../../../src/domain/ids.ts';
import { memberOf } from '../../support/person.ts';

const HOME = TeamId('T0HOME');
const SALES = TeamId('T0SALES');
const PARTNERS = TeamId('T0PARTNERS');
const GRID = TeamId('E0GRID');
const OTHER_GRID = TeamId('E0OTHER');
const BEN = UserId('U0BEN');

const judged = (requestTeam: TeamId | undefined, person: Partial<Person> | undefined) =>
  judgeIdentity(
    { userId: BEN, ...(requestTeam === undefined ? {} : { teamId: requestTeam }) },
    person && memberOf(HOME, BEN, person),
    HOME,
  )?.reason ?? 'member';

/** Where Slack's directory says that the person belongs, and which workspaces a request may name for them then. */
const DIRECTORY: readonly (readonly [string, Partial<Person>, readonly (TeamId | undefined)[]])[] = [
  ['the home workspace', { teamId: HOME }, [undefined, HOME]],
  ['a partner’s workspace', { teamId: PARTNERS }, []],
  ['a workspace of a partner’s organisation', { teamId: PARTNERS, enterpriseId: OTHER_GRID, teams: [PARTNERS] }, []],
  ['a partner’s organisation', { teamId: OTHER_GRID, enterpriseId: OTHER_GRID, teams: [PARTNERS] }, []],

  // Enterprise Grid
  ['home, in an organisation', { teamId: HOME, enterpriseId: GRID }, [undefined, HOME, GRID]],
  ['home, as one says it', { teamId: HOME, enterpriseId: GRID, teams: [HOME] }, [undefined, HOME, GRID]],
  ['two workspaces', { teamId: HOME, enterpriseId: GRID, teams: [HOME, SALES] }, [undefined, HOME, SALES, GRID]],
  ['two, Sales first', { teamId: SALES, enterpriseId: GRID, teams: [SALES, HOME] }, [undefined, HOME, SALES, GRID]],
  ['our organisation', { teamId: GRID, enterpriseId: GRID, teams: [HOME] }, [undefined, HOME, GRID]],

  ['another workspace of our organisation', { teamId: SALES, enterpriseId: GRID, teams: [SALES] }, []],
  ['home, that they have left', { teamId: HOME, enterpriseId: GRID, teams: [SALES] }, []],
  ['an organisation without workspaces', { teamId: HOME, enterpriseId: GRID, teams: [] }, []],
  ['some organisation, workspaces unsaid', { teamId: GRID, enterpriseId: GRID }, []],
  ['Sales, workspaces unsaid', { teamId: SALES, enterpriseId: GRID }, []],
  ['a workspace outside of their own', { teamId: PARTNERS, enterpriseId: GRID, teams: [HOME] }, []],
  ['an organisation other than their own', { teamId: OTHER_GRID, enterpriseId: GRID, teams: [HOME] }, []],
];
const REQUESTS = [undefined, HOME, SALES, PARTNERS, GRID, OTHER_GRID];

const FLAGS = ['isStranger', 'isDeactivated', 'isBot', 'isGuest'] as const;
const REFUSED_AS = {
  isStranger: 'outsider',
  isDeactivated: 'deactivated',
  isBot: 'not_a_person',
  isGuest: 'guest',
} as const;

function everyCombination(): Partial<Record<(typeof FLAGS)[number], true>>[] {
  return Array.from({ length: 2 ** FLAGS.length }, (_, bits) =>
    Object.fromEntries(FLAGS.flatMap((flag, place) => (bits & (1 << place) ? [[flag, true]] : []))),
  );
}

describe('where a person belongs', () => {
  const table = DIRECTORY.flatMap(([where, person, accepted]) =>
    REQUESTS.map((request) => ({
      where,
      request,
      person,
      verdict: accepted.includes(request) ? 'member' : 'outsider',
    })),
  );

  it.each(table)('directory: $where; request: $request; so: $verdict', ({ request, person, verdict }) => {
    expect(judged(request, person)).toBe(verdict);
  });

  it.each([
    [undefined, 'identity_unknown'],
    [HOME, 'identity_unknown'],
    [PARTNERS, 'outsider'],
    [GRID, 'outsider'],
  ])('nobody in the directory; request: %s; so: %s', (request, verdict) => {
    expect(judged(request, undefined)).toBe(verdict);
  });
});

describe('who of the home workspace may act', () => {
  it.each(everyCombination())('%j', (flags) => {
    const first = FLAGS.find((flag) => flags[flag]);

    expect(judged(HOME, flags)).toBe(first ? REFUSED_AS[first] : 'member');
  });

  it('is refused as an outsider first, so that nobody elsewhere learns what an account is', () => {
    for (const flags of everyCombination()) {
      expect(judged(HOME, { ...flags, teamId: PARTNERS })).toBe('outsider');
      expect(judged(PARTNERS, flags)).toBe('outsider');
    }
  });

  it('needs an account without any flag in an organisation too', () => {
    for (const flags of everyCombination()) {
      const onGrid = { ...flags, teamId: SALES, enterpriseId: GRID, teams: [SALES, HOME] };
      expect(judged(GRID, onGrid) === 'member').toBe(Object.keys(flags).length === 0);
    }
  });
});
