import type { Files, Log } from '../app/ports.ts';
import type { SlackClient } from './client.ts';
import { toFailure } from './slack-failure.ts';
import { trustedUrl } from './trusted-url.ts';

export interface FilesOptions {
  readonly slack: SlackClient;
  readonly slackApiUrl: string;
  readonly log: Log;
}

/** Where Slack keeps files. */
export const FILE_HOSTS: readonly string[] = ['files.slack.com', 'files.slack-gov.com'];
const TIMEOUT_MS = 10_000;

/** Files by direct message. Slack takes them in three steps: where to, the bytes, and to whom. */
export function createFiles({ slack, slackApiUrl, log }: FilesOptions): Files {
  return {
    async send(user, { name, content, words }) {
      try {
        const bytes = Buffer.from(content);
        const place = await slack.call((client) =>
          client.files.getUploadURLExternal({ filename: name, length: bytes.length }),
        );
        const url = trustedUrl(place.upload_url, FILE_HOSTS, slackApiUrl);
        if (!url || !place.file_id || !(await upload(url, bytes))) throw new Error('Slack did not take the bytes');
        const { channel } = await slack.call((client) => client.conversations.open({ users: user }));
        if (!channel?.id) throw new Error('Slack opened no direct messages');
        const posted = { channel_id: channel.id, initial_comment: words };
        const file = { id: place.file_id, title: name };
        await slack.call((client) => client.files.completeUploadExternal({ ...posted, files: [file] }));
        return true;
      } catch (error) {
        const failure = toFailure(error);
        log.warn('A file could not be sent', {
          failure: failure.kind,
          ...('error' in failure ? { error: failure.error } : {}),
        });
        return false;
      }
    },
  };
}

async function upload(url: string, bytes: Buffer): Promise<boolean> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.arrayBuffer(); // lets the connection go
  return response.ok;
}
