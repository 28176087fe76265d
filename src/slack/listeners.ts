import type { ModalView } from '@slack/types';
import type { Drawing, Log } from '../app/ports.ts';
import { toSentence } from '../domain/command.ts';
import type { FormWish, OpenForm } from '../domain/form.ts';
import type { Ask, OperationRequest, Origin, PersonActor } from '../domain/operation.ts';
import type { AcceptedRequest } from './accepted-request.ts';
import { reactToClick } from './actions/index.ts';
import { section } from './blocks.ts';
import { type Reaction, type TrustUrl, toActor, toClicked, toShortcutOrigin, toSubmitted, toTyped } from './clicked.ts';
import type { SlackClient } from './client.ts';
import { parseCommand, withPipeline } from './commands/index.ts';
import { toModalOrigin } from './modal-metadata.ts';
import { md } from './mrkdwn.ts';
import { wantedBy } from './options/index.ts';
import type { Options, Suggestions } from './options/option-list.ts';
import type {
  BlockActions,
  EventCallback,
  GlobalShortcut,
  MessageShortcut,
  SlashCommand,
  Suggestion,
  ViewSubmission,
} from './payloads.ts';
import { postToResponseUrl, trustedResponseUrl } from './response-url.ts';
import { reactToShortcut } from './shortcuts/index.ts';
import { toFailure } from './slack-failure.ts';
import { reactToSubmission } from './submissions/index.ts';
import { updateView } from './update-view.ts';
import { drawProblem } from './views/answers/problem.ts';
import { drawing, toBlocks } from './views/drawing.ts';
import { emptyForm } from './views/forms/waiting.ts';
import { notice } from './views/modals/modal.ts';
import { loadingModal } from './views/modals/reading.ts';

export interface ListenerDeps {
  readonly slack: SlackClient;
  /** what lists that load while somebody types are answered from; called when the first of them is asked for */
  readonly suggestions: (slack: SlackClient) => Promise<Suggestions>;
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

/** Who asks, and from where. */
interface From {
  readonly actor: PersonActor;
  readonly origin: Origin;
  readonly isInModal: boolean;
  /** for the log */
  readonly what: Readonly<Record<string, string>>;
}

const MAX_TYPED = 4_000;
const NOT_DEPLOYED =
  'Pipelines cannot be changed from Slack here, and nothing was changed. Whoever runs Signalbox can deploy it with the stage parameter changes: true.';
const NOT_OPENED = 'Slack did not open the form, and nothing was changed. Please press again.';
/** The person waits, and Slack for no more than three seconds. */
const RESPOND_TIMEOUT_MS = 1_500;

/** Answers within Slack's three seconds: what is asked for is put on the bus before it is acknowledged, and nothing else is done. */
export function createListeners({ slack, suggestions, slackApiUrl, enqueue, log, changes }: ListenerDeps) {
  const trust: TrustUrl = (url) => {
    const trusted = trustedResponseUrl(url, slackApiUrl);
    if (url !== undefined && trusted === undefined) log.warn('A response_url that is not Slack’s was dropped');
    return trusted;
  };

  /** @returns what to tell the person when it could not be passed on */
  async function ask(
    request: AcceptedRequest,
    from: Pick<From, 'actor' | 'origin'>,
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

  /** @param onTop of the modal that was clicked in
   * @returns what to tell the person when the modal did not open */
  async function open(triggerId: string | undefined, view: ModalView, onTop: boolean): Promise<OpenForm | string> {
    try {
      if (triggerId === undefined) throw new Error('the request has no trigger_id');
      const opening = { trigger_id: triggerId, view };
      const opened = await slack.call(({ views }) => (onTop ? views.push(opening) : views.open(opening)));
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
  async function openForm(request: AcceptedRequest, from: From, triggerId: string | undefined, wish: FormWish) {
    const view = await open(triggerId, emptyForm(wish), from.isInModal);
    if (typeof view === 'string') return view;
    if (view.id === '') return NOT_OPENED;
    return tellIn(view, await ask(request, from, { kind: 'form', wish, view }));
  }

  /** Opens a modal and asks for what goes into it, side by side: by the id of the operation the answer finds the modal. In a modal that
   * stands open already the answer takes its place.
   * @returns what to tell the person when there is nothing to wait for */
  async function load(request: AcceptedRequest, from: From, triggerId: string | undefined, wish: Ask) {
    const { actor, origin, isInModal } = from;
    if (isInModal) return ask(request, from, wish);
    const modal = request.operationId;
    const [view, problem] = await Promise.all([
      open(triggerId, loadingModal(toModalOrigin(origin), modal), false),
      ask(request, { actor, origin: { ...origin, modal } }, wish),
    ]);
    return typeof view === 'string' ? (problem ?? view) : tellIn(view, problem);
  }

  /** The modal is in front of whatever else could tell it. @returns what is still to be told */
  async function tellIn({ id }: OpenForm, problem: string | undefined): Promise<string | undefined> {
    if (problem === undefined) return undefined;
    return updateView(slack, id, notice(problem)).then(
      () => undefined,
      () => problem,
    );
  }

  /** @returns what to tell the person when it led to nothing */
  async function react(
    request: AcceptedRequest,
    from: From,
    reaction: Reaction,
    triggerId: string | undefined,
  ): Promise<string | undefined> {
    switch (reaction.kind) {
      case 'nothing':
        return undefined;
      case 'tell':
        return noted(from, reaction).text;
      case 'ask':
        return ask(request, from, reaction.ask);
      case 'open': {
        const opened = await open(triggerId, reaction.view, from.isInModal);
        return typeof opened === 'string' ? opened : undefined;
      }
      case 'form':
        return openForm(request, from, triggerId, reaction.wish);
      case 'load':
        return load(request, from, triggerId, reaction.ask);
    }
  }

  function noted<T extends Extract<Reaction, { kind: 'tell' }>>({ actor, what }: Omit<From, 'isInModal'>, told: T): T {
    log.warn('A request led to nothing', { why: told.why, user: actor.userId, ...what });
    return told;
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
      const from = { ...clicked, what: { actionId: clicked.actionId.slice(0, 100) } };
      const problem = await react(request, from, reactToClick(clicked), body.trigger_id ?? undefined);
      if (problem !== undefined) await respond(clicked.origin, problem);
    },

    async onShortcut(request: AcceptedRequest, body: GlobalShortcut | MessageShortcut): Promise<void> {
      const type = body.type === 'shortcut' ? 'global' : 'message';
      const origin = toShortcutOrigin(body, trust);
      const actor = toActor(body.user.id, body.user.team_id ?? undefined);
      const from = { actor, origin, isInModal: false, what: { callbackId: body.callback_id.slice(0, 100) } };
      const reaction = reactToShortcut(type, body.callback_id, toModalOrigin(origin));
      const problem = await react(request, from, reaction, body.trigger_id ?? undefined);
      if (problem !== undefined) await respond(origin, problem);
    },

    async onSubmission(request: AcceptedRequest, body: ViewSubmission): Promise<SubmissionAnswer | undefined> {
      const submitted = toSubmitted(body);
      const { actor, origin, viewId, firstInput } = submitted;
      const reaction = reactToSubmission(submitted);
      switch (reaction.kind) {
        case 'nothing':
        case 'open':
        case 'load':
          return undefined;
        case 'tell': {
          const what = { callbackId: submitted.callbackId.slice(0, 100) };
          const { under = firstInput, text } = noted({ actor, origin, what }, reaction);
          return refusal(under, text);
        }
        case 'form': {
          const { wish } = reaction;
          const problem = await ask(request, submitted, { kind: 'form', wish, view: { id: viewId } });
          return problem === undefined
            ? { response_action: 'update', view: emptyForm(wish) }
            : refusal(firstInput, problem);
        }
        case 'ask': {
          const { meanwhile } = reaction;
          const from = { actor, origin: meanwhile ? { ...origin, viewId } : origin };
          const problem = await ask(request, from, reaction.ask);
          if (problem !== undefined) return refusal(firstInput, problem);
          return meanwhile && { response_action: 'update', view: meanwhile };
        }
      }
    },

    /** The Home tab that is opened and the links that are posted; of all else nothing of ours hears. */
    async onEvent(request: AcceptedRequest, body: EventCallback): Promise<void> {
      const { reactToEvent } = await import('./events.ts');
      const heard = reactToEvent(body);
      if (heard && (await ask(request, heard, heard.ask)) !== undefined)
        throw new Error('An event could not be passed on');
    },

    /** @returns no options when they cannot be read now: the list says that there is nothing, and what is typed elsewhere still works */
    async onSuggestion(body: Suggestion): Promise<Options> {
      const wanted = wantedBy(body);
      if (!wanted) return { options: [] };
      try {
        const { suggest, placeName } = await suggestions(slack);
        const { drawOptions } = await import('./options/draw-options.ts');
        return drawOptions(await suggest(toActor(body.user.id, body.user.team_id ?? undefined), wanted), placeName);
      } catch (error) {
        log.warn('Options could not be read', { cause: error instanceof Error ? error.name : 'unknown' });
        return { options: [] };
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
