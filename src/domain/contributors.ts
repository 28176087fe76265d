import { loginIn } from './authorship.ts';
import type { DeedLine } from './execution.ts';
import type { Author } from './execution-event.ts';
import { matchesGlob } from './glob.ts';
import type { UserId } from './ids.ts';
import type { Refusal } from './operation.ts';
import type { ApproveGrant, KnownPerson } from './policy.ts';
import type { Quorums } from './votes.ts';

/** What somebody did for a change that waits. */
export type ContributorRole = 'author' | 'starter' | 'retrier' | 'overrider';

export interface Contributor {
  readonly role: ContributorRole;
  /** as the source tells it: a name, an e-mail address, a role session */
  readonly name: string;
  /** absent: nobody knows who that is in Slack */
  readonly user?: UserId;
}

/** Who made a change, as far as anything tells, read at decision time. */
export interface Contributors {
  readonly people: readonly Contributor[];
  /** the authors of every revision since the last good execution are among the people */
  readonly complete: boolean;
  /** ids of revisions of which nothing tells an author */
  readonly nameless?: readonly string[];
  /** not every execution since the last good one could be looked at */
  readonly outOfSight?: true;
}

/** What nobody can say of a change: each list begins with what came last, and may be cut. */
export interface Unknowns {
  /** people of whom nobody knows who they are in Slack */
  readonly names: readonly string[];
  /** revisions without an author */
  readonly revisions: readonly string[];
  /** there may be more that came along */
  readonly outOfSight?: true;
}

const LISTED = 5;
const NAME_MAX = 80;

/** What a person did for the change, when that keeps them from approving it. */
export function ownPart(contributors: Contributors, user: UserId): Contributor | undefined {
  return contributors.people.find((one) => one.user === user);
}

/** Is there somebody of whom nobody can say whether they are the one who approves? */
export function hasUnknown({ people, complete }: Contributors): boolean {
  return !complete || people.some(({ user }) => user === undefined);
}

/** @returns undefined when all is known */
export function unknownsOf(contributors: Contributors): Unknowns | undefined {
  if (!hasUnknown(contributors)) return undefined;
  const { people, nameless = [] } = contributors;
  const names = people.flatMap(({ name, user }) => (user === undefined ? [name.slice(0, NAME_MAX)] : []));
  return {
    names: [...new Set(names)].slice(0, LISTED),
    revisions: nameless.slice(0, LISTED),
    ...(contributors.outOfSight ? { outOfSight: true as const } : {}),
  };
}

/** May somebody approve this change? A rule that does not ask whose change it is has nothing against anybody.
 * @param contributors undefined: the rule does not ask
 * @returns why not */
export function judgeOwn(
  grant: ApproveGrant,
  contributors: Contributors | undefined,
  user: UserId,
): Refusal | undefined {
  if (!contributors) return undefined;
  const own = ownPart(contributors, user);
  if (own) return { reason: 'own_change', role: own.role, by: grant.by };
  const unknown = grant.unknownAuthor === 'refuse' ? unknownsOf(contributors) : undefined;
  return unknown && { reason: 'unknown_author', names: unknown.names, revisions: unknown.revisions };
}

/** How many approvals a change needs: one more where its authors are not all known and the policy asks for that, and then at least two.
 * @param contributors undefined: the rule does not ask whose change it is */
export function approvalsNeeded(grant: ApproveGrant, contributors: Contributors | undefined): number {
  return moreNeeded(grant, contributors) ? Math.max(grant.quorum + 1, 2) : grant.quorum;
}

/** What it takes to decide an approval under a rule.
 * @param contributors undefined: the rule does not ask whose change it is, or nobody has looked yet */
export function quorumsOf(grant: ApproveGrant, contributors: Contributors | undefined): Quorums {
  return {
    approvals: approvalsNeeded(grant, contributors),
    rejections: grant.rejectQuorum,
    ...(grant.breakGlass ? { breakGlass: grant.breakGlass.quorum } : {}),
  };
}

/** What makes one approval more necessary. @returns undefined when nothing does */
export function moreNeeded(grant: ApproveGrant, contributors: Contributors | undefined): Unknowns | undefined {
  return contributors && grant.unknownAuthor === 'oneMore' ? unknownsOf(contributors) : undefined;
}

/** By what a source or CodePipeline tells who somebody is. */
export type Traces = Partial<Pick<Author, 'email' | 'login'>> & { readonly arn?: string };

/** Who somebody is by the policy's own list. Addresses and logins are the same in upper and lower case. */
export function knownAs(people: readonly KnownPerson[], { email, login, arn }: Traces): UserId | undefined {
  const logins = [login, email === undefined ? undefined : loginIn(email)];
  const found =
    people.find(({ emails }) => isAmong(emails, email)) ??
    people.find((one) => logins.some((each) => isAmong(one.logins, each))) ??
    people.find(({ iam }) => arn !== undefined && iam.some((glob) => matchesGlob(glob, arn)));
  return found?.slack;
}

function isAmong(list: readonly string[], value: string | undefined): boolean {
  return value !== undefined && list.some((one) => one.toLowerCase() === value.trim().toLowerCase());
}

/** Deeds that make a change one's own, by their kind. */
const PARTS: Readonly<Record<string, ContributorRole>> = {
  start: 'starter',
  rollback: 'starter',
  retry: 'retrier',
  override: 'overrider',
};

/** Who started, retried or overrode an execution from Slack. A deed whose answer was lost may have been done. */
export function contributorsIn(lines: readonly DeedLine[]): Contributor[] {
  return lines.flatMap(({ deed, ended, by, byName }): Contributor[] => {
    const role = PARTS[deed.kind];
    if (role === undefined || ended === 'failed' || ended === 'voted') return [];
    return [{ role, name: byName, ...(by === undefined ? {} : { user: by }) }];
  });
}
