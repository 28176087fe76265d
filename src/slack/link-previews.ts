import type { KnownBlock } from '@slack/types';
import type { LinkPreview, LinkPreviews, Log, World } from '../app/ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { SlackClient } from './client.ts';
import { toFailure } from './slack-failure.ts';
import { toBlocks } from './views/drawing.ts';

export interface LinkPreviewsOptions extends Pick<World, 'sleep'> {
  readonly slack: SlackClient;
  readonly log: Log;
  /** what a pipeline of another account is called; of others undefined */
  readonly qualifiedName: (ref: PipelineRef) => string | undefined;
}

/** Slack takes no preview before it has our answer to the event that told of the link. */
const UNTIL_ANSWERED_MS = 1_000;

export function createLinkPreviews({ slack, log, sleep, qualifiedName }: LinkPreviewsOptions): LinkPreviews {
  return {
    async show({ channel, messageTs }, previews) {
      const drawn = await Promise.all(previews.map((preview) => draw(preview, qualifiedName)));
      const unfurls = Object.fromEntries(drawn);
      const send = () => slack.call(({ chat }) => chat.unfurl({ channel, ts: messageTs, unfurls }));
      try {
        await send().catch(async (error: unknown) => {
          const failure = toFailure(error);
          if (failure.kind !== 'permanent' || failure.error !== 'cannot_unfurl_url') throw error;
          await sleep(UNTIL_ANSWERED_MS);
          await send();
        });
      } catch (error) {
        const failure = toFailure(error);
        log.warn('A link could not be told of', {
          channel,
          failure: failure.kind,
          ...('error' in failure ? { error: failure.error } : {}),
        });
      }
    },
  };
}

async function draw(
  preview: LinkPreview,
  qualifiedName: LinkPreviewsOptions['qualifiedName'],
): Promise<[string, { blocks: KnownBlock[] }]> {
  const { drawPreview } = await import('./views/link-preview.ts');
  return [preview.url, { blocks: toBlocks(drawPreview(preview, qualifiedName)) }];
}
