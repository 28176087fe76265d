import type { IncomingMessage } from 'node:http';

/** What a function URL takes at most. */
export const BODY_LIMIT_BYTES = 6 * 1024 * 1024;

/** Reads a request's body whole.
 * @returns null when it is larger than the limit; the rest has then been read and thrown away, so that the caller hears the answer */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return size <= BODY_LIMIT_BYTES ? Buffer.concat(chunks) : null;
}
