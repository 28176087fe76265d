import type { DrawContext } from '../../../../src/app/ports.ts';
import type { Decision } from '../../../../src/domain/execution.ts';
import { AccountId, ChannelId, ExecutionId, OperationId, RunKey, UserId } from '../../../../src/domain/ids.ts';
import type {
  ActionProgress,
  ApprovalProgress,
  FailureProgress,
  Progress,
  QuestionProgress,
  StageProgress,
} from '../../../../src/domain/progress.ts';
import type { Question } from '../../../../src/domain/question.ts';
import { anApproveGrant } from '../../../support/policy.ts';

export const REF = {
  account: AccountId('123456789012'),
  region: 'eu-west-1',
  pipeline: 'shop-web',
  executionId: ExecutionId('4b1e07c2-1111-4222-8333-444444444444'),
};
export const RUN = RunKey('0123456789abcdef');

export function aStage(name: string, rest: Partial<StageProgress> = {}): StageProgress {
  return { name, attempt: 1, actions: [], ...rest };
}

export function anAction(stage: string, name: string, rest: Partial<ActionProgress> = {}): ActionProgress {
  return { stage, name, ...rest };
}

export function anApproval(rest: Partial<ApprovalProgress> = {}): ApprovalProgress {
  return {
    stage: 'Prod',
    name: 'Go-ahead',
    state: 'waiting',
    category: 'Approval',
    runKey: RUN,
    startedAt: '2026-11-22T14:02:00.000Z',
    replaced: false,
    ...rest,
  };
}

export function aFailure(rest: Partial<FailureProgress> = {}): FailureProgress {
  return {
    stage: 'Build',
    attempt: 1,
    begun: '',
    current: true,
    ended: true,
    stageState: 'failed',
    failedAt: '2026-11-22T14:03:41Z',
    actions: [
      anAction('Build', 'Unit-tests', {
        state: 'failed',
        provider: 'CodeBuild',
        runKey: RUN,
        externalId: 'shop-web-tests:11111111-2222-4333-8444-555555555555',
        error: { code: 'JobFailed', text: '2 tests failed\n  cart.test.ts > adds shipping once' },
      }),
    ],
    ...rest,
  };
}

/** Source and Build are done, Staging runs, Prod is to come. */
export function aProgress(rest: Partial<Progress> = {}): Progress {
  return {
    ref: REF,
    state: 'running',
    attempt: 1,
    startedAt: '2026-11-22T14:00:00.000Z',
    stages: [
      aStage('Source', { state: 'succeeded', startedAt: '2026-11-22T14:00:00Z', endedAt: '2026-11-22T14:00:08Z' }),
      aStage('Build', { state: 'succeeded', startedAt: '2026-11-22T14:00:08Z', endedAt: '2026-11-22T14:03:49Z' }),
      aStage('Staging', { state: 'running', startedAt: '2026-11-22T14:03:50Z' }),
      aStage('Prod', { actions: [anAction('Prod', 'Deploy', { category: 'Deploy', provider: 'ECS' })] }),
    ],
    approvals: [],
    questions: [],
    notes: [],
    failures: [],
    trigger: { type: 'Webhook', detail: 'arn:aws:codestar-connections:eu-west-1:123456789012:connection/1' },
    commit: { branch: 'main' },
    revisions: [
      {
        action: 'App',
        revisionId: '3f2c91e00a1b2c3d4e5f60718293a4b5c6d7e8f9',
        summary: 'Fix the cart total',
        url: 'https://github.com/railway-goods/shop-web/commit/3f2c91e00a1b2c3d4e5f60718293a4b5c6d7e8f9',
        author: 'Dana Reyes',
      },
    ],
    ...rest,
  };
}

/** The same execution, waiting in Prod. */
export function aWaitingProgress(rest: Partial<Progress> = {}): Progress {
  const [source, build] = aProgress().stages;
  return aProgress({
    state: 'waiting',
    stages: [
      ...(source ? [source] : []),
      ...(build ? [build] : []),
      aStage('Staging', { state: 'succeeded', startedAt: '2026-11-22T14:03:50Z', endedAt: '2026-11-22T14:04:55Z' }),
      aStage('Prod', { state: 'running', startedAt: '2026-11-22T14:04:56Z' }),
    ],
    approvals: [anApproval()],
    ...rest,
  });
}

/** Asked in Prod before its deployment, and waiting. */
export function aQuestion(question: Partial<Question> = {}, rest: Partial<QuestionProgress> = {}): QuestionProgress {
  return {
    stage: 'Prod',
    name: 'Question',
    state: 'running',
    replaced: false,
    runKey: RUN,
    question: {
      ask: 'Which region first?',
      options: [{ value: 'eu-west-1', label: 'Europe' }],
      inputs: [],
      stage: 'Prod',
      action: 'Question',
      channels: [ChannelId('C0DEPLOYS')],
      quorum: 1,
      notOwnChange: false,
      askedAt: '2026-11-22T14:04:56.000Z',
      deadline: '2026-11-22T18:04:56.000Z',
      ...question,
    },
    ...rest,
  };
}

export function aDecision(rest: Partial<Decision> = {}): Decision {
  return {
    operationId: OperationId('op-1'),
    verdict: 'approved',
    by: UserId('U0BEN'),
    byName: 'Ben Okafor',
    comment: 'checked on staging',
    at: '2026-11-22T14:03:00.000Z',
    outcome: 'recorded',
    ...rest,
  };
}

export function aContext(
  progress: Progress = aProgress(),
  decisions: DrawContext['decisions'] = {},
  more: Partial<DrawContext> = {},
): DrawContext {
  const terms = { grant: anApproveGrant(), teams: [] };
  return { progress, decisions, votes: {}, lookers: {}, terms, actIn: true, excerpts: true, ...more };
}
