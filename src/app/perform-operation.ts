import { type Command, isChangeCommand } from '../domain/command.ts';
import {
  type Ask,
  actorId,
  isPerson,
  type Operation,
  type OperationRequest,
  type Outcome,
} from '../domain/operation.ts';
import { asSeenBy } from './as-seen-by.ts';
import { auditTrail } from './audit-trail.ts';
import { authorise } from './authorise.ts';
import {
  type Asked,
  answer,
  type Course,
  carryOut,
  isLate,
  judge,
  nameOf,
  refusalOf,
  tell,
  tooLate,
} from './carry-out.ts';
import { chooseMentions } from './choose-mentions.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type { DeedDeps } from './deeds/deed-context.ts';
import { errorWord } from './error-word.ts';
import type { FormDeps } from './fill-form.ts';
import { refusedForm } from './forms/form.ts';
import { withNames } from './name-digest.ts';
import { openAccount, type SessionDeps } from './open-account.ts';
import { performDeed } from './perform-deed.ts';
import type { AuditLog, Claims, HomeTab, LinkPreviews, MessageSubjects, Viewers } from './ports.ts';
import type { QuestionDeps } from './questions/answer-question.ts';
import { isQuestion } from './questions/question.ts';
import type { ReadAuditDeps } from './questions/read-audit.ts';
import type { ResolveDeps } from './resolve-deed.ts';
import { showCards } from './show-cards.ts';
import { showWays } from './show-ways.ts';
import { type TellDeps, tellOutcome } from './tell-outcome.ts';
import type { Preferences } from './why/ports.ts';

export interface OperationDeps
  extends Omit<DeedDeps, 'reads' | 'writes' | 'calls'>,
    SessionDeps,
    QuestionDeps,
    ResolveDeps,
    TellDeps,
    ReadAuditDeps,
    FormDeps {
  readonly claims: Claims;
  readonly preferences: Preferences;
  readonly audit: AuditLog;
  readonly reads: PipelineReads;
  readonly homeTab: HomeTab;
  readonly viewers: Viewers;
  readonly previews: LinkPreviews;
  readonly subjects: MessageSubjects;
}

/** Carries out one request from Slack: at most once, and whatever comes of it is told.
 *
 * Questions are simply answered. A deed is claimed, judged, carried out, written down and told, in this order; a redelivery goes
 * on where the earlier delivery stopped, and looks at the world before it acts again.
 * @throws Error when another delivery is at it, or when the store, the bus or Slack's directory of people is out of reach: the
 * delivery is then repeated
 */
export async function performOperation(deps: OperationDeps, request: OperationRequest): Promise<void> {
  const { ask, origin } = request;
  switch (ask.kind) {
    case 'deed':
      await carryOut(deps, request, {
        ...course(deps),
        resolve: async () => ({ kind: 'deed', deed: await withNames(deps.reads, ask.deed) }),
      });
      return origin.surface === 'home' ? drawHomeAgain(deps, request) : undefined;
    case 'words':
      return performWords(deps, request, ask.text);
    case 'form':
      return form(deps, request, ask);
    case 'cards':
      return answer(deps, request, (told) => showCards(deps, ask.of, told));
    case 'actions':
      return answer(deps, request, async (told) => {
        const { showActions } = await import('./show-actions.ts');
        await told(await showActions(await asSeenBy(deps, request.actor), ask.of, origin));
      });
    case 'links':
      return tellOfLinks(deps, request, ask);
    case 'draft':
      throw new Error(NOT_HERE);
    case 'home':
      return drawHome(deps, request);
  }
}

async function performWords(deps: OperationDeps, request: OperationRequest, text: string): Promise<void> {
  const parsed = deps.commands.parse(text);
  const command = parsed.ok ? parsed.command : undefined;
  if (command?.verb === 'audit') return auditQuestion(deps, command, request);
  if (command?.verb === 'mentions')
    return answer(deps, request, async (told) => told(await chooseMentions(deps, request.actor, command.on)));
  if (!parsed.ok || !command || isQuestion(command))
    return answer(deps, request, async (told) => {
      const { answerWords } = await import('./answer-words.ts');
      const answered = await answerWords(await asSeenBy(deps, request.actor), parsed, request);
      await told(answered.answer, answered.sentence);
    });
  if (isChangeCommand(command)) throw new Error(NOT_HERE);
  return carryOut(deps, request, {
    ...course(deps),
    async resolve(person) {
      const { resolveDeed } = await import('./resolve-deed.ts');
      const seen = await asSeenBy(deps, request.actor);
      const resolved = await resolveDeed(seen, command, request, person);
      if (resolved.kind === 'deed') return resolved;
      const { withoutName } = await import('./answer-words.ts');
      const { answer } = await withoutName(seen, resolved.answer, request);
      return { kind: 'answer', answer };
    },
  });
}

/** The bus knows who carries out what: such a request was sent past it. */
const NOT_HERE = 'What changes a pipeline itself is carried out by the function changes';

function course(deps: OperationDeps): Omit<Course, 'resolve'> {
  return {
    perform: (operation, asked) => judgeAndPerform(deps, operation, asked),
    tell: (operation, outcome, byName) => tellOutcome(deps, operation, outcome, byName),
    after: ({ deed }, outcome) => showWays(deps, deed, outcome),
  };
}

async function drawHome(deps: OperationDeps, { actor }: OperationRequest): Promise<void> {
  if (!isPerson(actor)) return;
  const { showHome } = await import('./show-home.ts');
  await showHome(deps, actor.userId);
}

/** Best effort: the deed is done and told, and the next sweep draws what is not drawn here. */
async function drawHomeAgain(deps: OperationDeps, request: OperationRequest): Promise<void> {
  try {
    await drawHome(deps, request);
  } catch (error) {
    deps.log.warn('A Home tab could not be drawn after a deed', {
      operationId: request.operationId,
      cause: errorWord(error),
    });
  }
}

/** Nobody asked anything of us: whoever may not look hears nothing. */
async function tellOfLinks(
  deps: OperationDeps,
  request: OperationRequest,
  ask: Extract<Ask, { kind: 'links' }>,
): Promise<void> {
  if (refusalOf(deps, request, await judge(deps, request))) return;
  const { showLinks } = await import('./show-links.ts');
  await showLinks(await asSeenBy(deps, request.actor), ask, request.origin);
}

/** Guests and people of other workspaces are told so in it. */
async function form(
  deps: OperationDeps,
  request: OperationRequest,
  ask: Extract<OperationRequest['ask'], { kind: 'form' }>,
): Promise<void> {
  const judged = await judge(deps, request);
  const refusal = refusalOf(deps, request, judged);
  if (refusal) return deps.forms.fill(ask.view, refusedForm(refusal), request);
  const { fillForm } = await import('./fill-form.ts');
  await fillForm(await asSeenBy(deps, request.actor), request, ask, judged.person);
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

/** Whoever may not, or comes too late, may have done it already in an earlier delivery: that is looked at first. */
async function judgeAndPerform(
  deps: OperationDeps,
  operation: Operation,
  { judged, resumed, trail }: Asked,
): Promise<Outcome> {
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
