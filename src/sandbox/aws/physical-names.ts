import type { Place } from './resolve-intrinsics.ts';

/** A resource of the template, with the name it gives itself. */
export interface NamedResource {
  logicalId: string;
  type: string;
  name?: string;
}

/** What a resource is called: its own name, or what CloudFormation would make up. */
const nameOf = (resource: NamedResource, place: Place) => resource.name ?? `${place.stackName}-${resource.logicalId}`;

interface Kind {
  /** the property that holds the name */
  named: string;
  arn: (name: string, place: Place) => string;
  /** what Ref gives, when it is not the name */
  ref?: (name: string, place: Place) => string;
}

const arn = (service: string, rest: (name: string) => string) => (name: string, place: Place) =>
  `arn:aws:${service}:${place.region}:${place.accountId}:${rest(name)}`;

const versionArn = arn('lambda', (name) => `function:${name}:1`);
const topicArn = arn('sns', (name) => name);

const KINDS: Record<string, Kind> = {
  'AWS::DynamoDB::Table': { named: 'TableName', arn: arn('dynamodb', (name) => `table/${name}`) },
  'AWS::Events::EventBus': { named: 'Name', arn: arn('events', (name) => `event-bus/${name}`) },
  'AWS::Events::Rule': { named: 'Name', arn: arn('events', (name) => `rule/${name}`) },
  'AWS::Lambda::Function': { named: 'FunctionName', arn: arn('lambda', (name) => `function:${name}`) },
  'AWS::Logs::LogGroup': { named: 'LogGroupName', arn: arn('logs', (name) => `log-group:${name}:*`) },
  'AWS::SQS::Queue': {
    named: 'QueueName',
    arn: arn('sqs', (name) => name),
    ref: (name, place) => `https://sqs.${place.region}.amazonaws.com/${place.accountId}/${name}`,
  },
  // A deployment makes the next version; the sandbox is a first one.
  'AWS::Lambda::Version': { named: 'FunctionName', arn: versionArn, ref: versionArn },
  'AWS::S3::Bucket': { named: 'BucketName', arn: (name) => `arn:aws:s3:::${name}` },
  'AWS::SNS::Topic': { named: 'TopicName', arn: topicArn, ref: topicArn },
  'AWS::IAM::Role': { named: 'RoleName', arn: (name, place) => `arn:aws:iam::${place.accountId}:role/${name}` },
};

function kindOf(type: string): Kind {
  const kind = KINDS[type];
  if (!kind) throw new Error(`The sandbox cannot say what a resource of type ${type} would be called`);
  return kind;
}

/** The property by which a resource of this type gives itself a name.
 * @throws Error on a type the sandbox does not know */
export const nameProperty = (type: string) => kindOf(type).named;

/** What `Ref` gives. */
export function physicalId(resource: NamedResource, place: Place): string {
  const kind = kindOf(resource.type);
  const name = nameOf(resource, place);
  return kind.ref?.(name, place) ?? name;
}

/** What `Fn::GetAtt` gives. */
export function attribute(resource: NamedResource, attributeName: string, place: Place): string {
  const kind = kindOf(resource.type);
  const name = nameOf(resource, place);
  if (attributeName === 'Arn') return kind.arn(name, place);
  if (attributeName === 'Name' || attributeName === 'QueueName') return name;
  throw new Error(`The sandbox does not know the attribute ${attributeName} of ${resource.logicalId}`);
}
