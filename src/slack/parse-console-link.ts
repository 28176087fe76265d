import { ExecutionId } from '../domain/ids.ts';
import type { SharedLink } from '../domain/operation.ts';

/** Domains of the console in the three partitions; regions stand before them. infra/slack-manifest.yml names the same. */
export const CONSOLE_DOMAINS = [
  'console.aws.amazon.com',
  'console.amazonaws.cn',
  'console.amazonaws-us-gov.com',
] as const;

const PATH =
  /^\/codesuite\/codepipeline\/pipelines\/([^/]+)(?:\/(?:executions\/([^/]+)(?:\/[a-z]+)?|view|edit|settings|executions))?\/?$/;

/** A pipeline or an execution that an address of the console is about. Whatever else it says is not looked at.
 * @returns undefined for any other address */
export function parseConsoleLink(text: string): SharedLink | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname, searchParams } = new URL(text);
  const domain = CONSOLE_DOMAINS.find((one) => hostname === one || hostname.endsWith(`.${one}`));
  const [, pipeline, executionId] = PATH.exec(pathname) ?? [];
  if (protocol !== 'https:' || domain === undefined || pipeline === undefined) return undefined;
  const region = searchParams.get('region') ?? hostname.slice(0, -domain.length - 1);
  const name = decode(pipeline);
  if (name === undefined || !/^[a-z0-9-]{1,40}$/.test(region)) return undefined;
  const id = executionId === undefined ? undefined : decode(executionId);
  return { url: text, region, pipeline: name, ...(id === undefined ? {} : { executionId: ExecutionId(id) }) };
}

/** No name of CodePipeline's is longer. */
function decode(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part);
    return text.length <= 100 ? text : undefined;
  } catch {
    return undefined; // a stray % is none of CodePipeline's
  }
}
