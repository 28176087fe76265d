import { describe, expect, it } from 'vitest';
import { stackOfAccounts } from '../../../src/policy/stack-of-accounts.ts';

const account = (id: string) => ({
  id,
  read: `arn:aws:iam::${id}:role/signalbox-read`,
  operate: `arn:aws:iam::${id}:role/signalbox-operate`,
});
/** As CloudFormation writes what it fills in. */
const aws = (name: string) => `$\{AWS::${name}}`;
const PROD = account('111122223333');
const TEST = account('444455556666');

describe('the accounts of the policy', () => {
  it('let functions that look take the roles that look, and the one that acts both', () => {
    const { read, operate } = stackOfAccounts([TEST, PROD]);

    expect(read).toEqual({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [PROD.read, TEST.read] });
    expect(operate).toEqual({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: [PROD.operate, PROD.read, TEST.operate, TEST.read],
    });
  });

  it('let the schedule do the work of actions only where the policy names a role for it', () => {
    const jobs = 'arn:aws:iam::111122223333:role/signalbox-jobs';

    const { read, work, operate } = stackOfAccounts([TEST, { ...PROD, jobs }]);

    expect(work).toMatchObject({ Effect: 'Allow', Resource: [jobs, PROD.read, TEST.read] });
    expect(read.Resource).not.toContain(jobs);
    expect(operate.Resource).toContain(jobs);
  });

  it('let the events of exactly these accounts in, by the role of their rule', () => {
    const { SpokesPolicy } = stackOfAccounts([PROD]).resources.Resources;

    expect(SpokesPolicy?.Properties.Statement).toMatchObject({
      Principal: { AWS: [{ 'Fn::Sub': `arn:${aws('Partition')}:iam::111122223333:root` }] },
      Resource: { 'Fn::Sub': `arn:${aws('Partition')}:events:${aws('Region')}:${aws('AccountId')}:event-bus/default` },
      Condition: {
        StringEquals: { 'events:source': 'aws.codepipeline' },
        ArnEquals: {
          'aws:PrincipalArn': [{ 'Fn::Sub': `arn:${aws('Partition')}:iam::111122223333:role/signalbox-forward` }],
        },
      },
    });
  });

  it('change nothing where there are none: no other account is entered, no event from elsewhere is taken', () => {
    expect(stackOfAccounts([])).toEqual({
      read: { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' },
      work: { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' },
      operate: { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' },
      resources: { Resources: {} },
    });
  });
});
