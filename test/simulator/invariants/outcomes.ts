import type { Answer } from '../../../src/app/answer.ts';
import type { StoredExecution } from '../../../src/app/ports.ts';
import { RunKey } from '../../../src/domain/ids.ts';
import type { OperationRequest, Outcome } from '../../../src/domain/operation.ts';
import type { DoneWrite } from '../watched-writes.ts';
import type { World } from '../world.ts';

/** Calls take no time here, so what begins in time is done in time. */
const GRACE_MS = 500;

/** 2. Every accepted operation has at most one effect, none after its time, one outcome, and the person was told the truth. */
export function outcomes(world: World): string[] {
  if (world.dead.includes('operations')) return [];
  return world.requests.flatMap((request) => outcomeOf(world, request));
}

function outcomeOf(
  { done, claims, told, executions }: World,
  { operationId, notAfter, ask }: OperationRequest,
): string[] {
  if (isSettling(ask)) return [];
  const all = done.filter((write) => isOf(write, operationId, executions.all()));
  const effects = all.filter(
    ({ started }, index) => !started || all.findIndex((one) => one.started === started) === index,
  );
  const problems: string[] = [];
  if (effects.length > 1) problems.push(`${operationId} had ${effects.length} effects`);
  if (effects.some(({ at }) => at > Date.parse(notAfter) + GRACE_MS))
    problems.push(`${operationId} was done after its time`);
  const outcome = claims.outcomes().get(operationId);
  const answers = told.filter((answer) => answer.request?.operationId === operationId);
  const items = executions.all().map(({ execution }) => execution);
  const line = items.flatMap(({ lines }) => Object.values(lines)).find((one) => one.operationId === operationId);
  const decided = items.some(({ decisions }) =>
    Object.values(decisions).some((one) => one.operationId === operationId),
  );
  if (effects.length === 1 && outcome?.kind !== 'performed' && outcome?.kind !== 'unknown') {
    problems.push(`${operationId} happened, but its outcome is ${outcome?.kind ?? 'nowhere'}`);
  }
  const isLook = ask.kind === 'deed' && ask.deed.kind === 'claim';
  if (isLook && effects.length > 0) problems.push(`${operationId} only says who looks, but changed something`);
  // Who looks is told by the message alone.
  if (isLook && outcome?.kind === 'performed') return problems;
  if (effects.length === 0 && outcome?.kind === 'performed')
    problems.push(`${operationId} is said to be performed, but nothing happened`);
  if (line && line.ended !== outcome?.kind)
    problems.push(`${operationId} is ${outcome?.kind}, but its thread says ${line.ended}`);
  if (ask.kind === 'deed' && !outcome) problems.push(`${operationId} (${ask.deed.kind}) has no outcome`);
  if (answers.length === 0 && !line && !decided)
    problems.push(`nobody was told how ${operationId} ended (${outcome?.kind})`);
  return [...problems, ...answers.flatMap(({ answer }) => untruth(operationId, answer, outcome))];
}

/** The sweep's own wish to finish what a vote has decided is that vote's effect. */
function isOf(
  { request, runOfToken = '' }: DoneWrite,
  operationId: string,
  items: readonly StoredExecution[],
): boolean {
  if (!isSettling(request.ask)) return request.operationId === operationId;
  return items.some(({ execution }) => execution.decisions[RunKey(runOfToken)]?.operationId === operationId);
}

function isSettling(ask: OperationRequest['ask']): boolean {
  return ask.kind === 'deed' && ask.deed.kind === 'settle';
}

/** Answers that tell how a deed ended; questions and choices have no outcome to contradict. */
const TELLS: Partial<Record<Answer['kind'], Outcome['kind']>> = {
  done: 'performed',
  voted: 'voted',
  refused: 'refused',
  failed: 'failed',
  unknown: 'unknown',
};

function untruth(operationId: string, answer: Answer, outcome: Outcome | undefined): string[] {
  const tells = TELLS[answer.kind];
  if (tells === undefined || outcome === undefined || tells === outcome.kind) return [];
  return [`${operationId} is ${outcome.kind}, but the person was told that it is ${tells}`];
}
