import type { UserId } from './ids.ts';
import type { ApproveGrant } from './policy.ts';

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
  /** the authors of every revision since the last good execution are among them */
  readonly complete: boolean;
}

/** What a person did for the change, when that keeps them from approving it. */
export function ownPart(contributors: Contributors, user: UserId): Contributor | undefined {
  return contributors.people.find((one) => one.user === user);
}

/** Is there somebody of whom nobody can say whether they are the one who approves? */
export function hasUnknown({ people, complete }: Contributors): boolean {
  return !complete || people.some(({ user }) => user === undefined);
}

/** How many approvals a change needs: one more where its authors are not all known and the policy asks for that, and then at least two.
 * @param contributors undefined: the rule does not ask whose change it is */
export function approvalsNeeded(grant: ApproveGrant, contributors: Contributors | undefined): number {
  const unsure = contributors !== undefined && hasUnknown(contributors) && grant.unknownAuthor === 'oneMore';
  return unsure ? Math.max(grant.quorum + 1, 2) : grant.quorum;
}
