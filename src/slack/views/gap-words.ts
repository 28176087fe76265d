import type { Gap } from '../../domain/failure-details.ts';
import { code, type Mrkdwn, md } from '../mrkdwn.ts';

const NAMES: Readonly<Record<string, string>> = {
  logs: 'CloudWatch Logs',
  codebuild: 'CodeBuild',
  cloudformation: 'CloudFormation',
  codedeploy: 'CodeDeploy',
  codepipeline: 'CodePipeline',
  ecs: 'ECS',
  sts: 'STS',
};

/** Why a failure is told without its lines, and what would help. */
export function gapWords(gap: Gap): Mrkdwn {
  switch (gap.kind) {
    case 'forbidden':
      return md`More could not be read: the role of Signalbox’s details function lacks ${code(gap.permission)}`;
    case 'throttled':
      return md`More could not be read: ${nameOf(gap.service)} turned us away for too many requests; open the log instead`;
    case 'silent':
      return md`More could not be read: ${nameOf(gap.service)} did not answer in time; open the log instead`;
    case 'failed':
      return md`More could not be read from ${nameOf(gap.service)}; open the log instead`;
    case 'no_log':
      return md`There is no log`;
    case 'empty_log':
      return md`The log is empty`;
  }
}

function nameOf(service: string): string {
  return NAMES[service] ?? service;
}
