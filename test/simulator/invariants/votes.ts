import { isPerson, type OperationRequest } from '../../../src/domain/operation.ts';
import { approvalsFor, mayApprove } from '../places.ts';
import type { DoneWrite } from '../watched-writes.ts';
import type { World } from '../world.ts';

/** 1. An approval is given by as many people as the rule asks for, each of them allowed and each counted once; and once for each run. */
export function votes({ done, requests }: World): string[] {
  const answered = done.filter(({ call }) => call === 'putApprovalResult');
  const problems = answered.flatMap((write) => {
    if (write.verdict !== 'approved') return [];
    const people = new Set(requests.flatMap((request) => voterOf(request, write)));
    const needed = approvalsFor(write.target.pipeline);
    return people.size >= needed
      ? []
      : [`run ${write.runOfToken} was approved by ${people.size} people instead of ${needed}`];
  });
  const runs = answered.map(({ runOfToken }) => runOfToken);
  const twice = runs.filter((run, index) => runs.indexOf(run) !== index);
  return [...problems, ...twice.map((run) => `run ${run} was answered twice`)];
}

/** Whoever asked in time to approve that run. Typed words name no run: they count for any of their pipeline. */
function voterOf({ actor, ask, requestedAt }: OperationRequest, { at, runOfToken, target }: DoneWrite): string[] {
  if (!isPerson(actor) || !mayApprove(target.pipeline, actor.userId) || Date.parse(requestedAt) > at) return [];
  if (ask.kind === 'words') return ask.text.startsWith(`approve ${String(target.pipeline)}`) ? [actor.userId] : [];
  const isAbout = ask.kind === 'deed' && ask.deed.kind === 'approve' && ask.deed.target.run === runOfToken;
  return isAbout ? [actor.userId] : [];
}
