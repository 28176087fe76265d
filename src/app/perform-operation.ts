import type { Command } from '../domain/command.ts';
import { judgeIdentity, type Person } from '../domain/identity.ts';
import {
  actorId,
  type Deed,
  isPerson,
  type Operation,
  type OperationRequest,
  type Outcome,
  type Refusal,
} from '../domain/operation.ts';
import type { Answer } from './answer.ts';
import { asSeenBy } from './as-seen-by.ts';
import { type AuditTrail, auditTrail } from './audit-trail.ts';
import { authorise } from './authorise.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type { DeedDeps } from './deeds/deed-context.ts';
import { errorWord } from './error-word.ts';
import { LEASE_MS } from './keep-deps.ts';
import { withNames } from './name-digest.ts';
import { openAccount, type SessionDeps } from './open-account.ts';
import { performDeed } from './perform-deed.ts';
import type { AuditLog, Claims, OperationClaim } from './ports.ts';
import type { QuestionDeps } from './questions/answer-question.ts';
import { isQuestion } from './questions/question.ts';
import type { ReadAuditDeps } from './questions/read-audit.ts';
import type { ResolveDeps } from './resolve-deed.ts';
import { showCards } from './show-cards.ts';
import { showWays } from './show-ways.ts';
import { type TellDeps, tellOutcome, tellPrivately } from './tell-outcome.ts';

/** Lambda delivers an event three times. */
const LAST_DELIVERY = 3;

export interface OperationDeps
  extends Omit<DeedDeps, 'reads' | 'writes'>,
    SessionDeps,
    QuestionDeps,
    ResolveDeps,
    TellDeps,
    ReadAuditDeps {
  readonly claims: Claims;
  readonly audit: AuditLog;
  readonly reads: PipelineReads;
}

/** Carries out one request from Slack: at most once, and whatever comes of it is told.
 *
 * Questions are simply answered. A deed is claimed, judged, carried out, written down and told, in this order; a redelivery goes
 * on where the earlier delivery stopped, and looks at the world before it acts again.
 * @throws Error when another delivery is at it, or when the store, the bus or Slack's directory of people is out of reach: the
 * delivery is then repeated
 */
export async function performOperation(deps: OperationDeps, request: OperationRequest): Promise<void> {
  const { ask } = request;
  if (ask.kind === 'deed')
    return carryOut(deps, request, async () => ({ kind: 'deed', deed: await withNames(deps.reads, ask.deed) }));
  if (ask.kind === 'cards') return answer(deps, request, (told) => showCards(deps, ask.of, told));
  const parsed = deps.commands.parse(ask.text);
  if (!parsed.ok) return answer(deps, request, (told) => told({ kind: 'problem', problem: parsed.problem }));
  const { command } = parsed;
  if (command.verb === 'audit') return auditQuestion(deps, command, request);
  if (isQuestion(command))
    return answer(deps, request, async (told) => {
      const { answerQuestion } = await import('./questions/answer-question.ts');
      await told(await answerQuestion(await asSeenBy(deps, request.actor), command, request));
    });
  return carryOut(deps, request, async (person) => {
    const { resolveDeed } = await import('./resolve-deed.ts');
    return resolveDeed(await asSeenBy(deps, request.actor), command, request, person);
  });
}

/** Guests and people of other workspaces are told nothing, not even how to ask. */
async function answer(
  deps: OperationDeps,
  request: OperationRequest,
  work: (told: (answer: Answer) => Promise<void>) => Promise<void>,
): Promise<void> {
  const refusal = refusalOf(deps, request, await judge(deps, request));
  if (refusal) return tell(deps, request, { kind: 'refused', deed: undefined, refusal });
  await work((told) => tell(deps, request, told));
}

/** A question, but who asked it is written down. */
async function auditQuestion(
  deps: OperationDeps,
  command: Extract<Command, { verb: 'audit' }>,
  request: OperationRequest,
): Promise<void> {
  const judged = await judge(deps, request);
  const trail = auditTrail(deps, request);
  trail.learn(nameOf(judged));
  const refusal = refusalOf(deps, request, judged);
  if (!refusal) {
    const { readAudit } = await import('./questions/read-audit.ts');
    const seen = await asSeenBy(deps, request.actor);
    return tell(deps, request, await readAudit(seen, command, request, trail));
  }
  await trail.ended({ kind: 'refused', refusal });
  await tell(deps, request, { kind: 'refused', deed: undefined, refusal });
}

function refusalOf(deps: OperationDeps, request: OperationRequest, judged: Judged): Refusal | undefined {
  return judged.kind === 'refused' ? judged.refusal : isLate(deps, request) ? tooLate(request) : undefined;
}

function isLate({ now }: OperationDeps, { notAfter }: Pick<OperationRequest, 'notAfter'>): boolean {
  return Date.parse(notAfter) <= now();
}

function tooLate({ requestedAt }: Pick<OperationRequest, 'requestedAt'>): Refusal {
  return { reason: 'too_late', requestedAt };
}

type Resolved = { readonly kind: 'deed'; readonly deed: Deed } | { readonly kind: 'answer'; readonly answer: Answer };

async function carryOut(
  deps: OperationDeps,
  request: OperationRequest,
  resolve: (person: Person | undefined) => Promise<Resolved>,
): Promise<void> {
  const claim = await deps.claims.claimOperation(request, deps.newId(), deps.now() + LEASE_MS);
  if (claim.kind === 'finished') return;
  if (claim.kind === 'busy')
    throw new Error('Another delivery of this operation is at work; this one is repeated later');
  let known = 'deed' in claim ? claim.deed : undefined;
  let ended = claim.kind === 'untold' ? claim.outcome : undefined;
  const trail = auditTrail(deps, request);
  const resolveOnce = async (person: Person | undefined): Promise<Resolved> => {
    if (known) return { kind: 'deed', deed: known };
    const resolved = await resolve(person);
    if (resolved.kind === 'deed') {
      known = resolved.deed;
      // After the deed the same words may lead elsewhere.
      if (request.ask.kind === 'words') await deps.claims.rememberDeed(request.operationId, known);
    }
    return resolved;
  };
  try {
    await goOn(deps, request, claim, trail, resolveOnce, (outcome) => {
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
  deps: OperationDeps,
  request: OperationRequest,
  deed: Deed | undefined,
  outcome: Outcome,
): Promise<void> {
  if (deed) await tellPrivately(deps, { ...withoutAsk(request), deed }, outcome);
  else if (outcome.kind === 'refused') await tell(deps, request, { ...outcome, deed });
}

/** Nobody delivers it again: better say that it is not known than say nothing. What was typed and never understood changed nothing. */
async function giveUp(
  deps: OperationDeps,
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
  deps: OperationDeps,
  request: OperationRequest,
  claim: Begun,
  trail: AuditTrail,
  resolve: (person: Person | undefined) => Promise<Resolved>,
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
  const resolved = await resolve(judged.kind === 'allowed' ? judged.person : undefined);
  if (resolved.kind === 'answer') {
    return end({ kind: 'refused', refusal: { reason: 'not_understood' } }, () => tell(deps, request, resolved.answer));
  }
  const operation = { ...withoutAsk(request), deed: resolved.deed };
  trail.learn({ deed: resolved.deed });
  const outcome =
    claim.kind === 'untold' ? claim.outcome : await judgeAndPerform(deps, operation, judged, claim, trail);
  await end(outcome, () => tellOutcome(deps, operation, outcome, byName));
  await showWays(deps, operation.deed, outcome);
}

/** Whoever may not, or comes too late, may have done it already in an earlier delivery: that is looked at first. */
async function judgeAndPerform(
  deps: OperationDeps,
  operation: Operation,
  judged: Judged,
  claim: Exclude<Begun, { kind: 'untold' }>,
  trail: AuditTrail,
): Promise<Outcome> {
  const resumed = claim.kind === 'resumed';
  if (judged.kind === 'refused' && !resumed) return { kind: 'refused', refusal: judged.refusal };
  const person = judged.kind === 'allowed' ? judged.person : undefined;
  const opened = await openAccount(deps, operation, resumed);
  if (opened.kind === 'closed') return opened.outcome;
  const there = { ...deps, ...opened.session };
  const { verdict, place, places, stored } = await authorise(there, operation, person);
  trail.learn({ rules: verdict.kind === 'allowed' ? verdict.rules : [], ...(stored ? { stored } : {}) });
  // What cannot be written down is not done.
  await trail.requested();
  const barred =
    verdict.kind === 'refused' ? verdict.refusal : isLate(deps, operation) ? tooLate(operation) : undefined;
  return performDeed(there, {
    operation,
    byName: judged.kind === 'allowed' ? judged.name : actorId(operation.actor),
    place,
    places,
    resumed,
    ...(barred === undefined ? {} : { barred }),
  });
}

type Judged =
  | {
      readonly kind: 'allowed';
      readonly name: string /** absent for what Signalbox asks of itself */;
      readonly person?: Person;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly person?: Person };

/** Who asks: a full member of the workspace, or nobody who is told anything. */
async function judge(deps: OperationDeps, { actor }: Pick<OperationRequest, 'actor'>): Promise<Judged> {
  if (!isPerson(actor)) return { kind: 'allowed', name: 'Signalbox' };
  const person = await deps.people.find(actor.userId);
  const refusal = judgeIdentity(actor, person, deps.homeTeam);
  if (refusal) return { kind: 'refused', refusal, ...(person ? { person } : {}) };
  return person
    ? { kind: 'allowed', name: person.name, person }
    : { kind: 'refused', refusal: { reason: 'identity_unknown' } };
}

function nameOf(judged: Judged): { byName?: string } {
  const name = judged.kind === 'allowed' ? judged.name : judged.person?.name;
  return name === undefined ? {} : { byName: name };
}

function withoutAsk({ ask: _ask, ...rest }: OperationRequest): Omit<OperationRequest, 'ask'> {
  return rest;
}

async function tell(
  deps: OperationDeps,
  { actor, origin, operationId }: OperationRequest,
  told: Answer,
): Promise<void> {
  if (isPerson(actor)) await deps.answers.answer({ user: actor.userId, origin, operationId }, told);
}
