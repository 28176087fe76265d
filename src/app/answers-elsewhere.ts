import { type Answered, type AnsweredElsewhere, isUnread, keepsRule, verdictOf } from '../domain/answered-elsewhere.ts';
import { nameInArn } from '../domain/arn.ts';
import type { Audience } from '../domain/audience.ts';
import { knownAs } from '../domain/contributors.ts';
import type { Execution } from '../domain/execution.ts';
import type { Fact } from '../domain/execution-event.ts';
import type { ExecutionRef, UserId } from '../domain/ids.ts';
import { namesOf } from '../domain/message-plan.ts';
import type { ApproveGrant } from '../domain/policy.ts';
import type { Progress } from '../domain/progress.ts';
import { approvalRuling } from '../domain/rules.ts';
import type { ActionRun } from './codepipeline-ports.ts';
import { contributorsOf } from './contributors-of.ts';
import type { DeedDeps } from './deeds/deed-context.ts';
import { teamsOf } from './standing.ts';

export interface AnswersDeps extends Pick<DeedDeps, 'reads' | 'executions' | 'people' | 'homeTeam' | 'lastGoods'> {
  readonly policy: Audience;
}

/** Who answered approvals in the console or by a tool, read once for each run. */
export async function answersElsewhere(
  deps: AnswersDeps,
  execution: Execution,
  { ref, approvals }: Progress,
): Promise<Fact[]> {
  const answered = approvals.filter((approval) => isUnread(deps.policy, execution, approval));
  const runs = answered.length === 0 ? [] : await deps.reads.actionRuns(ref);
  const facts: Fact[] = [];
  for (const approval of answered) {
    const found = runs.find(({ run }) => run === approval.runKey);
    // What is read may be from before the end.
    if (!found || found.status === 'InProgress') continue;
    facts.push({ kind: 'answered', run: approval.runKey, value: await judgeAnswer(deps, ref, approval, found) });
  }
  return facts;
}

async function judgeAnswer(
  deps: AnswersDeps,
  ref: ExecutionRef,
  approval: Answered,
  { changedBy = '' }: ActionRun,
): Promise<AnsweredElsewhere> {
  const by = nameInArn(changedBy)?.slice(0, NAME_MAX);
  const grant = approvalRuling(deps.policy, ref, namesOf(approval))?.grant;
  const isKept = grant === undefined || (await isWithin(deps, ref, approval, grant, changedBy));
  return { ...(by === undefined ? {} : { by }), ...(isKept ? {} : { outsideRule: true as const }) };
}

/** A role session's name has at most 64 characters. */
const NAME_MAX = 80;

async function isWithin(
  deps: AnswersDeps,
  ref: ExecutionRef,
  approval: Answered,
  grant: ApproveGrant,
  arn: string,
): Promise<boolean> {
  const user = knownAs(deps.policy.people, { arn });
  const teams = user ? await readableTeams(deps, grant, user) : new Set<string>();
  const contributors = grant.notOwnChange && user ? await contributorsOf(deps, ref, approval.gates) : undefined;
  return keepsRule(grant, verdictOf(approval), user, teams, contributors);
}

/** @throws when Slack does not tell who is in a group: nobody is said to have broken a rule that cannot be read */
async function readableTeams(deps: AnswersDeps, { by }: ApproveGrant, user: UserId): Promise<ReadonlySet<string>> {
  const { teams, unreadable } = await teamsOf(deps, user, by);
  const [unread] = unreadable;
  if (unread !== undefined) throw new Error(`Slack did not say who is in ${unread}`);
  return teams;
}
