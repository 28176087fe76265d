import type { ClientToken } from './job-calls.ts';
import { createSecrets } from './secrets.ts';

/** The client tokens of partners, each a SecureString below one path, by the id of the client. Nobody else's is ever asked for.
 * @param path ends in a slash */
export function createPartnerTokens(
  path: string,
  clientIds: readonly string[],
  region: string,
  now: () => number,
): ClientToken {
  const tokens = new Map(
    clientIds.map((id) => [id, createSecrets({ token: { parameter: `${path}${id}` } }, region, now).token]),
  );
  return async (clientId) => {
    const token = tokens.get(clientId);
    if (!token) throw new Error('The questions file names no such client of a partner action');
    return token();
  };
}
