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
    async answer({ user, origin, operationId }, answer) {
      // Most deeds need no private answer, and no function that keeps messages does.
      const { drawAnswer } = await import('./views/answers/index.ts');
      const drawing = drawAnswer(answer, operationId);
      if (await inModal(origin, drawing)) return;
      if (await byResponseUrl(origin, drawing, slackApiUrl)) return;
      if (await attempt(() => ephemerally(slack, user, origin, drawing), 'ephemeral')) return;
      if (await attempt(() => directly(slack, user, drawing), 'direct message')) return;
      log.error('No way led to the person who asked', { operationId, user, answer: answer.kind });
    },
  };

  /** The modal is opened side by side with what fills it, and may come a moment later. */
  async function inModal(origin: Origin, drawing: Drawing): Promise<boolean> {
    const { modal } = origin;
    if (modal === undefined) return false;
    const { filledModal } = await import('./views/modals/reading.ts');
    const view = filledModal(modal, toModalOrigin(origin), drawing);
    const update = async () => {
      await slack.call((client) => client.views.update({ external_id: modal, view }));
      return true;
    };
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

async function byResponseUrl({ responseUrl }: Origin, drawing: Drawing, slackApiUrl: string): Promise<boolean> {
  const url = trustedResponseUrl(responseUrl, slackApiUrl);
  return url !== undefined && postToResponseUrl(url, drawing);
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
