import type { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import type { BackgroundDeps } from '../../src/app/why/find-background.ts';
import type { CauseDeps } from '../../src/app/why/find-cause.ts';
import type { LogReader, Preferences } from '../../src/app/why/ports.ts';
import { createRunReads } from '../../src/aws/why/run-reads.ts';
import { onlyHome } from '../support/served.ts';
import type { Invocation } from './invocation.ts';
import { HOME, REGION } from './places.ts';

const logs: LogReader = {
  end: async () => ({ text: 'Running command npm test\nError: it broke', times: [1, 2], firstLine: 1 }),
  search: async () => undefined,
  link: () => undefined,
};

const preferences: Preferences = {
  withoutMentions: async () => new Set(),
  setMentions: async () => undefined,
};

/** What `details` asks: CodePipeline itself, and a provider that always has the same to say. */
export function whyPorts(
  invocation: Invocation,
  client: CodePipelineClient,
): Pick<CauseDeps, 'explainers' | 'logs'> & Pick<BackgroundDeps, 'runs' | 'preferences'> {
  const place = { account: HOME, region: REGION, group: '/aws/codebuild/shop', stream: 'build' };
  const provider = { explain: async () => ({ text: 'npm test ended with exit status 1', log: place }) };
  return {
    runs: invocation.wrap(
      createRunReads(() => client, onlyHome(HOME, REGION)),
      'throws',
    ),
    explainers: () => invocation.wrap(provider, 'throws').explain,
    logs: invocation.wrap(logs, 'throws', ['link']),
    preferences: invocation.wrap(preferences, 'throws'),
  };
}
