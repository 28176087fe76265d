import type { Answers, Drawing, Log } from '../app/ports.ts';
import type { UserId } from '../domain/ids.ts';
import type { Origin } from '../domain/operation.ts';
import type { SlackClient } from './client.ts';
import { postToResponseUrl, trustedResponseUrl } from './response-url.ts';
import { toFailure } from './slack-failure.ts';
import { updateView } from './update-view.ts';
import { toBlocks } from './views/drawing.ts';
import { saying } from './views/modals/modal.ts';

export interface AnswersOptions {
  readonly slack: SlackClient;
  readonly slackApiUrl: string;
  readonly log: Log;
}

/** Private answers by the first way that works: the modal that stays open for it, the response_url, an ephemeral message, a direct message. */
export function createAnswers({ slack, slackApiUrl, log }: AnswersOptions): Answers {
  return {
    async answer({ user, origin, operationId, sentence }, answer) {
      // Most deeds need no private answer, and no function that keeps messages does.
      const { drawAnswer } = await import('./views/answers/index.ts');
      const drawing = drawAnswer(answer, operationId, sentence);
      // Only page buttons name a page: what they bring takes the place of the page before.
      const replace = origin.surface === 'button' && sentence?.page !== undefined;
      if (await attempt(() => inView(slack, origin, drawing), 'modal')) return;
      if (await byResponseUrl(origin, drawing, replace, slackApiUrl)) return;
      if (await attempt(() => ephemerally(slack, user, origin, drawing), 'ephemeral')) return;
      if (await attempt(() => directly(slack, user, drawing), 'direct message')) return;
      log.error('No way led to the person who asked', { operationId, user, answer: answer.kind });
    },
  };

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

/** A modal that was closed meanwhile refuses it. */
async function inView(slack: SlackClient, { viewId }: Origin, drawing: Drawing): Promise<boolean> {
  if (viewId === undefined) return false;
  await updateView(slack, viewId, saying('Signalbox', toBlocks(drawing)));
  return true;
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
