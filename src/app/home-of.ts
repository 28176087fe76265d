import { votesOn } from '../domain/execution.ts';
import type { Freeze } from '../domain/freeze.ts';
import type { PipelineRef } from '../domain/ids.ts';
import { namesOf } from '../domain/message-plan.ts';
import { judgeGrant, mayLook, type Standing } from '../domain/permissions.ts';
import { coversPipeline, elsewhere, type Policy } from '../domain/policy.ts';
import { approvalRuling } from '../domain/rules.ts';
import type { Home, WaitingForMe } from './home.ts';
import type { OpenExecution, Yard } from './yard.ts';

/** The yard as one person may see it. Pure. */
export function homeOf(yard: Yard, standing: Standing, policy: Policy): Home {
  const mayI = (ref: PipelineRef) => mayLook(standing, policy, ref);
  const open = yard.open.filter(({ progress }) => mayI(progress.ref));
  const lines = yard.lines.filter(({ ref }) => mayI(ref));
  const red = lines.filter(({ state }) => state === 'failed');
  const ill = lines.filter(({ state }) => state === 'failed' || state === 'waiting');
  return {
    waiting: open
      .flatMap((execution) => waitingFor(execution, standing, policy))
      .toSorted((a, b) => byTime(a.approval.startedAt, b.approval.startedAt)),
    running: open.map(({ progress }) => progress).toSorted((a, b) => byTime(b.startedAt, a.startedAt)),
    closed: lines.filter(({ closedStages }) => closedStages.length > 0),
    freezes: yard.freezes.filter((freeze) => lines.some(({ ref }) => isAbout(freeze, ref))),
    red,
    healthy: lines.length - ill.length,
    pipelines: lines.length,
    unread: yard.unread,
  };
}

/** The approvals that wait and that the rule lets this person decide. Where it is only announced, nobody does so from here either. */
function waitingFor({ progress, votes }: OpenExecution, standing: Standing, policy: Policy): WaitingForMe[] {
  return progress.approvals.flatMap((approval) => {
    if (approval.state !== 'waiting' || approval.replaced || approval.decided || approval.runKey === undefined)
      return [];
    const names = namesOf(approval);
    const ruling = approvalRuling(policy, progress.ref, names);
    if (!ruling || judgeGrant(standing, 'approve', ruling) || elsewhere(policy, progress.ref, names, undefined))
      return [];
    const { grant } = ruling;
    const terms = { grant, teams: policy.teams.filter(({ name }) => grant.by.includes(name)) };
    return [{ progress, approval, terms, votes: votesOn({ votes }, approval.runKey) }];
  });
}

function isAbout(freeze: Freeze, ref: PipelineRef): boolean {
  return coversPipeline(freeze, ref);
}

function byTime(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The teams that have to be looked up to know what somebody may see and decide here. */
export function teamsAtHome({ rules }: Policy): readonly string[] {
  return [...new Set(rules.flatMap(({ look, approve }) => [...(look?.by ?? []), ...(approve?.by ?? [])]))];
}
