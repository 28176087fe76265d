import { describe, expect, it } from 'vitest';
import type { UsedRight } from '../../src/sandbox/aws/rights/used-rights.ts';
import { judgeRights } from '../support/rights/judge-rights.ts';

const BUS = 'arn:aws:events:eu-west-1:123456789012:event-bus/signalbox-dev';
const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table/signalbox-dev-Table';
const PIPELINE = 'arn:aws:codepipeline:eu-west-1:123456789012:pipeline';

const right = (by: string, action: string, resource: string, context: UsedRight['context'] = {}): UsedRight => ({
  by: by.startsWith('arn:') ? by : `signalbox-dev-${by}`,
  action,
  resource,
  context,
});
const refused = async (...used: UsedRight[]) =>
  (await judgeRights(used)).refused.map((words) => words.split(' on ')[0]);

/** At the end of every run of the tests, what the functions did in the sandboxes is put to the same judge (test/support/build-once.ts). */
describe('IAM, asked with the roles that would be deployed', () => {
  it('lets the function that faces the internet request operations and nothing else', async () => {
    const put = (type: string) => right('slack-requests', 'events:PutEvents', BUS, { 'events:detail-type': type });

    expect(
      await refused(
        put('Signalbox Operation Requested'),
        put('Signalbox Operation Performed'),
        right('slack-requests', 'codepipeline:PutApprovalResult', `${PIPELINE}/stage/action`),
        right('slack-requests', 'dynamodb:GetItem', TABLE, { 'dynamodb:LeadingKeys': ['execution|…'] }),
      ),
    ).toEqual([
      'signalbox-dev-slack-requests: events:PutEvents',
      'signalbox-dev-slack-requests: codepipeline:PutApprovalResult',
      'signalbox-dev-slack-requests: dynamodb:GetItem',
    ]);
  });

  it('lets nobody change a line of the audit, and lets operations add one', async () => {
    const audit = (by: string, operation: string) =>
      right(by, `dynamodb:${operation}`, TABLE, { 'dynamodb:LeadingKeys': ['audit|…'] });

    expect(
      await refused(audit('operations', 'PutItem'), audit('operations', 'UpdateItem'), audit('schedule', 'PutItem')),
    ).toEqual(['signalbox-dev-operations: dynamodb:UpdateItem', 'signalbox-dev-schedule: dynamodb:PutItem']);
  });

  it('lets the role that reads in a spoke account not act there', async () => {
    const there = 'arn:aws:codepipeline:eu-west-1:111122223333:pipeline';
    const spoke = (role: string) => `arn:aws:iam::111122223333:role/signalbox-${role}`;

    expect(
      await refused(
        right(spoke('read'), 'codepipeline:GetPipelineState', there),
        right(spoke('read'), 'codepipeline:RetryStageExecution', `${there}/stage`),
        right(spoke('operate'), 'codepipeline:RetryStageExecution', `${there}/stage`),
        right(spoke('operate'), 'codepipeline:DeletePipeline', there),
      ),
    ).toEqual([
      `${spoke('read')}: codepipeline:RetryStageExecution`,
      `${spoke('operate')}: codepipeline:DeletePipeline`,
    ]);
  });
});
