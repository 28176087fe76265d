import { whyNoWindow } from '../domain/freeze-windows.ts';
import { parseMoment } from '../domain/moments.ts';
import { EVERYONE } from '../domain/policy.ts';
import { problemAt as at, type PolicyProblem } from './policy-problem.ts';
import type { PolicyFile } from './schema.ts';

type Path = readonly PropertyKey[];
type Found = PolicyProblem[];

/** What is wrong between the parts of a policy whose every part is right: names that nothing has, numbers that can never be reached,
 * windows that never open.
 * @returns none for a policy that can be in force */
export function findContradictions(file: PolicyFile): PolicyProblem[] {
  return [
    ...Object.entries(file.teams ?? {}).flatMap(([name, team]) => inTeam(name, team)),
    ...twice(file.people ?? [], 'people', 'slack', 'this person'),
    ...(file.people ?? []).flatMap((person, index) => inPerson(person, ['people', index])),
    ...claimedTwice(file, 'emails', 'this address'),
    ...claimedTwice(file, 'logins', 'this login'),
    ...twice(file.accounts ?? [], 'accounts', 'alias', 'this alias'),
    ...twice(file.accounts ?? [], 'accounts', 'id', 'this account'),
    ...(file.accounts ?? []).flatMap((account, index) => inAccount(account, ['accounts', index])),
    ...(file.rules ?? []).flatMap((rule, index) => inRule(file, rule, ['rules', index])),
    ...(file.routes ?? []).flatMap((route, index) => accountsOf(file, route, ['routes', index])),
    ...(file.freezes ?? []).flatMap((freeze, index) => inFreeze(file, freeze, ['freezes', index])),
  ];
}

type Rule = NonNullable<PolicyFile['rules']>[number];
type Freeze = NonNullable<PolicyFile['freezes']>[number];
type Account = NonNullable<PolicyFile['accounts']>[number];
type Person = NonNullable<PolicyFile['people']>[number];
type Team = NonNullable<PolicyFile['teams']>[string];

function inTeam(name: string, { userGroup, users }: Team): Found {
  if (name === EVERYONE)
    return [at(['teams', name], 'everyone stands for every full member already and cannot be a team')];
  if ((userGroup === undefined) === (users === undefined))
    return [at(['teams', name], 'a team has either a userGroup or users')];
  return [];
}

/** Whoever is mapped to the wrong person may approve their own change under another's name. */
function inPerson({ emails, logins, iam }: Person, path: Path): Found {
  if (!emails && !logins && !iam) return [at(path, 'it says nothing of this person: emails, logins or iam')];
  return (iam ?? []).flatMap((glob, index) =>
    /[^*?]/.test(glob) ? [] : [at([...path, 'iam', index], 'the pattern fits everybody')],
  );
}

function claimedTwice({ people = [] }: PolicyFile, key: 'emails' | 'logins', what: string): Found {
  const holders = new Map<string, number>();
  return people.flatMap((person, index) =>
    (person[key] ?? []).flatMap((name, place) => {
      const holder = holders.get(name.toLowerCase()) ?? index;
      holders.set(name.toLowerCase(), holder);
      return holder === index
        ? []
        : [at(['people', index, key, place], `${what} belongs to entry ${holder + 1} already`)];
    }),
  );
}

function inAccount({ id, read, operate, jobs }: Account, path: Path): Found {
  return (['read', 'operate', 'jobs'] as const)
    .filter((key) => !({ read, operate, jobs }[key]?.includes(`:${id}:`) ?? true))
    .map((key) => at([...path, key], `the role belongs to another account than ${id}`));
}

function inRule(file: PolicyFile, rule: Rule, path: Path): Found {
  const { look, operate, approve, gate, change, audit } = rule;
  const grants = { look, operate, approve, gate, change, audit };
  const given = Object.entries(grants).flatMap(([right, grant]) => (grant ? [{ right, grant }] : []));
  const breakGlass = approve?.breakGlass;
  return [
    ...accountsOf(file, rule, path),
    ...(given.length === 0 ? [at(path, 'the rule gives no right: look, operate, approve, gate, change or audit')] : []),
    ...given.flatMap(({ right, grant }) => inTeams(file, grant.by, [...path, right, 'by'])),
    ...(breakGlass ? inTeams(file, breakGlass.by, [...path, 'approve', 'breakGlass', 'by']) : []),
    ...(change?.by.includes(EVERYONE)
      ? [at([...path, 'change', 'by'], 'everyone may never change pipelines; name a team')]
      : []),
    ...(approve ? tooMany(file, approve.by, approve.quorum, [...path, 'approve', 'quorum']) : []),
    ...(approve ? tooMany(file, approve.by, approve.rejectQuorum, [...path, 'approve', 'rejectQuorum']) : []),
    ...(breakGlass
      ? tooMany(file, breakGlass.by, breakGlass.quorum, [...path, 'approve', 'breakGlass', 'quorum'])
      : []),
    ...(approve?.unknownAuthor !== undefined && approve.notOwnChange !== true
      ? [at([...path, 'approve', 'unknownAuthor'], 'it only means something with notOwnChange: true')]
      : []),
  ];
}

function inTeams(file: PolicyFile, by: readonly string[], path: Path): Found {
  const known = [...Object.keys(file.teams ?? {}), EVERYONE];
  return by.flatMap((team, index) =>
    known.includes(team)
      ? []
      : [at([...path, index], `there is no team called ${team}`, { unknown: { typed: team, known } })],
  );
}

/** Only for teams whose people stand in the file: how many are in a user group is Slack's affair. */
function tooMany({ teams = {} }: PolicyFile, by: readonly string[], quorum: number | undefined, path: Path): Found {
  if (quorum === undefined) return [];
  const people = new Set<string>();
  for (const team of by) {
    const users = teams[team]?.users;
    if (users === undefined) return [];
    for (const user of users) people.add(user);
  }
  const there = people.size === 1 ? '1 person is' : `${people.size} people are`;
  return people.size >= quorum ? [] : [at(path, `${quorum} can never be reached: ${there} in the teams`)];
}

function accountsOf(
  file: PolicyFile,
  { accounts }: { readonly accounts?: readonly string[] | undefined },
  path: Path,
): Found {
  const known = (file.accounts ?? []).map(({ alias }) => alias);
  return (accounts ?? []).flatMap((account, index) =>
    known.includes(account) || /^\d{12}$/.test(account)
      ? []
      : [
          at([...path, 'accounts', index], `no account has the alias ${account}`, {
            unknown: { typed: account, known },
          }),
        ],
  );
}

function inFreeze(file: PolicyFile, freeze: Freeze, path: Path): Found {
  const from = parseMoment(freeze.from);
  const to = parseMoment(freeze.to);
  const why = from && to && whyNoWindow({ from, to, timeZone: freeze.timeZone });
  return [...accountsOf(file, freeze, path), ...(why === undefined ? [] : [at([...path, 'to'], asPart(why))])];
}

/** Aliases are typed, in upper or lower case alike. */
function same(one: unknown, other: unknown): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}

/** A sentence, as what follows a path. */
function asPart(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, '');
}

function twice<T>(entries: readonly T[], section: string, key: keyof T & string, what: string): Found {
  return entries.flatMap((entry, index) => {
    const first = entries.findIndex((other) => same(other[key], entry[key]));
    return first === index ? [] : [at([section, index, key], `${what} stands in entry ${first + 1} already`)];
  });
}
