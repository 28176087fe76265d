import { describe, expect, it } from 'vitest';
import { breakingAction } from '../../../../src/sandbox/page/yard/breaking-action.ts';
import { commitIdea } from '../../../../src/sandbox/page/yard/commit-ideas.ts';
import {
  describeStage,
  executionMark,
  isEarlier,
  stageMark,
  statusMark,
  type YardStage,
} from '../../../../src/sandbox/page/yard/stage-mark.ts';
import { PEOPLE } from '../../../../src/sandbox/people.ts';

type Action = YardStage['actions'][number];
const action = (category: string, status: string | null = null, name = category): Action => ({
  name,
  provider: 'CodeBuild',
  category,
  status,
});
const stage = (name: string, more: Partial<YardStage> = {}): YardStage => ({
  name,
  status: null,
  executionId: null,
  inbound: [],
  transition: { enabled: true },
  actions: [],
  ...more,
});

describe('the mark of a stage', () => {
  it.each([
    ['InProgress', '●', 'running'],
    ['IN_PROGRESS', '●', 'running'],
    ['Succeeded', '✓', 'succeeded'],
    ['Failed', '✗', 'failed'],
    ['Stopped', '■', 'stopped'],
    ['Superseded', '↷', 'superseded'],
    ['Cancelled', '⊗', 'cancelled'],
    [null, '◌', 'not started'],
  ])('draws %s as %s %s', (status, glyph, word) => {
    expect(statusMark(status)).toMatchObject({ glyph, word });
  });

  it('shows a status it has never heard of in its own word', () => {
    expect(statusMark('Rewinding')).toMatchObject({ glyph: '◌', word: 'Rewinding' });
  });

  it('says that a stage waits when only an approval runs in it', () => {
    const actions = [action('Approval', 'InProgress'), action('Deploy', 'Succeeded')];
    expect(stageMark(stage('Prod', { status: 'InProgress', actions }))).toMatchObject({
      glyph: '⏸',
      word: 'waiting for approval',
    });
    const working = [...actions, action('Deploy', 'InProgress', 'Other')];
    expect(stageMark(stage('Prod', { status: 'InProgress', actions: working })).word).toBe('running');
  });

  it('says that the execution waits when one of its stages does', () => {
    const waiting = stage('Prod', {
      status: 'InProgress',
      executionId: 'new',
      actions: [action('Approval', 'InProgress')],
    });
    const latest = { executionId: 'new', status: 'InProgress' };
    expect(executionMark({ latest, stages: [waiting] }).word).toBe('waiting for approval');
    expect(executionMark({ latest, stages: [{ ...waiting, executionId: 'old' }] }).word).toBe('running');
    expect(executionMark({ latest: null, stages: [] }).word).toBe('not started');
  });
});

describe('a stage in words', () => {
  it('tells everything that the track shows', () => {
    const closed = stage('Prod', {
      status: 'Succeeded',
      executionId: 'old',
      inbound: ['new'],
      transition: { enabled: false, reason: 'end-of-quarter freeze' },
    });
    expect(describeStage(closed, 'new')).toBe(
      'Prod succeeded, in an earlier execution; closed: end-of-quarter freeze; 1 waiting to enter',
    );
    expect(describeStage(stage('Prod'), null)).toBe('Prod not started');
  });

  it('knows the newest execution from an earlier one', () => {
    expect(isEarlier(stage('Prod', { executionId: 'old' }), 'new')).toBe(true);
    expect(isEarlier(stage('Prod', { executionId: 'new' }), 'new')).toBe(false);
    expect(isEarlier(stage('Prod'), 'new')).toBe(false);
  });
});

describe('a breaking commit', () => {
  const source = stage('Source', { actions: [action('Source')] });

  it('breaks the first build or test', () => {
    const stages = [
      source,
      stage('Lint', { actions: [action('Invoke')] }),
      stage('Build', { actions: [action('Build', null, 'Compile')] }),
      stage('Test', { actions: [action('Test')] }),
    ];
    expect(breakingAction({ stages })).toBe('Build/Compile');
  });

  it('breaks the first action that works at all where nothing is built', () => {
    const stages = [
      source,
      stage('Ask', { actions: [action('Approval')] }),
      stage('Apply', { actions: [action('Deploy')] }),
    ];
    expect(breakingAction({ stages })).toBe('Apply/Deploy');
  });

  it('is not offered where nothing could fail', () => {
    expect(breakingAction({ stages: [source] })).toBeNull();
  });
});

describe('what is pushed', () => {
  it('is signed by somebody of the demo, in turns', () => {
    const authors = [0, 1, 2].map((count) => commitIdea(count, false).author);
    expect(authors.map(({ name }) => name)).toEqual(['Dana Reyes', 'Lee Chen', 'Dana Reyes']);
    for (const author of authors) {
      expect(PEOPLE).toContainEqual(
        expect.objectContaining({ realName: author.name, email: author.email, login: author.login }),
      );
    }
  });

  it('does not read the same twice in a row', () => {
    for (const breaking of [true, false]) {
      for (let count = 0; count < 12; count += 1) {
        expect(commitIdea(count, breaking).message).not.toBe(commitIdea(count + 1, breaking).message);
        expect(commitIdea(count, breaking).message).not.toBe('');
      }
    }
  });
});
