import type { Sentence } from '../domain/command.ts';
import { judgeIdentity, type Person } from '../domain/identity.ts';
import {
  type Deed,
  isPerson,
  type Operation,
  type OperationRequest,
  type Outcome,
  type Refusal,
} from '../domain/operation.ts';
import type { Answer } from './answer.ts';
import { type AuditTrail, auditTrail } from './audit-trail.ts';
import { errorWord } from './error-word.ts';
import { LEASE_MS } from './keep-deps.ts';
import type { Answers, AuditLog, Claims, Log, OperationClaim, World } from './ports.ts';
import type { Resolved } from './resolved.ts';
import type { StandingDeps } from './standing.ts';
import { tellPrivately } from './tell-privately.ts';

/** Lambda delivers an event three times. */
const LAST_DELIVERY = 3;

export interface CarryDeps extends StandingDeps, Pick<World, 'now' | 'newId'> {
  readonly audit: AuditLog;
  readonly claims: Claims;
  readonly answers: Answers;
  readonly log: Log;
}

/** What is peculiar to the deeds of one function. */
export interface Course {
  /** what was asked for, as a deed, or what the person is told instead */
  resolve(person: Person | undefined): Promise<Resolved>;
  perform(operation: Operation, asked: Asked): Promise<Outcome>;
  tell(operation: Operation, outcome: Outcome, byName: string | undefined): Promise<void>;
  /** what may be brought up to date once all is told; best effort */
  after?(operation: Operation, outcome: Outcome): Promise<void>;
}

/** One request on its way. */
export interface Asked {
  readonly judged: Judged;
  /** an earlier delivery may have acted already: look before acting */
  readonly resumed: boolean;
  readonly trail: AuditTrail;
}

/** Claims a deed, has it judged and carried out, written down and told, in this order, and at most once. */
export async function carryOut(deps: CarryDeps, request: OperationRequest, course: Course): Promise<void> {
  const claim = await deps.claims.claimOperation(request, deps.newId(), deps.now() + LEASE_MS);
  if (claim.kind === 'finished') return;
  if (claim.kind === 'busy')
    throw new Error('Another delivery of this operation is at work; this one is repeated later');
  let known = 'deed' in claim ? claim.deed : undefined;
  let ended = claim.kind === 'untold' ? claim.outcome : undefined;
  const trail = auditTrail(deps, request);
  const resolveOnce = async (person: Person | undefined): Promise<Resolved> => {
    if (known) return { kind: 'deed', deed: known };
    const resolved = await course.resolve(person);
    if (resolved.kind === 'deed') {
      known = resolved.deed;
      // After the deed the same words may lead elsewhere.
      if (request.ask.kind === 'words') await deps.claims.rememberDeed(request.operationId, known);
    }
    return resolved;
  };
  try {
    await goOn(deps, request, claim, trail, { ...course, resolve: resolveOnce }, (outcome) => {
      ended = outcome;
    });
  } catch (error) {
    if (claim.kind !== 'resumed' || claim.delivery < LAST_DELIVERY) throw error;
    const deed = known ?? (request.ask.kind === 'deed' ? request.ask.deed : undefined);
    if (ended) await tellAtLeast(deps, request, deed, ended);
    else ended = await giveUp(deps, request, deed, error);
    if (deed) trail.learn({ deed });
    await trail.ended(ended);
    await deps.claims.toldOperation(request.operationId);
  }
}

/** Nobody delivers it again, and telling it where all can see did not work: the outcome stands, and the person hears of it. */
async function tellAtLeast(
  deps: CarryDeps,
  request: OperationRequest,
  deed: Deed | undefined,
  outcome: Outcome,
): Promise<void> {
  if (deed) await tellPrivately(deps, { ...withoutAsk(request), deed }, outcome);
  else if (outcome.kind === 'refused') await tell(deps, request, { ...outcome, deed });
}

/** Nobody delivers it again: better say that it is not known than say nothing. What was typed and never understood changed nothing. */
async function giveUp(
  deps: CarryDeps,
  request: OperationRequest,
  deed: Deed | undefined,
  error: unknown,
): Promise<Outcome> {
  const code = errorWord(error);
  deps.log.error('An operation could not be brought to an end', { operationId: request.operationId, cause: code });
  const outcome: Outcome = deed ? { kind: 'unknown' } : { kind: 'failed', code, advice: 'try_again' };
  await deps.claims.finishOperation(request.operationId, outcome);
  await tell(deps, request, deed ? { kind: 'unknown', deed } : { kind: 'failed', deed, code, advice: 'try_again' });
  return outcome;
}

type Begun = Exclude<OperationClaim, { kind: 'finished' | 'busy' }>;

async function goOn(
  deps: CarryDeps,
  request: OperationRequest,
  claim: Begun,
  trail: AuditTrail,
  course: Course,
  ended: (outcome: Outcome) => void,
): Promise<void> {
  const judged = await judge(deps, request);
  const byName = judged.kind === 'allowed' ? judged.name : undefined;
  trail.learn(nameOf(judged));
  const end = async (outcome: Outcome, told: () => Promise<void>) => {
    if (claim.kind !== 'untold') await deps.claims.finishOperation(request.operationId, outcome);
    ended(outcome);
    // Told first: an audit record that cannot be written must not keep the person waiting for ever.
    await told();
    await trail.ended(outcome);
    await deps.claims.toldOperation(request.operationId);
  };

  const refusal = refusalOf(deps, request, judged);
  // Words are not looked into for somebody who may not act, nor anew when it is too late: by then they may lead elsewhere.
  if (refusal && request.ask.kind === 'words' && (judged.kind === 'refused' || !('deed' in claim))) {
    const told: Answer = { kind: 'refused', deed: undefined, refusal };
    return end({ kind: 'refused', refusal }, () => tell(deps, request, told));
  }
  const resolved = await course.resolve(judged.kind === 'allowed' ? judged.person : undefined);
  if (resolved.kind === 'answer') {
    return end({ kind: 'refused', refusal: { reason: 'not_understood' } }, () => tell(deps, request, resolved.answer));
  }
  const operation = { ...withoutAsk(request), deed: resolved.deed };
  trail.learn({ deed: resolved.deed });
  const outcome =
    claim.kind === 'untold'
      ? claim.outcome
      : await course.perform(operation, { judged, resumed: claim.kind === 'resumed', trail });
  await end(outcome, () => course.tell(operation, outcome, byName));
  await course.after?.(operation, outcome);
}

/** Guests and people of other workspaces are told nothing, not even how to ask. */
export async function answer(
  deps: CarryDeps,
  request: OperationRequest,
  work: (told: (answer: Answer, sentence?: Sentence) => Promise<void>, byName: string) => Promise<void>,
): Promise<void> {
  const judged = await judge(deps, request);
  const refusal = refusalOf(deps, request, judged);
  if (refusal) return tell(deps, request, { kind: 'refused', deed: undefined, refusal });
  await work((told, sentence) => tell(deps, request, told, sentence), nameOf(judged).byName ?? '');
}

export function refusalOf(deps: CarryDeps, request: OperationRequest, judged: Judged): Refusal | undefined {
  return judged.kind === 'refused' ? judged.refusal : isLate(deps, request) ? tooLate(request) : undefined;
}

export function isLate({ now }: CarryDeps, { notAfter }: Pick<OperationRequest, 'notAfter'>): boolean {
  return Date.parse(notAfter) <= now();
}

export function tooLate({ requestedAt }: Pick<OperationRequest, 'requestedAt'>): Refusal {
  return { reason: 'too_late', requestedAt };
}

export type Judged =
  | {
      readonly kind: 'allowed';
      readonly name: string /** absent for what Signalbox asks of itself */;
      readonly person?: Person;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly person?: Person };

/** Who asks: a full member of the workspace, or nobody who is told anything. */
export async function judge(deps: CarryDeps, { actor }: Pick<OperationRequest, 'actor'>): Promise<Judged> {
  if (!isPerson(actor)) return { kind: 'allowed', name: 'Signalbox' };
  const person = await deps.people.find(actor.userId);
  const refusal = judgeIdentity(actor, person, deps.homeTeam);
  if (refusal) return { kind: 'refused', refusal, ...(person ? { person } : {}) };
  return person
    ? { kind: 'allowed', name: person.name, person }
    : { kind: 'refused', refusal: { reason: 'identity_unknown' } };
}

export function nameOf(judged: Judged): { byName?: string } {
  const name = judged.kind === 'allowed' ? judged.name : judged.person?.name;
  return name === undefined ? {} : { byName: name };
}

function withoutAsk({ ask: _ask, ...rest }: OperationRequest): Omit<OperationRequest, 'ask'> {
  return rest;
}

export async function tell(
  deps: CarryDeps,
  { actor, origin, operationId }: OperationRequest,
  told: Answer,
  sentence?: Sentence,
): Promise<void> {
  const to = { origin, operationId, ...(sentence ? { sentence } : {}) };
  if (isPerson(actor)) await deps.answers.answer({ user: actor.userId, ...to }, told);
}
