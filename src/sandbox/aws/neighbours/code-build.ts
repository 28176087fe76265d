import { z } from 'zod';
import type { HttpResponse, ProviderWork } from '../../ports.ts';
import { awsError, awsJson } from '../aws-json.ts';
import { failingCommand } from './log-lines.ts';

const Input = z.object({ ids: z.array(z.string().min(1)).min(1).max(100) });

interface Place {
  region: string;
  accountId: string;
}

const STATUS: Record<ProviderWork['status'], string> = {
  InProgress: 'IN_PROGRESS',
  Succeeded: 'SUCCEEDED',
  Failed: 'FAILED',
  // Nobody listens to it any more; the build itself goes on to its end.
  Abandoned: 'STOPPED',
};

/** BatchGetBuilds: the builds that actions and rules of CodePipeline started, by id (`project:uuid`) or ARN. */
export function batchGetBuilds(input: unknown, works: ProviderWork[], place: Place): HttpResponse {
  const parsed = Input.safeParse(input);
  if (!parsed.success) return awsError(400, 'InvalidInputException', z.prettifyError(parsed.error));
  const builds = works.filter(({ provider }) => provider === 'CodeBuild');
  const found = parsed.data.ids.map((id) => {
    const work = builds.find(({ externalId }) => externalId === id.replace(/^arn:[^/]+:build\//, ''));
    return { id, work, number: work ? numberOf(builds, work) : 0 };
  });
  return awsJson(200, {
    builds: found.flatMap(({ work, number }) => (work ? [present(work, number, place)] : [])),
    buildsNotFound: found.flatMap(({ id, work }) => (work ? [] : [id])),
  });
}

const projectOf = ({ externalId }: ProviderWork): string => externalId.split(':')[0] ?? '';

const numberOf = (builds: ProviderWork[], work: ProviderWork): number =>
  builds.filter((other) => projectOf(other) === projectOf(work)).indexOf(work) + 1;

function present(work: ProviderWork, buildNumber: number, { region, accountId }: Place) {
  const { externalId, startedAt, endedAt, status, log, pipeline } = work;
  const { group = '', stream = '' } = log ?? {};
  return {
    id: externalId,
    arn: `arn:aws:codebuild:${region}:${accountId}:build/${externalId}`,
    buildNumber,
    startTime: startedAt / 1000,
    ...(endedAt !== undefined && { endTime: endedAt / 1000 }),
    currentPhase: endedAt === undefined ? 'BUILD' : 'COMPLETED',
    buildStatus: STATUS[status],
    projectName: projectOf(work),
    phases: phasesOf(work),
    source: { type: 'CODEPIPELINE' },
    logs: {
      groupName: group,
      streamName: stream,
      deepLink: `https://console.aws.amazon.com/cloudwatch/home?region=${region}#logEvent:group=${group};stream=${stream}`,
      cloudWatchLogsArn: `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:${stream}`,
    },
    timeoutInMinutes: 60,
    buildComplete: endedAt !== undefined,
    initiator: `codepipeline/${pipeline}`,
  };
}

function phasesOf(work: ProviderWork) {
  const { startedAt, endedAt, status } = work;
  const done = (phaseType: string) => ({
    phaseType,
    phaseStatus: 'SUCCEEDED',
    startTime: startedAt / 1000,
    endTime: startedAt / 1000,
    durationInSeconds: 0,
  });
  const before = ['SUBMITTED', 'QUEUED', 'PROVISIONING', 'DOWNLOAD_SOURCE'].map(done);
  const build = { phaseType: 'BUILD', startTime: startedAt / 1000 };
  if (endedAt === undefined) return [...before, build];
  const message = `Error while executing command: ${failingCommand(work)}. Reason: exit status 1`;
  return [
    ...before,
    {
      ...build,
      phaseStatus: STATUS[status],
      endTime: endedAt / 1000,
      durationInSeconds: Math.round((endedAt - startedAt) / 1000),
      ...(status === 'Failed' && { contexts: [{ statusCode: 'COMMAND_EXECUTION_ERROR', message }] }),
    },
    { phaseType: 'COMPLETED', startTime: endedAt / 1000 },
  ];
}
