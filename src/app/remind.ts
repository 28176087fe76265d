import type { Audience } from '../domain/audience.ts';
import { type Execution, votesOn } from '../domain/execution.ts';
import type { Fact } from '../domain/execution-event.ts';
import type { UserId } from '../domain/ids.ts';
import { channelsToRemind, namesOf } from '../domain/message-plan.ts';
import { type ApproveGrant, EVERYONE } from '../domain/policy.ts';
import type { Progress } from '../domain/progress.ts';
import { type Reminder, reminderDue } from '../domain/reminders.ts';
import { approvalRuling } from '../domain/rules.ts';
import type { People } from './ports.ts';
import { membersOf } from './standing.ts';

interface RemindDeps {
  readonly policy: Audience;
  readonly people: Pick<People, 'members'>;
  now(): number;
}

/** People named by one reminder; more would be a flood. */
const NAMED_AT_MOST = 20;

/** The reminders that have fallen due by now, each with those whom it asks. */
export async function remindersDue(
  deps: RemindDeps,
  execution: Execution,
  { ref, approvals }: Progress,
): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const approval of approvals) {
    const { runKey: run } = approval;
    const grant = approvalRuling(deps.policy, ref, namesOf(approval))?.grant;
    const time = reminderDue(approval, grant, deps.now());
    if (!time || run === undefined || channelsToRemind(deps.policy, ref, approval).length === 0) continue;
    const voted = votesOn(execution, run).map(({ by }) => by);
    facts.push({ kind: 'reminder', run, value: { ...time, ...(await askedBy(deps, grant, voted)) } });
  }
  return facts;
}

/** Those who can decide and have not. Nobody by name where everybody can, nor of a group that Slack does not tell. */
async function askedBy(
  { people, policy }: RemindDeps,
  grant: ApproveGrant | undefined,
  voted: readonly UserId[],
): Promise<Pick<Reminder, 'asks' | 'more'>> {
  if (!grant || grant.by.includes(EVERYONE)) return { asks: [], more: 0 };
  const asked = new Set<UserId>();
  for (const team of policy.teams.filter(({ name }) => grant.by.includes(name))) {
    const members = await membersOf(people, team);
    if (members !== 'unreadable') for (const user of members) asked.add(user);
  }
  const left = [...asked].filter((user) => !voted.includes(user)).toSorted();
  return { asks: left.slice(0, NAMED_AT_MOST), more: Math.max(0, left.length - NAMED_AT_MOST) };
}
