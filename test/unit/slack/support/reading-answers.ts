import type { ExecutionSummary } from '../../../../src/app/codepipeline-ports.ts';
import type { Outline } from '../../../../src/app/look-up-ports.ts';
import type { About, ReadingAnswer } from '../../../../src/app/reading.ts';
import { ExecutionId, RunKey } from '../../../../src/domain/ids.ts';
import { REF } from './progress.ts';

const { executionId: EXECUTION, ...PIPELINE } = REF;
const ABOUT: About = { ref: PIPELINE, name: 'shop-web' };
const OLDER = ExecutionId('71aa0d2f-1111-4222-8333-444444444444');
const COMMIT = '3f2c91e00a1b2c3d4e5f60718293a4b5c6d7e8f9';
const BEFORE = '71aa0d2100a1b2c3d4e5f60718293a4b5c6d7e8f';

export function anExecutionSummary(rest: Partial<ExecutionSummary> = {}): ExecutionSummary {
  return {
    executionId: EXECUTION,
    status: 'Succeeded',
    startedAt: '2026-11-22T14:00:00Z',
    updatedAt: '2026-11-22T14:04:12Z',
    revision: COMMIT,
    revisions: [COMMIT],
    summary: 'Fix the cart total',
    trigger: { type: 'WebhookV2' },
    ...rest,
  };
}

export function anOutline(rest: Partial<Outline> = {}): Outline {
  const aws = { owner: 'AWS', version: '1', runOrder: 1 };
  return {
    version: 4,
    type: 'V2',
    mode: 'SUPERSEDED',
    changedAt: '2026-11-20T10:00:00Z',
    stages: [
      {
        name: 'Source',
        actions: [
          {
            ...aws,
            name: 'App',
            category: 'Source',
            provider: 'CodeStarSourceConnection',
            configuration: { FullRepositoryId: 'railway-goods/shop-web', BranchName: 'main' },
          },
        ],
        conditions: [],
      },
      {
        name: 'Prod',
        onFailure: 'ROLLBACK',
        actions: [
          { ...aws, name: 'Deploy', category: 'Deploy', provider: 'S3', configuration: { BucketName: 'live' } },
          {
            ...aws,
            runOrder: 2,
            name: 'Tell',
            category: 'Invoke',
            provider: 'Lambda',
            region: 'us-east-1',
            configuration: {},
          },
        ],
        conditions: [
          {
            when: 'beforeEntry',
            result: 'FAIL',
            rules: [{ name: 'Office', provider: 'DeploymentWindow', configuration: { Cron: '0 0 9 ? * MON-FRI *' } }],
          },
        ],
      },
    ],
    variables: [{ name: 'date', description: 'which day', required: true }],
    triggers: [{ action: 'App', on: ['push to main in src/**'] }],
    ...rest,
  };
}

const RUN = {
  stage: 'Build',
  action: 'Compile',
  runId: 'run-1',
  run: RunKey('0123456789abcdef'),
  status: 'Failed' as const,
  category: 'Build',
  provider: 'CodeBuild',
  startedAt: '2026-11-22T14:00:00Z',
  updatedAt: '2026-11-22T14:01:00Z',
  url: 'https://eu-west-1.console.aws.amazon.com/codesuite/codebuild/projects/shop-web/build/1/log',
  error: { code: 'JobFailed', text: 'exit status 1' },
};

const TYPE = {
  id: { category: 'Invoke', owner: 'ThirdParty', provider: 'SandboxFunction', version: '1' },
  properties: ['ProjectName'],
  inputs: { least: 0, most: 1 },
  outputs: { least: 0, most: 0 },
};

/** One answer of every kind that only reads. */
export const READING_ANSWERS: readonly ReadingAnswer[] = [
  { kind: 'show', ...ABOUT, outline: anOutline() },
  {
    kind: 'history',
    ...ABOUT,
    executions: [anExecutionSummary(), anExecutionSummary({ status: 'InProgress' })],
    more: true,
  },
  { kind: 'history', ...ABOUT, executions: [], more: false },
  {
    kind: 'execution',
    ...ABOUT,
    detail: {
      executionId: EXECUTION,
      version: 4,
      status: 'Failed',
      summary: 'a rule said no',
      revisions: [{ name: 'SourceOut', revisionId: COMMIT, message: 'Fix the cart total' }],
      variables: ['date'],
      trigger: { type: 'ManualRollback' },
      rollbackOf: OLDER,
    },
    runs: [RUN],
  },
  { kind: 'no_execution', ...ABOUT, typed: '00000000', looked: 100 },
  {
    kind: 'changes',
    ...ABOUT,
    view: {
      stage: 'Prod',
      next: {
        execution: REF,
        revisions: [
          { action: 'App', revisionId: COMMIT, message: 'Fix the cart total\n\nIt was wrong.', by: EXECUTION },
          { action: 'App', revisionId: BEFORE, by: OLDER },
        ],
        whole: false,
      },
      base: { executionId: OLDER },
      compare: [
        {
          action: 'App',
          source: { provider: 'CodeStarSourceConnection', host: 'GitHub', repository: 'railway-goods/shop-web' },
          from: BEFORE,
          to: COMMIT,
        },
      ],
    },
  },
  { kind: 'changes', ...ABOUT, view: { stage: 'Prod', compare: [] } },
  { kind: 'no_stage', ...ABOUT, typed: 'Prd', stages: ['Source', 'Prod'] },
  { kind: 'logs', ...ABOUT, execution: anExecutionSummary({ status: 'Failed' }), runs: [RUN] },
  { kind: 'logs', ...ABOUT, execution: anExecutionSummary(), runs: [] },
  { kind: 'logs', ...ABOUT, runs: [] },
  {
    kind: 'rules',
    ...ABOUT,
    stages: anOutline().stages,
    runs: [
      {
        executionId: EXECUTION,
        stage: 'Prod',
        rule: 'Office',
        provider: 'DeploymentWindow',
        status: 'Failed',
        error: 'the window is closed',
        at: '2026-11-22T14:00:00Z',
      },
    ],
    types: [],
  },
  { kind: 'rules', ...ABOUT, stages: [], runs: [], types: ['CloudWatchAlarm', 'LambdaInvoke'] },
  {
    kind: 'targets',
    ...ABOUT,
    deployments: [
      {
        executionId: EXECUTION,
        run: { ...RUN, stage: 'Prod', action: 'Deploy', category: 'Deploy', provider: 'EC2' },
        targets: [
          {
            id: 'i-0123',
            type: 'EC2_INSTANCE',
            status: 'Succeeded',
            startedAt: '2026-11-22T14:00:00Z',
            endedAt: '2026-11-22T14:01:00Z',
          },
          { id: 'i-4567', type: 'EC2_INSTANCE', status: 'Failed', failed: { step: 'Deploy', message: 'disk is full' } },
        ],
      },
    ],
  },
  { kind: 'targets', ...ABOUT, deployments: [] },
  { kind: 'tags', ...ABOUT, tags: [{ key: 'team', value: 'payments' }] },
  { kind: 'tags', ...ABOUT, tags: [] },
  {
    kind: 'where',
    view: {
      revision: '3f2c91e',
      found: [
        {
          ...ABOUT,
          execution: anExecutionSummary({ status: 'InProgress' }),
          place: { good: ['Source'], at: { stage: 'Prod', how: 'before' } },
        },
        {
          ...ABOUT,
          execution: anExecutionSummary(),
          place: { good: ['Source', 'Prod'], at: { stage: 'Prod', how: 'in' } },
        },
      ],
      pipelines: 3,
      executionsEach: 100,
      left: 2,
      unread: ['prod/eu-west-1'],
    },
  },
  { kind: 'where', view: { revision: 'abcdef0', found: [], pipelines: 1, executionsEach: 100, left: 0, unread: [] } },
  {
    kind: 'mine',
    view: {
      waiting: [
        {
          ...REF,
          stage: 'Prod',
          action: 'Go',
          run: RunKey('0123456789abcdef'),
          called: 'shop-web',
          since: '2026-11-22T14:02:00Z',
        },
      ],
      executions: [{ ...ABOUT, execution: anExecutionSummary(), as: 'starter' }],
      pipelines: 3,
      executionsEach: 5,
      left: 0,
      unread: [],
    },
  },
  { kind: 'mine', view: { waiting: [], executions: [], pipelines: 0, executionsEach: 5, left: 0, unread: [] } },
  { kind: 'action_types', types: [TYPE] },
  { kind: 'action_types', types: [], typed: 'nothing' },
  { kind: 'action_type', type: TYPE },
  { kind: 'action_type', type: { ...TYPE, description: 'a function of ours', executor: 'Lambda' } },
  {
    kind: 'webhooks',
    webhooks: [
      {
        ...PIPELINE,
        called: 'shop-web',
        name: 'from-github',
        action: 'App',
        authentication: 'GITHUB_HMAC',
        filters: ['$.ref = refs/heads/main'],
        triggeredAt: '2026-11-22T14:02:00Z',
        error: '404: gone',
      },
    ],
  },
  { kind: 'webhooks', webhooks: [] },
];
