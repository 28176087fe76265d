import { describe, expect, it } from 'vitest';
import { AccountId } from '../../../src/domain/ids.ts';
import type { PolicyAccount } from '../../../src/domain/policy.ts';
import { personInOurs, starterOf } from '../../../src/domain/principal.ts';

const STS = 'arn:aws:sts::111122223333:assumed-role';
const machine = { kind: 'machine' };
const who = (name: string, arn?: string) => ({ kind: 'principal', name, ...(arn ? { arn } : {}) });

describe('who started an execution', () => {
  it.each([
    ['a push through a connection', 'Webhook', 'arn:aws:codeconnections:eu-west-1:1:connection/6f1c'],
    ['a V2 trigger', 'WebhookV2', 'arn:aws:codeconnections:eu-west-1:1:connection/6f1c'],
    ['a rule, a schedule among them', 'CloudWatchEvent', 'arn:aws:events:eu-west-1:111122223333:rule/nightly'],
    ['polling', 'PollForSourceChanges', 'App'],
    ['a rollback by itself', 'AutomatedRollback', '{"FailedPipelineExecutionId":"4b1e07c2"}'],
    ['a kind that is new', 'SomethingNew', undefined],
    ['a service through its own role', 'StartPipelineExecution', `${STS}/AWSServiceRoleForChatbot/session`],
    ['another pipeline', 'StartPipelineExecution', `${STS}/AWSCodePipelineServiceRole-eu-west-1-upstream/1761`],
  ])('is nobody: %s', (_what, type, detail) => {
    expect(starterOf({ type, ...(detail ? { detail } : {}) })).toEqual(machine);
  });

  it.each([
    ['a user', 'StartPipelineExecution', 'arn:aws:iam::111122223333:user/ana', 'ana'],
    ['a user with a path', 'StartPipelineExecution', 'arn:aws:iam::111122223333:user/staff/ana', 'staff/ana'],
    ['a person in a role', 'StartPipelineExecution', `${STS}/AWSReservedSSO_Dev_1a2b/ana@x.example`, undefined],
    ['a CI system', 'StartPipelineExecution', `${STS}/deploy-from-ci/GitHubActions`, undefined],
    ['the root of the account', 'StartPipelineExecution', 'arn:aws:iam::111122223333:root', 'root'],
    ['another partition', 'StartPipelineExecution', 'arn:aws-us-gov:iam::111122223333:user/ana', 'ana'],
    ['who rolled back', 'ManualRollback', 'arn:aws:iam::111122223333:user/ana', 'ana'],
    ['who made the pipeline', 'CreatePipeline', 'arn:aws:iam::111122223333:user/ana', 'ana'],
    ['whoever it is, in a kind that is new', 'SomethingNew', 'arn:aws:iam::111122223333:user/ana', 'ana'],
  ])('is somebody: %s', (_what, type, detail, name = detail.split('assumed-role/')[1] ?? '') => {
    expect(starterOf({ type, detail })).toEqual(who(name, detail));
  });

  it.each([
    ['by hand, and nothing says by whom', { type: 'StartPipelineExecution' }],
    ['by hand, and by what says nothing', { type: 'ManualRollback', detail: 'console' }],
    ['in a way that nothing tells', undefined],
  ])('is somebody whom nobody knows: %s', (_what, trigger) => {
    expect(starterOf(trigger)).toEqual(who('the starter'));
  });
});

describe('a session of our own role', () => {
  const account: PolicyAccount = {
    alias: 'prod',
    id: AccountId('111122223333'),
    regions: ['eu-west-1'],
    read: 'arn:aws:iam::111122223333:role/box/signalbox-read',
    operate: 'arn:aws:iam::111122223333:role/box/signalbox-operate',
  };

  it('is the person whom we named it after', () => {
    expect(personInOurs([account], `${STS}/signalbox-operate/U0BEN`)).toBe('U0BEN');
  });

  it.each([
    ['what nobody asked for', `${STS}/signalbox-operate/signalbox-schedule`],
    ['another role, in which anybody names sessions as they like', `${STS}/developers/U0BEN`],
    ['the role of that name in another account', 'arn:aws:sts::999999999999:assumed-role/signalbox-operate/U0BEN'],
    ['a role whose name only ends like ours', `${STS}/not-signalbox-operate/U0BEN`],
    ['a user', 'arn:aws:iam::111122223333:user/signalbox-operate/U0BEN'],
  ])('is nobody: %s', (_what, arn) => {
    expect(personInOurs([account], arn)).toBeUndefined();
  });
});
