import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import type { Drawing } from '../../src/app/ports.ts';
import { toSentence } from '../../src/domain/command.ts';
import type { Decision } from '../../src/domain/execution.ts';
import type { State } from '../../src/domain/execution-event.ts';
import { AccountId, ChannelId, ExecutionId, OperationId, RunKey, UserId } from '../../src/domain/ids.ts';
import type {
  ActionProgress,
  ApprovalProgress,
  FailureProgress,
  Progress,
  StageProgress,
} from '../../src/domain/progress.ts';
import { drawAnswer } from '../../src/slack/views/answers/index.ts';
import { drawMessage } from '../../src/slack/views/message.ts';
import { rejectModal } from '../../src/slack/views/modals/reject.ts';
import { stopModal } from '../../src/slack/views/modals/stop.ts';
import { aContext } from '../unit/slack/support/progress.ts';
import { READING_ANSWERS } from '../unit/slack/support/reading-answers.ts';
import { expectSlackTakes, expectSlackTakesView, interactiveIn, textsOf } from '../unit/slack/support/slack-takes.ts';

const HOSTILE = [
  '<!channel>',
  '<!here|x>',
  '@everyone',
  '<@U0BEN>',
  '<#C0DEPLOYS>',
  '<https://evil.example|click>',
  '&lt;!channel&gt;',
  '\u202eevil\u2066',
  '\ud800',
  '*bold* _it_ ~no~ `code`',
  '```\n>quote',
  '|||#0123456789abcdef%',
  '😀'.repeat(60),
  '&'.repeat(100),
  '<'.repeat(100),
  'a'.repeat(100),
  '\u0000\u0007',
  '',
];
const words = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
);
const longWords = fc.oneof(
  words,
  fc.array(words, { maxLength: 12 }).map((list) => list.join('\n').slice(0, 600)),
);
const iso = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => new Date(ms).toISOString()) },
  { weight: 1, arbitrary: words },
);
const state = fc.constantFrom<State>(
  'running',
  'waiting',
  'stopping',
  'succeeded',
  'failed',
  'stopped',
  'superseded',
  'cancelled',
  'abandoned',
);
const run = fc.constantFrom('0123456789abcdef', 'fedcba9876543210').map((key) => RunKey(key));

/** `T | undefined` as a member that may be missing. */
const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ [P in K]?: T }> =>
  fc.option(value, { nil: undefined }).map((one) => {
    const member: { [P in K]?: T } = {};
    if (one !== undefined) member[key] = one;
    return member;
  });
const merged = <T extends object>(...parts: readonly fc.Arbitrary<Partial<T>>[]) =>
  fc.tuple(...parts).map((values): Partial<T> => Object.assign({}, ...values));

const actionOf = (stage: string): fc.Arbitrary<ActionProgress> =>
  fc
    .tuple(
      words,
      merged<ActionProgress>(
        maybe('state', state),
        maybe('provider', fc.oneof(words, fc.constantFrom('CodeBuild', 'CodeDeploy'))),
        maybe('category', fc.constantFrom('Deploy', 'Build', 'Approval')),
        maybe('runKey', run),
        maybe(
          'externalId',
          fc.oneof(words, fc.constant('p:11111111-2222-4333-8444-555555555555'), fc.constant('d-ABC123')),
        ),
        maybe('error', fc.record({ code: words, text: longWords })),
      ),
    )
    .map(([name, rest]) => ({ stage, name, ...rest }));

const stageOf: fc.Arbitrary<StageProgress> = words.chain((name) =>
  fc
    .tuple(
      fc.array(actionOf(name), { maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      merged<StageProgress>(maybe('state', state), maybe('startedAt', iso), maybe('endedAt', iso)),
    )
    .map(([actions, attempt, rest]) => ({ name, actions, attempt, ...rest })),
);

const approvalOf: fc.Arbitrary<ApprovalProgress> = fc
  .tuple(words, words, state, fc.boolean(), merged<ApprovalProgress>(maybe('runKey', run), maybe('startedAt', iso)))
  .map(([stage, name, at, replaced, rest]) => ({ stage, name, replaced, ...rest, state: at }));

const failureOf: fc.Arbitrary<FailureProgress> = fc
  .tuple(words, fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.boolean(), state, iso)
  .chain(([stage, attempt, current, ended, stageState, failedAt]) =>
    fc
      .array(actionOf(stage), { maxLength: 20 })
      .map((actions) => ({ stage, attempt, begun: '', current, ended, stageState, failedAt, actions })),
  );

const progressOf: fc.Arbitrary<Progress> = fc
  .tuple(
    fc.record({
      ref: fc.record({
        account: words.map((text) => AccountId(text)),
        region: fc.oneof(fc.constant('eu-west-1'), words),
        pipeline: words,
        executionId: words.map((text) => ExecutionId(text)),
      }),
      state,
      attempt: fc.integer({ min: 1, max: 99 }),
      stages: fc.oneof(
        { weight: 4, arbitrary: fc.array(stageOf, { maxLength: 9 }) },
        { weight: 1, arbitrary: fc.array(stageOf, { minLength: 50, maxLength: 50 }) },
      ),
      approvals: fc.array(approvalOf, { maxLength: 3 }),
      questions: fc.constant([]),
      notes: fc.constant([]),
      failures: fc.array(failureOf, { maxLength: 3 }),
      revisions: fc.array(
        fc.record({
          action: words,
          revisionId: fc.oneof(words, fc.constant('a'.repeat(40))),
          summary: longWords,
          url: fc.oneof(words, fc.constant('https://github.com/a?x=<|>')),
          author: words,
        }),
        { maxLength: 3 },
      ),
    }),
    merged<Progress>(
      maybe('startedAt', iso),
      maybe('endedAt', iso),
      maybe('stopReason', longWords),
      maybe(
        'trigger',
        fc.record({
          type: fc.oneof(words, fc.constantFrom('StartPipelineExecution', 'CloudWatchEvent', 'Webhook')),
          detail: fc.oneof(
            words,
            words.map((text) => `arn:aws:iam::1:user/${text}`),
          ),
        }),
      ),
      maybe('commit', fc.record({ commitId: words, message: longWords, author: words, branch: words })),
    ),
  )
  .map(([base, rest]) => ({ ...base, ...rest }));

const decisionOf: fc.Arbitrary<Decision> = fc
  .tuple(
    fc.record({
      operationId: fc.constant(OperationId('op')),
      verdict: fc.constantFrom('approved' as const, 'rejected' as const),
      by: fc.constant(UserId('U0BEN')),
      byName: words,
      comment: longWords,
      at: iso,
    }),
    fc.constantFrom(undefined, 'recorded' as const, 'lost' as const, 'unknown' as const),
  )
  .map(([decision, outcome]) => (outcome === undefined ? decision : { ...decision, outcome }));

function messagesOf(progress: Progress, decision: Decision): Drawing[] {
  const context = aContext(progress, { [RunKey('0123456789abcdef')]: decision });
  return [
    drawMessage({ kind: 'card' }, context),
    ...progress.approvals.map(({ stage, name: action, runKey }) =>
      drawMessage({ kind: 'approval', run: runKey, stage, action }, context),
    ),
    ...progress.failures.map(({ stage, begun }) => drawMessage({ kind: 'failure', stage, begun }, context)),
    drawMessage({ kind: 'flood', uncarded: [{ channel: ChannelId('C0'), execution: progress.ref }] }, context),
  ];
}

/** Markup that only Slack's own syntax can open: in our texts it is a link to a listed host, a date or a channel of ours. */
const OURS = /^<(?:https:\/\/[a-z0-9.-]+\/[^<>|]*\|[^<>]*|!date\^\d+\^[^<>]*|#C0DEPLOYS)>$/;

function expectHarmless(drawing: Drawing): void {
  for (const text of [drawing.text, ...mrkdwnOf(drawing.blocks)]) {
    for (const [markup] of text.matchAll(/<[^<>]*>?/g)) expect(markup).toMatch(OURS);
    expect(text.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
    expect(text).not.toMatch(/\p{Bidi_Control}/u);
    expect(text).not.toMatch(/\p{Cs}/u);
    expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
  }
}

function mrkdwnOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value && typeof value.text === 'string') {
    expect(value).toHaveProperty('verbatim', true);
    return [value.text];
  }
  return Object.values(value).flatMap(mrkdwnOf);
}

describe('whatever the world calls its pipelines and writes into its commits', () => {
  it('Slack takes every message, and none of it becomes a mention, a link or a trick', () => {
    fc.assert(
      fc.property(progressOf, decisionOf, (progress, decision) => {
        for (const drawing of messagesOf(progress, decision)) {
          expectSlackTakes(drawing);
          expectHarmless(drawing);
          for (const { actionId, text, options } of interactiveIn(drawing.blocks)) {
            if (actionId !== 'approval:approve')
              expect([text, ...options.map((option) => option.text)].join()).not.toMatch(/approve/i);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('the same model is always drawn the same', () => {
    fc.assert(
      fc.property(progressOf, decisionOf, (progress, decision) => {
        expect(messagesOf(progress, decision)).toEqual(
          messagesOf(structuredClone(progress), structuredClone(decision)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('fifty stages of twenty actions fit into a card', () => {
    const name = (index: number) => `${index}${'&'.repeat(98)}`;
    const stages = Array.from(
      { length: 50 },
      (_, index): StageProgress => ({
        name: name(index),
        attempt: 1,
        state: index % 7 === 3 ? 'failed' : index < 30 ? 'succeeded' : 'running',
        startedAt: '2026-11-22T14:00:00Z',
        actions: Array.from({ length: 20 }, (_, action) => ({ stage: name(index), name: name(action) })),
      }),
    );
    const ref = {
      account: AccountId('1'),
      region: 'eu-west-1',
      pipeline: '&'.repeat(100),
      executionId: ExecutionId('4b1e07c2-1'),
    };
    const card = drawMessage(
      { kind: 'card' },
      aContext({
        ref,
        state: 'running',
        attempt: 1,
        stages,
        approvals: [],
        questions: [],
        notes: [],
        failures: [],
        revisions: [],
      }),
    );
    expectSlackTakes(card);
    expect(textsOf(card).join(' ')).toContain('&amp;'.repeat(100));
    expect(textsOf(card).join(' ')).toContain('4b1e07c2');
  });

  it('Slack takes every private answer', () => {
    const ref = fc.record({ account: words.map((text) => AccountId(text)), region: words, pipeline: words });
    const line = fc
      .tuple(
        fc.record({
          ref,
          state: fc.constantFrom(
            'waiting' as const,
            'failed' as const,
            'running' as const,
            'stopped' as const,
            'succeeded' as const,
            'none' as const,
          ),
          closedStages: fc.array(words, { maxLength: 9 }),
        }),
        words,
        iso,
      )
      .map(([base, stage, since]) => ({ ...base, stage, since }));
    const stage = fc.record({
      name: words,
      executionId: words.map((text) => ExecutionId(text)),
      status: fc.constantFrom('InProgress' as const, 'Failed' as const, 'Skipped' as const, 'Succeeded' as const),
      waiting: fc.array(
        words.map((text) => ExecutionId(text)),
        { maxLength: 3 },
      ),
      inbound: fc.record({ enabled: fc.boolean(), reason: longWords, changedAt: iso }),
      actions: fc.constant([]),
    });
    const status = fc.record({
      ref,
      live: fc.record({ version: fc.constant(1), stages: fc.array(stage, { maxLength: 50 }) }),
      executions: fc.array(
        fc.record({
          executionId: words.map((text) => ExecutionId(text)),
          status: words,
          startedAt: iso,
          revision: words,
          revisions: fc.constant([]),
          summary: longWords,
        }),
        { maxLength: 9 },
      ),
      approvals: fc.array(
        fc.record({
          account: fc.constant(AccountId('1')),
          region: words,
          pipeline: words,
          executionId: words.map((text) => ExecutionId(text)),
          stage: words,
          action: words,
          run,
        }),
        { maxLength: 9 },
      ),
    });
    const target = fc.record({ account: fc.constant(AccountId('1')), region: words, pipeline: words });
    const start = target.map((one) => ({ kind: 'start' as const, target: one, variables: {} }));
    const answer: fc.Arbitrary<Answer> = fc.oneof(
      fc.array(line, { maxLength: 60 }).map((lines) => ({ kind: 'list' as const, lines })),
      fc.array(line, { maxLength: 60 }).map((lines) => ({ kind: 'overview' as const, lines })),
      status.map((one) => ({ kind: 'status' as const, status: one })),
      fc
        .tuple(longWords, words)
        .map(([typed, nearest]) => ({ kind: 'not_found' as const, typed, nearest, rerun: `status ${nearest}` })),
      fc.tuple(longWords, fc.array(words, { maxLength: 30 })).map(([typed, candidates]) => ({
        kind: 'choice' as const,
        typed,
        candidates,
        commands: candidates.map((each) => `start ${each}`),
      })),
      fc
        .tuple(longWords, fc.array(fc.record({ label: words, command: longWords }), { maxLength: 30 }))
        .map(([question, options]) => ({ kind: 'which' as const, question, options })),
      longWords.map((topic) => ({ kind: 'help' as const, topic })),
      longWords.map((typed) => ({ kind: 'problem' as const, problem: { kind: 'unknown_verb' as const, typed } })),
      fc.tuple(longWords, longWords).map(([why, usage]) => ({
        kind: 'problem' as const,
        problem: { kind: 'wrong_usage' as const, verb: 'x', why, usage, example: usage },
      })),
      fc
        .tuple(start, words)
        .map(([deed, code]) => ({ kind: 'failed' as const, deed, code, advice: 'look_at_log' as const })),
      fc
        .tuple(start, words)
        .map(([deed, executionId]) => ({ kind: 'done' as const, deed, executionId, channel: ChannelId('C0DEPLOYS') })),
      fc.array(words, { maxLength: 200 }).map((names) => ({
        kind: 'refused' as const,
        deed: undefined,
        refusal: { reason: 'missing_variables' as const, names },
      })),
      longWords.map((pipeline) => ({
        kind: 'refused' as const,
        deed: undefined,
        refusal: { reason: 'pipeline_not_found' as const, pipeline },
      })),
    );
    fc.assert(
      fc.property(answer, (one) => {
        const drawing = drawAnswer(one, OperationId('op'));
        expectSlackTakes(drawing);
        expectHarmless(drawing);
      }),
      { numRuns: 400 },
    );
  });

  it('of what somebody asked, Slack takes every answer and every page, whatever things are called', () => {
    // What the views take for one of a few words; everything else comes from outside.
    const ours = ['kind', 'when', 'how', 'as', 'mode', 'type', 'executor', 'result', 'onFailure'];
    fc.assert(
      fc.property(fc.constantFrom(...READING_ANSWERS), longWords, words, fc.nat(3), (one, long, word, page) => {
        let turn = 0;
        const hostile: Answer = JSON.parse(JSON.stringify(one), (key, value) =>
          typeof value !== 'string' || ours.includes(key) ? value : turn++ % 2 === 0 ? long : word,
        );
        const drawing = drawAnswer(hostile, OperationId('op'), toSentence(`list ${word}`, page + 1));
        expectSlackTakes(drawing);
        expectHarmless(drawing);
      }),
      { numRuns: 400 },
    );
  });

  it('Slack opens every form', () => {
    fc.assert(
      fc.property(words, words, words, words, (pipeline, stage, action, executionId) => {
        const reference = { account: '1', region: 'eu-west-1', pipeline, executionId, stage, action, run: 'a1' };
        for (const modal of [rejectModal, stopModal])
          expectSlackTakesView(modal({ reference, value: 'x'.repeat(2_000), origin: {} }));
      }),
      { numRuns: 100 },
    );
  });
});
