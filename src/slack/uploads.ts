import * as z from 'zod/mini';
import type { Uploads } from '../app/definition-ports.ts';
import type { Log } from '../app/ports.ts';
import type { SlackClient } from './client.ts';
import { FILE_HOSTS } from './files.ts';
import { toFailure } from './slack-failure.ts';
import { trustedUrl } from './trusted-url.ts';

export interface UploadsOptions {
  readonly slack: SlackClient;
  readonly slackApiUrl: string;
  readonly log: Log;
}

/** What Slack says of a file of its own; what lies elsewhere has no size here and is never asked for. */
const Hosted = z.object({ file: z.object({ size: z.number(), url_private_download: z.string() }) });

/** Reads what people have put into a form. The token goes to Slack's hosts for files alone, and redirects are not followed. */
export function createUploads({ slack, slackApiUrl, log }: UploadsOptions): Uploads {
  return {
    async read(id, atMost) {
      try {
        const hosted = Hosted.safeParse(await slack.call((client) => client.files.info({ file: id })));
        if (!hosted.success) return 'unreadable';
        const { size, url_private_download: address } = hosted.data.file;
        if (size > atMost) return 'too_large';
        const url = trustedUrl(address, FILE_HOSTS, slackApiUrl);
        if (url === undefined) return 'unreadable';
        const text = await slack.call((client) => client.download(url, atMost));
        return text === 'too_large' ? text : { text };
      } catch (error) {
        const failure = toFailure(error);
        log.warn('A file could not be read', {
          failure: failure.kind,
          ...('error' in failure ? { error: failure.error } : {}),
        });
        return 'unreadable';
      }
    },
  };
}
