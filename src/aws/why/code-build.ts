import * as z from 'zod/mini';
import type { Explain, FailedRun, Finding, LogPlace } from '../../app/why/ports.ts';
import type { Services } from './services.ts';

const text = z.optional(z.string());
const Build = z.object({
  buildStatus: text,
  timeoutInMinutes: z.optional(z.number()),
  phases: z.optional(
    z.array(
      z.object({
        phaseType: text,
        phaseStatus: text,
        contexts: z.optional(z.array(z.object({ statusCode: text, message: text }))),
      }),
    ),
  ),
  logs: z.optional(z.object({ groupName: text, streamName: text })),
  reportArns: z.optional(z.array(z.string())),
});
const Builds = z.object({ builds: z.optional(z.array(Build)) });
const Reports = z.object({
  reports: z.optional(
    z.array(
      z.object({
        testSummary: z.optional(
          z.object({ total: z.number(), statusCounts: z.optional(z.record(z.string(), z.number())) }),
        ),
      }),
    ),
  ),
});
type Build = z.infer<typeof Build>;

/** Which phase of the build failed, with which exit code, and where its log is.
 * @see BatchGetBuilds, BatchGetReports */
export function explainCodeBuild(services: Services): Explain {
  return async (run) => {
    if (run.externalId === undefined) return {};
    const read = await services.json(run.place, 'codebuild', 'CodeBuild_20161006.BatchGetBuilds', {
      ids: [run.externalId],
    });
    const [build] = Builds.parse(read).builds ?? [];
    if (!build) return {};
    const tests = await testsOf(services, run, build);
    const why = tests ?? phaseWords(build);
    return { ...(why === undefined ? {} : { text: why }), ...logOf(run, build) };
  };
}

function logOf({ place }: FailedRun, { logs }: Build): Pick<Finding, 'log'> {
  const { groupName: group, streamName: stream } = logs ?? {};
  if (!group || !stream) return {};
  const log: LogPlace = { ...place, group, stream };
  return { log };
}

const COMMAND = /Error while executing command: ([\s\S]+)\. Reason: exit status (\d+)/;

function phaseWords({ buildStatus, timeoutInMinutes, phases = [] }: Build): string | undefined {
  const phase = phases.find(({ phaseStatus }) => phaseStatus !== undefined && phaseStatus !== 'SUCCEEDED');
  const where = phase?.phaseType === undefined ? '' : ` in ${phase.phaseType}`;
  if (buildStatus === 'TIMED_OUT')
    return `The build ran out of its time${timeoutInMinutes === undefined ? '' : ` of ${timeoutInMinutes} min`}${where}`;
  if (buildStatus === 'STOPPED') return `The build was stopped${where}`;
  const { statusCode, message } = phase?.contexts?.find((context) => context.message) ?? {};
  const [, command, exit] = COMMAND.exec(message ?? '') ?? [];
  if (command !== undefined && exit !== undefined)
    return `${command.split('\n')[0]} ended with exit status ${exit}${meaningOf(exit)}${where}`;
  if (message) return statusCode ? `${statusCode}: ${message}${where}` : `${message}${where}`;
  return undefined;
}

function meaningOf(exit: string): string {
  if (exit === '137') return ' (killed, mostly for want of memory)';
  return exit === '127' ? ' (a command that is not there)' : '';
}

/** Counted by CodeBuild where the build makes reports. They only adorn: without the right to read them the phase tells. */
async function testsOf(
  services: Services,
  { place }: FailedRun,
  { reportArns = [] }: Build,
): Promise<string | undefined> {
  if (reportArns.length === 0) return undefined;
  try {
    const target = 'CodeBuild_20161006.BatchGetReports';
    const { reports = [] } = Reports.parse(await services.json(place, 'codebuild', target, { reportArns }));
    const sum = (count: (report: (typeof reports)[number]) => number) => reports.map(count).reduce((a, b) => a + b, 0);
    const total = sum(({ testSummary }) => testSummary?.total ?? 0);
    const failed = sum(
      ({ testSummary }) => (testSummary?.statusCounts?.FAILED ?? 0) + (testSummary?.statusCounts?.ERROR ?? 0),
    );
    return failed === 0 ? undefined : `${failed} of ${total} tests failed`;
  } catch {
    return undefined;
  }
}
