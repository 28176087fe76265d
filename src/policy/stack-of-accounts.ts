/** An entry of the policy's `accounts:`, as it is written. */
interface Account {
  readonly id: string;
  readonly read: string;
  readonly operate: string;
  readonly jobs?: string;
}

/** What CloudFormation fills in. */
const PARTITION = pseudo('Partition');
const REGION = pseudo('Region');
const ACCOUNT = pseudo('AccountId');

/** What the other accounts of the policy mean for the stack, as parts of its CloudFormation.
 * @returns statements for the roles that look, for the one that does the work of actions and for the one that acts, and the resources that take in events from elsewhere */
export function stackOfAccounts(accounts: readonly Account[]) {
  return {
    read: mayAssume(accounts.map(({ read }) => read)),
    work: mayAssume(accounts.flatMap(({ read, jobs = read }) => [read, jobs])),
    operate: mayAssume(accounts.flatMap(({ read, operate, jobs = read }) => [read, operate, jobs])),
    resources: { Resources: accounts.length === 0 ? {} : { SpokesPolicy: takeEventsOf(accounts) } },
  };
}

/** A statement must name something: where there is no other account, none may be entered. */
function mayAssume(roles: readonly string[]) {
  const Resource = [...new Set(roles)].sort();
  return Resource.length === 0
    ? { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }
    : { Effect: 'Allow', Action: 'sts:AssumeRole', Resource };
}

/** Only what CodePipeline said there, and only through the rule that infra/spoke.yml makes. */
function takeEventsOf(accounts: readonly Account[]) {
  return {
    Type: 'AWS::Events::EventBusPolicy',
    Properties: {
      StatementId: 'signalbox-spokes',
      EventBusName: 'default',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: accounts.map(({ id }) => sub(`arn:${PARTITION}:iam::${id}:root`)) },
        Action: 'events:PutEvents',
        Resource: sub(`arn:${PARTITION}:events:${REGION}:${ACCOUNT}:event-bus/default`),
        Condition: {
          StringEquals: { 'events:source': 'aws.codepipeline' },
          ArnEquals: {
            'aws:PrincipalArn': accounts.map(({ id }) => sub(`arn:${PARTITION}:iam::${id}:role/signalbox-forward`)),
          },
        },
      },
    },
  };
}

function pseudo(parameter: string): string {
  return `$\{AWS::${parameter}}`;
}

function sub(text: string) {
  return { 'Fn::Sub': text };
}
