import { describe, expect, it } from 'vitest';
import { parseCodePipelineEvent, UnknownEventError } from '../../../src/aws/codepipeline-events.ts';
import { applyEvent, newExecution } from '../../../src/domain/execution.ts';
import { RANK } from '../../../src/domain/execution-event.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import { astray, FAILED_DEPLOY_FLOW, NOT_OURS, rawEvent, SINGLE_EVENTS } from '../../support/recorded-events.ts';

const LEVEL = {
  pipeline: 'CodePipeline Pipeline Execution State Change',
  stage: 'CodePipeline Stage Execution State Change',
  action: 'CodePipeline Action Execution State Change',
} as const;

function raw(level: keyof typeof LEVEL, detail: Record<string, unknown> = {}, more: Partial<BusEvent> = {}): BusEvent {
  return {
    version: '0',
    id: '1',
    'detail-type': LEVEL[level],
    source: 'aws.codepipeline',
    account: '123456789012',
    region: 'eu-west-1',
    time: '2026-03-02T12:00:00Z',
    resources: [],
    detail: {
      pipeline: 'shop-web',
      'execution-id': '4b1e07c2-1111-4222-8333-444455556666',
      state: 'STARTED',
      ...(level === 'pipeline' ? {} : { stage: 'Build' }),
      ...(level === 'action' ? { action: 'Compile', type: { category: 'Build', provider: 'CodeBuild' } } : {}),
      ...detail,
    },
    ...more,
  };
}

const progressOf = (...events: BusEvent[]) => {
  const parsed = events.map(parseCodePipelineEvent);
  const [first] = parsed;
  if (!first) throw new Error('No events');
  return toProgress(parsed.reduce(applyEvent, newExecution(first.execution)));
};

describe('recorded events', () => {
  it.each([...FAILED_DEPLOY_FLOW, ...SINGLE_EVENTS])('%s is taken in under its own execution', (name) => {
    const event = rawEvent(name);
    const { execution, observation } = parseCodePipelineEvent(event);

    expect(execution).toMatchObject({
      account: event.account,
      region: event.region,
      pipeline: event.detail.pipeline,
      executionId: event.detail['execution-id'],
    });
    expect(observation.word).toBeUndefined();
    expect(observation.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('of a failed deployment tell together what failed', () => {
    const progress = progressOf(...FAILED_DEPLOY_FLOW.map((name) => rawEvent(name)));

    expect(progress.stages.map(({ name, state }) => [name, state])).toEqual([
      ['Source', 'succeeded'],
      ['Build', 'succeeded'],
      ['DeployToExternalAccount', 'failed'],
    ]);
    expect(progress.failures).toMatchObject([
      {
        stage: 'DeployToExternalAccount',
        actions: [{ name: 'Deploy-GROUP_BLUE' }, { name: 'Deploy-GROUP_GREEN' }, { name: 'Deploy-GROUP_RED' }],
      },
    ]);
  });

  it.each(NOT_OURS)('%s is refused, not skipped', (name) => {
    expect(() => parseCodePipelineEvent(astray(name))).toThrow(UnknownEventError);
  });
});

describe('an event of CodePipeline', () => {
  it.each([
    ['a first attempt, written 1.0', 1.0, 1],
    ['a second attempt, written 2.0', 2.0, 2],
    ['attempt 0, as the first', 0, 1],
    ['no attempt, as the first', undefined, 1],
    ['null, as the first', null, 1],
  ])('counts %s', (_written, value, attempt) => {
    const { subject } = parseCodePipelineEvent(raw('pipeline', { 'pipeline-execution-attempt': value }));

    expect(subject).toEqual({ kind: 'pipeline', attempt });
  });

  it('keeps the version whole, as a float tells it', () => {
    expect(parseCodePipelineEvent(raw('stage', { version: 16.0 })).facts).toEqual([
      { kind: 'pipelineVersion', value: 16 },
    ]);
  });

  it('keeps a word it does not know, and lets it end nothing', () => {
    const { observation } = parseCodePipelineEvent(raw('stage', { state: 'HIBERNATING' }));

    expect(observation).toMatchObject({ rank: RANK.started, state: 'running', word: 'HIBERNATING' });
  });

  it('of an approval that starts means that it waits', () => {
    const { observation } = parseCodePipelineEvent(
      raw('action', { type: { category: 'Approval', provider: 'Manual' }, 'action-execution-id': 'run-1' }),
    );

    expect(observation).toMatchObject({ state: 'waiting', rank: RANK.waiting });
    expect(observation.runKey).toMatch(/^[0-9a-f]{16}$/);
  });

  it('of an approval keeps no external id: in PARALLEL mode that is the token', () => {
    const { observation } = parseCodePipelineEvent(
      raw('action', {
        type: { category: 'Approval', provider: 'Manual' },
        'action-execution-id': 'run-1',
        'execution-result': { 'external-execution-id': '0f6d8f8e-1c1d-4f0e-9f5e-2f3b6f0c9a11' },
      }),
    );

    expect(JSON.stringify(observation)).not.toContain('0f6d8f8e');
  });

  it('does without everything that AWS may leave out', () => {
    const bare = raw('action', { type: undefined, version: undefined });

    expect(parseCodePipelineEvent(bare)).toMatchObject({
      subject: { kind: 'action', stage: 'Build', action: 'Compile', runId: '' },
      facts: [],
    });
  });

  it.each([
    ['no state', { state: undefined }],
    ['no execution', { 'execution-id': undefined }],
    ['an empty pipeline', { pipeline: '' }],
    ['no stage', { stage: undefined }],
    ['a number for a state', { state: 7 }],
  ])('with %s is refused by the name of the field, without its values', (_what, detail) => {
    const event = raw('stage', { ...detail, secret: 'xoxb-do-not-repeat' });

    expect(() => parseCodePipelineEvent(event)).toThrow(UnknownEventError);
    expect(() => parseCodePipelineEvent(event)).toThrow(/detail\./);
    expect(() => parseCodePipelineEvent(event)).not.toThrow(/xoxb/);
  });

  it('of somebody else is refused', () => {
    expect(() => parseCodePipelineEvent(raw('pipeline', {}, { source: 'my.app' }))).toThrow(UnknownEventError);
    expect(() => parseCodePipelineEvent(undefined)).toThrow(UnknownEventError);
  });

  it.each([
    ['the version is no number', { version: 'latest' }],
    ['the result is a text', { 'execution-result': 'failed' }],
    ['the error code is a number', { 'execution-result': { 'error-code': 42 } }],
    ['the trigger is a text', { 'execution-trigger': 'Webhook' }],
    ['the type is a list', { type: [] }],
  ])('is still taken in when %s: what only adorns the card must not cost its truth', (_what, detail) => {
    expect(parseCodePipelineEvent(raw('action', { ...detail, state: 'FAILED' })).observation.state).toBe('failed');
  });

  it('of a git trigger tells the author of its commit, and who wrote it with them', () => {
    const event = raw('pipeline', {
      state: 'SUCCEEDED',
      'execution-trigger': {
        'commit-id': '3f2c91e',
        'commit-message': 'Fix the cart\n\nCo-authored-by: Lee Chen <lee@railway.example>',
        'author-display-name': 'Dana Reyes',
        'author-email': 'dana@railway.example',
        'author-id': 'dana-rg',
      },
    });

    expect(parseCodePipelineEvent(event).facts).toContainEqual({
      kind: 'author',
      revisionId: '3f2c91e',
      value: {
        name: 'Dana Reyes',
        email: 'dana@railway.example',
        login: 'dana-rg',
        coAuthors: [{ name: 'Lee Chen', email: 'lee@railway.example' }],
      },
    });
  });

  it('never cuts a text inside a character', () => {
    const event = raw('pipeline', {
      'execution-trigger': {
        'commit-id': '3f2c91e',
        'commit-message': `${'a'.repeat(199)}🚂 and more`,
        'author-display-name': `${'b'.repeat(99)}🚂`,
      },
    });

    const [fact] = parseCodePipelineEvent(event).facts;

    expect(() => encodeURIComponent(JSON.parse(JSON.stringify(fact)).value.message)).not.toThrow();
    expect(() => encodeURIComponent(JSON.parse(JSON.stringify(fact)).value.author)).not.toThrow();
  });
});

describe('events from before attempts were numbered', () => {
  const pipelineAt = (state: string, second: number) =>
    raw('pipeline', { state }, { time: new Date(Date.UTC(2019, 0, 1, 12, 0, second)).toISOString() });
  const stageAt = (state: string, second: number) =>
    raw('stage', { state }, { time: new Date(Date.UTC(2019, 0, 1, 12, 0, second)).toISOString() });

  it('show a retried execution as running again: the later time wins', () => {
    expect(progressOf(pipelineAt('STARTED', 0), pipelineAt('FAILED', 20), pipelineAt('RESUMED', 40)).state).toBe(
      'running',
    );
  });

  it('show a retried stage as running again, and then as succeeded', () => {
    const until = [stageAt('STARTED', 0), stageAt('FAILED', 20), stageAt('RESUMED', 40)];
    expect(progressOf(...until).stages[0]?.state).toBe('running');

    expect(progressOf(...until, stageAt('SUCCEEDED', 50)).stages[0]?.state).toBe('succeeded');
  });

  it('are told from newer ones of a first attempt, where only the state counts', () => {
    const newer = (state: string, second: number) => {
      const { detail, ...event } = stageAt(state, second);
      return { ...event, detail: { ...detail, 'pipeline-execution-attempt': 0.0 } };
    };

    expect(progressOf(newer('FAILED', 20), newer('STARTED', 40)).stages[0]?.state).toBe('failed');
  });

  it('stay as they are when an older one comes late', () => {
    expect(progressOf(pipelineAt('FAILED', 20), pipelineAt('STARTED', 0)).state).toBe('failed');
  });
});
