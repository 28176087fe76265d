import type { Answers, Drawing, Log, World } from '../app/ports.ts';
import type { UserId } from '../domain/ids.ts';
import type { Origin } from '../domain/operation.ts';
import type { SlackClient } from './client.ts';
import { toModalOrigin } from './modal-metadata.ts';
import { postToResponseUrl, trustedResponseUrl } from './response-url.ts';
import { toFailure } from './slack-failure.ts';
import { toBlocks } from './views/drawing.ts';

export interface AnswersOptions {
  readonly slack: SlackClient;
  readonly slackApiUrl: string;
  readonly log: Log;
  readonly sleep: World['sleep'];
}

/** Slack opens a modal within three seconds or not at all. */
const MODAL_PAUSES_MS: readonly number[] = [300, 700, 1_500];

/** Private answers by the first way that works: the modal that waits for it, the response_url, an ephemeral message, a direct message. */
export function createAnswers({ slack, slackApiUrl, log, sleep }: AnswersOptions): Answers {
  return {
    async answer({ user, origin, operationId, sentence }, answer) {
      // Most deeds need no private answer, and no function that keeps messages does.
      const { drawAnswer } = await import('./views/answers/index.ts');
      const drawing = drawAnswer(answer, operationId, sentence);
      // Only page buttons name a page: what they bring takes the place of the page before.
      const replace = origin.surface === 'button' && sentence?.page !== undefined;
      if (await inModal(origin, drawing)) return;
      if (await byResponseUrl(origin, drawing, replace, slackApiUrl)) return;
      if (await attempt(() => ephemerally(slack, user, origin, drawing), 'ephemeral')) return;
      if (await attempt(() => directly(slack, user, drawing), 'direct message')) return;
      log.error('No way led to the person who asked', { operationId, user, answer: answer.kind });
    },
  };

  /** One that was closed meanwhile refuses it. One that is opened side by side with what fills it may come a moment later. */
  async function inModal(origin: Origin, drawing: Drawing): Promise<boolean> {
    const { viewId, modal } = origin;
    if (viewId === undefined && modal === undefined) return false;
    const { filledModal } = await import('./views/modals/reading.ts');
    const view = filledModal(toModalOrigin(origin), drawing, modal);
    const update = async () => {
      await slack.call(({ views }) =>
        viewId === undefined
          ? views.update({ external_id: modal ?? '', view })
          : views.update({ view_id: viewId, view }),
      );
      return true;
    };
    if (viewId !== undefined) return attempt(update, 'modal');
    for (const pauseMs of MODAL_PAUSES_MS) {
      if (await attempt(update, 'modal')) return true;
      await sleep(pauseMs);
    }
    return attempt(update, 'modal');
  }

  async function attempt(way: () => Promise<boolean>, name: string): Promise<boolean> {
    try {
      return await way();
    } catch (error) {
      const failure = toFailure(error);
      log.warn('A private answer did not get through this way', {
        way: name,
        failure: failure.kind,
        ...('error' in failure ? { error: failure.error } : {}),
      });
      return false;
    }
  }
}

async function byResponseUrl(
  { responseUrl }: Origin,
  drawing: Drawing,
  replace: boolean,
  slackApiUrl: string,
): Promise<boolean> {
  const url = trustedResponseUrl(responseUrl, slackApiUrl);
  return url !== undefined && postToResponseUrl(url, drawing, { replace });
}

async function ephemerally(slack: SlackClient, user: UserId, { channel }: Origin, drawing: Drawing): Promise<boolean> {
  if (channel === undefined) return false;
  const { text } = drawing;
  await slack.call((client) => client.chat.postEphemeral({ channel, user, text, blocks: toBlocks(drawing) }));
  return true;
}

async function directly(slack: SlackClient, user: UserId, drawing: Drawing): Promise<boolean> {
  const opened = await slack.call((client) => client.conversations.open({ users: user }));
  const channel = opened.channel?.id;
  if (channel === undefined) return false;
  const { text } = drawing;
  await slack.call((client) =>
    client.chat.postMessage({
      channel,
      text,
      blocks: toBlocks(drawing),
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
  return true;
}
