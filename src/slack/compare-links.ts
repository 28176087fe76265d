import type { SourceOf } from '../app/reading.ts';
import { consoleUrl } from './console-links.ts';

/** Where two revisions of one source are compared: at the hosts that we link to, and in CodeCommit's console.
 * @returns undefined for other sources, and for hosts of somebody's own */
export function compareUrl(
  { provider, host, repository }: SourceOf,
  from: string,
  to: string,
  region: string,
): string | undefined {
  if (!COMMIT.test(from) || !COMMIT.test(to) || !REPOSITORY.test(repository)) return undefined;
  const between = { repository: repository.split('/').map(encodeURIComponent).join('/'), from, to };
  if (provider === 'CodeCommit')
    return consoleUrl(region, `/codesuite/codecommit/repositories/${between.repository}/compare/${from}/.../${to}`);
  const named = provider === 'GitHub' ? 'GitHub' : host;
  return named !== undefined && Object.hasOwn(AT, named) ? AT[named]?.(between) : undefined;
}

const COMMIT = /^[0-9a-f]{7,64}$/;
const REPOSITORY = /^[\w.-]+(?:\/[\w.-]+)*$/;

interface Between {
  readonly repository: string;
  readonly from: string;
  readonly to: string;
}

/** By what connections call them. */
const AT: Readonly<Record<string, (between: Between) => string>> = {
  GitHub: ({ repository, from, to }) => `https://github.com/${repository}/compare/${from}...${to}`,
  GitLab: ({ repository, from, to }) => `https://gitlab.com/${repository}/-/compare/${from}...${to}`,
  // Bitbucket names the newer one first.
  Bitbucket: ({ repository, from, to }) => `https://bitbucket.org/${repository}/branches/compare/${to}%0D${from}`,
};
