import type { ProviderWork } from '../../ports.ts';

/** A line of a simulated log. */
export interface LogLine {
  atMs: number;
  text: string;
}

/** Between two lines that stand before the end, in ms. */
const PACE_MS = 400;

const stamp = (atMs: number): string =>
  `[Container] ${new Date(atMs).toISOString().replaceAll('-', '/').replace('T', ' ').replace('Z', '000')}`;

/** The command that a failure is put down to. */
export const failingCommand = ({ commands, error }: ProviderWork): string =>
  /executing command: (.+?)\. Reason/.exec(error?.message ?? '')?.[1] ?? commands[0] ?? 'npm test';

const begin = ({ commands, pipeline }: ProviderWork): string[] => [
  'Running on CodeBuild On-demand',
  'Waiting for agent ping',
  'Phase is DOWNLOAD_SOURCE',
  `CODEBUILD_INITIATOR=codepipeline/${pipeline}`,
  'Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED',
  'Entering phase BUILD',
  ...(commands.length > 0 ? commands : ['npm ci', 'npm test']).map((command) => `Running command ${command}`),
];

function end(work: ProviderWork): string[] {
  if (work.status === 'Succeeded')
    return ['Phase complete: BUILD State: SUCCEEDED', 'Phase context status code:  Message: '];
  if (work.status !== 'Failed') return ['Build was stopped'];
  const command = failingCommand(work);
  return [
    ...(work.output === undefined ? [] : work.output.split('\n')),
    `Command did not exit successfully ${command} exit status 1`,
    'Phase complete: BUILD State: FAILED',
    `Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: ${command}. Reason: exit status 1`,
  ];
}

/** What a build wrote until now: its first lines at a steady pace, the last when it ended. */
export function linesOf(work: ProviderWork, now: number): LogLine[] {
  const { startedAt, endedAt } = work;
  const until = endedAt ?? now;
  const first = begin(work)
    .map((text, index) => ({ atMs: startedAt + (index + 1) * PACE_MS, text }))
    // Of a build that is over, all: one that was fast wrote them just before its end.
    .filter(({ atMs }) => endedAt !== undefined || atMs <= until)
    .map(({ atMs, text }) => ({ atMs: Math.min(atMs, until), text }));
  const last = endedAt === undefined ? [] : end(work).map((text) => ({ atMs: endedAt, text }));
  return [...first, ...last].map(({ atMs, text }) => ({ atMs, text: `${stamp(atMs)} ${text}\n` }));
}
