import type { Answer, PipelineLine, StatusView, WhoView } from '../../../../src/app/answer.ts';
import type { DraftMessage } from '../../../../src/app/definition-ports.ts';
import { failed, ok } from '../../../../src/domain/check-report.ts';
import type { Draft, StoredDraft } from '../../../../src/domain/draft.ts';
import { AccountId, ChannelId, ExecutionId, RunKey, UserId } from '../../../../src/domain/ids.ts';
import type { Deed } from '../../../../src/domain/operation.ts';
import { whoMay } from '../../../../src/domain/who-may.ts';
import { aRecord } from '../../../support/audit.ts';
import { SHOP_STRUCTURE } from '../../../support/builders.ts';
import { anApproveGrant, aPolicy, aRule } from '../../../support/policy.ts';
import { aRollbackChoice } from './forms.ts';
import { aFailure, anApproval, aWaitingProgress, REF } from './progress.ts';
import { READING_ANSWERS } from './reading-answers.ts';

const { executionId: EXECUTION, ...PIPELINE } = REF;
export const START: Deed = { kind: 'start', target: PIPELINE, variables: {} };

export function aLine(pipeline: string, rest: Partial<PipelineLine> = {}): PipelineLine {
  return {
    ref: { account: AccountId('123456789012'), region: 'eu-west-1', pipeline },
    state: 'succeeded',
    closedStages: [],
    ...rest,
  };
}

export function aStatus(rest: Partial<StatusView> = {}): StatusView {
  return {
    ref: PIPELINE,
    live: {
      version: 4,
      stages: [
        {
          name: 'Source',
          executionId: EXECUTION,
          status: 'Succeeded',
          waiting: [],
          inbound: { enabled: true },
          actions: [],
        },
        {
          name: 'Staging',
          executionId: EXECUTION,
          status: 'InProgress',
          waiting: [],
          inbound: { enabled: true },
          actions: [],
        },
        {
          name: 'Prod',
          waiting: [ExecutionId('9c01d3aa')],
          inbound: { enabled: false, reason: 'end of quarter', changedAt: '2026-11-20T16:00:00Z' },
          actions: [],
        },
      ],
    },
    executions: [
      {
        executionId: EXECUTION,
        status: 'InProgress',
        startedAt: '2026-11-22T14:00:00Z',
        revision: '3f2c91e00a1b',
        revisions: ['3f2c91e00a1b'],
        summary: 'Fix the cart total',
      },
    ],
    approvals: [
      { ...REF, stage: 'Staging', action: 'Look', run: RunKey('0123456789abcdef'), since: '2026-11-22T14:02:00Z' },
    ],
    ...rest,
  };
}

/** Everybody may do everything with the shop. */
export function aWho(): WhoView {
  const who = whoMay(aPolicy(), PIPELINE, SHOP_STRUCTURE);
  return { ref: PIPELINE, name: PIPELINE.pipeline, who, teams: [], freezes: [], boards: [] };
}

const AUTHOR = { by: UserId('U0DANA'), byName: 'Dana Reyes' };

/** A draft that touches what others approve. */
export function aStoredDraft(rest: Partial<Draft> = {}, state: Omit<StoredDraft, 'draft' | 'votes'> = {}): StoredDraft {
  const draft: Draft = {
    id: '0123456789abcdef0123456789abcdef',
    ref: PIPELINE,
    change: 'edit',
    version: 4,
    ...AUTHOR,
    at: '2026-11-22T14:00:00.000Z',
    changes: [{ kind: 'removed', path: ['stages', 'Prod', 'actions', 'Go'], leaves: [] }],
    left: 0,
    protects: [{ touched: 'approval_removed', stage: 'Prod', action: 'Go', asks: [['Prod']] }],
    cancels: [EXECUTION],
    unset: [],
    ...rest,
  };
  return { draft, votes: [], ...state };
}

export function aDraftMessage(stored = aStoredDraft(), rest: Partial<DraftMessage> = {}): DraftMessage {
  const term = { rule: aRule(), grant: anApproveGrant({ by: ['three'], quorum: 2 }), places: [['Prod'] as const] };
  const teams = [{ name: 'three', users: [UserId('U0BEN')] }];
  return { stored, name: PIPELINE.pipeline, terms: [term], teams, excerpts: false, actIn: true, ...rest };
}

const CHANGE = { target: { ...PIPELINE, draft: '0123456789abcdef0123456789abcdef' }, change: 'edit' } as const;

/** One answer of every kind. */
export const EVERY_ANSWER: readonly Answer[] = [
  ...READING_ANSWERS,
  { kind: 'refused', deed: START, refusal: { reason: 'guest' } },
  { kind: 'failed', deed: START, code: 'LimitExceededException', advice: 'limit' },
  { kind: 'failed', deed: undefined, code: 'TimeoutError', advice: 'try_again' },
  { kind: 'unknown', deed: START },
  { kind: 'done', deed: START, executionId: '9c01d3aa-1111-4222-8333-444444444444', channel: ChannelId('C0DEPLOYS') },
  { kind: 'actions', status: aStatus() },
  {
    kind: 'actions',
    status: aStatus(),
    execution: {
      progress: aWaitingProgress({ failures: [aFailure()] }),
      approvals: [{ approval: anApproval(), terms: { grant: anApproveGrant(), teams: [] } }],
    },
  },
  { kind: 'no_subject', unreadable: false },
  { kind: 'no_subject', unreadable: true },
  { kind: 'cards', coming: 30, left: 7 },
  { kind: 'cards', coming: 1, left: 0 },
  { kind: 'cards', coming: 0, left: 0 },
  {
    kind: 'change_offer',
    change: 'edit',
    ref: PIPELINE,
    name: 'shop-web',
    version: 4,
    cancels: [EXECUTION],
    file: 'sent',
  },
  { kind: 'change_offer', change: 'create', ref: PIPELINE, name: 'shop-web', cancels: [], file: 'none' },
  { kind: 'draft', message: aDraftMessage() },
  { kind: 'draft', message: aDraftMessage(aStoredDraft({ change: 'delete', changes: [] }), { terms: [] }) },
  {
    kind: 'draft',
    message: aDraftMessage(aStoredDraft({ change: 'create', version: 0, unset: ['Source/App/Token'] })),
  },
  { kind: 'draft_same', name: 'shop-web', version: 4 },
  { kind: 'draft_unreadable', name: 'shop-web', why: 'it is not JSON' },
  { kind: 'changed', deed: { kind: 'change', ...CHANGE }, made: { kind: 'done', version: 6, between: { version: 5 } } },
  { kind: 'refused', deed: { kind: 'change', ...CHANGE }, refusal: { reason: 'version_moved', shown: 4, now: 6 } },
  { kind: 'problem', problem: { kind: 'unknown_verb', typed: 'aprove', nearest: 'approve' } },
  { kind: 'not_found', typed: 'shop-wbe', nearest: 'shop-web', rerun: 'status shop-web' },
  { kind: 'not_found', typed: 'nothing' },
  {
    kind: 'choice',
    typed: 'shop',
    candidates: ['shop-web', 'shop-api'],
    commands: ['start shop-web', 'start shop-api'],
  },
  { kind: 'help' },
  {
    kind: 'doctor',
    report: {
      version: '1.2.3',
      at: '2026-03-01T00:00:00.000Z',
      findings: [
        ok('Table', 'What is written can be read again.'),
        failed('Channels', 'The bot is not in C0DEPLOYS.', 'Invite it there: /invite @signalbox.'),
      ],
    },
  },
  { kind: 'help', topic: 'approve' },
  { kind: 'help', topic: 'aprove' },
  { kind: 'list', lines: [aLine('shop-web', { state: 'waiting', stage: 'Prod' }), aLine('etl')] },
  { kind: 'list', lines: [], glob: 'x*' },
  { kind: 'overview', lines: [aLine('shop-web', { state: 'failed', stage: 'Build' }), aLine('etl')] },
  { kind: 'overview', lines: [] },
  { kind: 'overview', lines: [aLine('shop-web')], unread: ['prod/eu-west-1'] },
  { kind: 'list', lines: [], glob: 'prod:*', unread: ['a', 'b', 'c', 'd', 'e', 'f'] },
  { kind: 'audit', records: [aRecord()], more: true, unreadable: 1, since: '2026-03-01T00:00:00.000Z', file: 'sent' },
  { kind: 'status', status: aStatus() },
  { kind: 'who', view: aWho() },
  {
    kind: 'missing_variables',
    ref: PIPELINE,
    missing: ['date'],
    given: {
      variables: { mode: 'full load' },
      revisions: [{ action: 'App', type: 'COMMIT_ID', value: '3f2c91e' }],
    },
  },
  { kind: 'rollback_choice', choice: aRollbackChoice(), name: 'shop-web' },
  {
    kind: 'which',
    question: 'Which stage of shop-web?',
    options: [
      { label: 'Build', command: 'retry shop-web Build' },
      { label: 'Prod', command: 'retry shop-web Prod' },
    ],
  },
];
