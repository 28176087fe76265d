import type { ModalView } from '@slack/types';
import type { Drawing, Log } from '../app/ports.ts';
import { toSentence } from '../domain/command.ts';
import type { FormWish, OpenForm } from '../domain/form.ts';
import type { Ask, OperationRequest, Origin, PersonActor } from '../domain/operation.ts';
import type { AcceptedRequest } from './accepted-request.ts';
import { reactToClick } from './actions/index.ts';
import { section } from './blocks.ts';
import { type TrustUrl, toClicked, toSubmitted, toTyped } from './clicked.ts';
import type { SlackClient } from './client.ts';
import { parseCommand, withPipeline } from './commands/index.ts';
import { md } from './mrkdwn.ts';
import type { BlockActions, SlashCommand, ViewSubmission } from './payloads.ts';
import { postToResponseUrl, trustedResponseUrl } from './response-url.ts';
import { toFailure } from './slack-failure.ts';
import { reactToSubmission } from './submissions/index.ts';
import { updateView } from './update-view.ts';
import { drawProblem } from './views/answers/problem.ts';
import { drawing, toBlocks } from './views/drawing.ts';
import { emptyForm } from './views/forms/waiting.ts';
import { notice } from './views/modals/modal.ts';

export interface ListenerDeps {
  readonly slack: SlackClient;
  readonly slackApiUrl: string;
  readonly enqueue: (request: OperationRequest) => Promise<void>;
  readonly log: Log;
  /** whether the function that changes pipelines is deployed */
  readonly changes: boolean;
}

/** What goes into the answer to a modal that was sent off; undefined closes it. */
export type SubmissionAnswer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ModalView };

const MAX_TYPED = 4_000;
const NOT_DEPLOYED =
  'Pipelines cannot be changed from Slack here, and nothing was changed. Whoever runs Signalbox can deploy it with the stage parameter changes: true.';
const NOT_OPENED = 'Slack did not open the form, and nothing was changed. Please press again.';
/** The person waits, and Slack for no more than three seconds. */
const RESPOND_TIMEOUT_MS = 1_500;

/** Answers within Slack's three seconds: what is asked for is put on the bus before it is acknowledged, and nothing else is done. */
export function createListeners({ slack, slackApiUrl, enqueue, log, changes }: ListenerDeps) {
  const trust: TrustUrl = (url) => {
    const trusted = trustedResponseUrl(url, slackApiUrl);
    if (url !== undefined && trusted === undefined) log.warn('A response_url that is not Slack’s was dropped');
    return trusted;
  };

  /** @returns what to tell the person when it could not be passed on */
  async function ask(
    request: AcceptedRequest,
    from: { actor: PersonActor; origin: Origin },
    wish: Ask,
  ): Promise<string | undefined> {
    const operation = request.operation(from.actor, from.origin, wish);
    if (operation.performer === 'changes' && !changes) return NOT_DEPLOYED;
    const fields = { operationId: operation.operationId, user: from.actor.userId, surface: from.origin.surface };
    try {
      await enqueue(operation);
      log.info('A request was passed on', { ...fields, ask: wish.kind === 'deed' ? wish.deed.kind : wish.kind });
      return undefined;
    } catch (error) {
      log.error('A request could not be passed on', {
        ...fields,
        cause: error instanceof Error ? error.name : 'unknown',
      });
      return `That could not be passed on, and nothing was changed. Try again in a minute. Reference ${operation.operationId}.`;
    }
  }

  async function respond({ responseUrl }: Origin, text: string): Promise<void> {
    const told =
      responseUrl !== undefined &&
      (await postToResponseUrl(responseUrl, plainDrawing(text), { timeoutMs: RESPOND_TIMEOUT_MS }));
    if (!told) log.warn('A person could not be told why nothing was done');
  }

  /** @returns what to tell the person when the modal did not open */
  async function open(triggerId: string | undefined, view: ModalView): Promise<OpenForm | string> {
    try {
      if (triggerId === undefined) throw new Error('the request has no trigger_id');
      const opened = await slack.call((client) => client.views.open({ trigger_id: triggerId, view }));
      return { id: opened.view?.id ?? '', hash: opened.view?.hash ?? '' };
    } catch (error) {
      const failure = toFailure(error);
      log.warn('A modal did not open', {
        callbackId: view.callback_id,
        failure: failure.kind,
        ...('error' in failure ? { error: failure.error } : {}),
      });
      return NOT_OPENED;
    }
  }

  /** Opens a form before anything is asked, because the trigger lasts three seconds; what goes into it comes later.
   * @returns what to tell the person when it did not open */
  async function openForm(
    request: AcceptedRequest,
    from: { actor: PersonActor; origin: Origin },
    triggerId: string | undefined,
    wish: FormWish,
  ): Promise<string | undefined> {
    const view = await open(triggerId, emptyForm(wish));
    if (typeof view === 'string') return view;
    if (view.id === '') return NOT_OPENED;
    const problem = await ask(request, from, { kind: 'form', wish, view });
    if (problem === undefined) return undefined;
    // The form is in front of whatever else could tell it.
    return updateView(slack, view.id, notice(problem)).then(
      () => undefined,
      () => problem,
    );
  }

  return {
    /** @returns what is shown at once, to nobody else; undefined for nothing */
    async onCommand(request: AcceptedRequest, body: SlashCommand): Promise<Drawing | undefined> {
      const typed = toTyped(body, trust);
      if (typed.text.length > MAX_TYPED)
        return plainDrawing(`That is too long to read: at most ${MAX_TYPED} characters.`);
      const parsed = parseCommand(typed.text);
      // In a channel that is about one pipeline its name may be left out; which that is, nobody knows here.
      if (!parsed.ok && withPipeline(typed.text, 'any') === undefined) return drawProblem(parsed.problem);
      if (parsed.ok && parsed.command.verb === 'help') {
        const { drawHelp } = await import('./views/answers/help.ts');
        return drawHelp(parsed.command.topic, toSentence(typed.text, parsed.page));
      }
      const problem = await ask(request, typed, { kind: 'words', text: typed.text });
      return problem === undefined ? undefined : plainDrawing(problem);
    },

    async onClick(request: AcceptedRequest, body: BlockActions): Promise<void> {
      const clicked = toClicked(body, trust);
      const reaction = reactToClick(clicked);
      switch (reaction.kind) {
        case 'nothing':
          return;
        case 'tell':
          log.warn('A click led to nothing', {
            why: reaction.why,
            actionId: clicked.actionId.slice(0, 100),
            user: clicked.actor.userId,
          });
          return respond(clicked.origin, reaction.text);
        case 'ask': {
          const problem = await ask(request, clicked, reaction.ask);
          return problem === undefined ? undefined : respond(clicked.origin, problem);
        }
        case 'open': {
          const opened = await open(body.trigger_id ?? undefined, reaction.view);
          return typeof opened === 'string' ? respond(clicked.origin, opened) : undefined;
        }
        case 'form': {
          const problem = await openForm(request, clicked, body.trigger_id ?? undefined, reaction.wish);
          return problem === undefined ? undefined : respond(clicked.origin, problem);
        }
      }
    },

    async onSubmission(request: AcceptedRequest, body: ViewSubmission): Promise<SubmissionAnswer | undefined> {
      const submitted = toSubmitted(body);
      const reaction = reactToSubmission(submitted);
      switch (reaction.kind) {
        case 'nothing':
        case 'open':
        case 'form':
          return undefined;
        case 'tell':
          log.warn('A modal led to nothing', {
            why: reaction.why,
            callbackId: submitted.callbackId.slice(0, 100),
            user: submitted.actor.userId,
          });
          return refusal(reaction.under ?? submitted.firstInput, reaction.text);
        case 'ask': {
          const { meanwhile } = reaction;
          const { actor, origin, viewId, firstInput } = submitted;
          const from = { actor, origin: meanwhile ? { ...origin, viewId } : origin };
          const problem = await ask(request, from, reaction.ask);
          if (problem !== undefined) return refusal(firstInput, problem);
          return meanwhile && { response_action: 'update', view: meanwhile };
        }
      }
    },

    respond,
    trust,
  };
}

export type Listeners = ReturnType<typeof createListeners>;

/** Under the first input, so that what was typed stays; in place of the modal where there is none. */
export function refusal(firstInput: string | undefined, text: string): SubmissionAnswer {
  return firstInput === undefined
    ? { response_action: 'update', view: notice(text) }
    : { response_action: 'errors', errors: { [firstInput]: text } };
}

export function plainDrawing(text: string): Drawing {
  const words = md`${text}`;
  return drawing(words, [section(words)]);
}

/** An answer to a slash command that only the person who typed sees. */
export function ephemeral(drawn: Drawing) {
  return { response_type: 'ephemeral' as const, text: drawn.text, blocks: toBlocks(drawn) };
}
