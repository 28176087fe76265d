import { describe, expect, it } from 'vitest';
import { changeOf, changeWords, startedBy } from '../../../../src/slack/views/provenance.ts';
import { aProgress } from '../support/progress.ts';

describe('what an execution brings', () => {
  it('prefers the commit that started it', () => {
    const commit = { commitId: 'a'.repeat(40), message: 'Ship it\n\nlong story', author: 'Lee Chen', branch: 'main' };
    expect(changeOf(aProgress({ commit }))).toEqual({
      id: 'aaaaaaa',
      summary: 'Ship it',
      author: 'Lee Chen',
      others: 1,
    });
  });

  it.each([
    ['sha256:0123456789abcdef0123', '0123456789ab'],
    ['Ul3OIWb9tAm3dYxzqJBnTrjX', 'Ul3OIWb9tAm3'],
    ['3f2c91e00a1b2c3d4e5f60718293a4b5c6d7e8f9', '3f2c91e'],
    ['v1', 'v1'],
  ])('shortens %s to %s', (revisionId, id) => {
    const { commit: _, ...progress } = aProgress({ revisions: [{ action: 'App', revisionId }] });
    expect(changeOf(progress)?.id).toBe(id);
  });

  it('leaves out what nobody knows', () => {
    const { commit: _, ...progress } = aProgress({ revisions: [{ action: 'App', revisionId: 'v1' }] });
    const change = changeOf(progress);
    expect(change && changeWords(change).mrkdwn).toBe('v1');
    expect(changeOf({ ...progress, revisions: [] })).toBeUndefined();
  });

  it('counts further sources', () => {
    const { commit: _, ...progress } = aProgress();
    const change = changeOf({
      ...progress,
      revisions: [...progress.revisions, { action: 'Config', revisionId: 'v2' }],
    });
    expect(change && changeWords(change).mrkdwn).toMatch(/by Dana Reyes and 1 more source$/);
  });
});

describe('what started an execution', () => {
  it.each([
    [{ type: 'WebhookV2' }, { branch: 'main' }, 'started by push to main'],
    [{ type: 'Webhook' }, undefined, 'started by push'],
    [{ type: 'StartPipelineExecution', detail: 'arn:aws:iam::123456789012:user/ana' }, undefined, 'started by ana'],
    [{ type: 'StartPipelineExecution', detail: 'arn:aws:sts::1:assumed-role/Admin/ben' }, undefined, 'started by ben'],
    [{ type: 'StartPipelineExecution' }, undefined, 'started by hand'],
    [
      { type: 'CloudWatchEvent', detail: 'arn:aws:events:eu-west-1:1:rule/nightly' },
      undefined,
      'started by rule nightly',
    ],
    [{ type: 'PollForSourceChanges', detail: 'App' }, undefined, 'started by a change in its source'],
    [{ type: 'CreatePipeline' }, undefined, 'started as the pipeline was created'],
    [{ type: 'PutActionRevision' }, undefined, 'started by a new revision'],
    [{ type: 'ManualRollback', detail: 'arn:aws:iam::1:user/ines' }, undefined, 'rollback by ines'],
    [{ type: 'AutomatedRollback', detail: '{"FailedPipelineExecutionId":"x"}' }, undefined, 'automatic rollback'],
    [{ type: 'SomethingNew' }, undefined, 'started by SomethingNew'],
    [undefined, { branch: 'main' }, 'started by push to main'],
    [undefined, undefined, undefined],
  ])('%j with %j reads %j', (trigger, commit, expected) => {
    const { trigger: _t, commit: _c, ...bare } = aProgress();
    const progress = { ...bare, ...(trigger ? { trigger } : {}), ...(commit ? { commit } : {}) };
    expect(startedBy(progress)?.mrkdwn).toBe(expected);
  });
});
