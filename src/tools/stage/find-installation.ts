import { type CloudFormationClient, DescribeStacksCommand, type Output } from '@aws-sdk/client-cloudformation';

/** What a stack says of itself. */
export interface Installation {
  readonly stack: string;
  /** `UPDATE_COMPLETE` */
  readonly status: string;
  readonly tableName: string;
  readonly busName: string;
  readonly deadLettersUrl: string;
  /** where Slack sends its requests */
  readonly url: string;
  /** without versions */
  readonly functions: readonly { readonly name: string; readonly arn: string }[];
}

const FUNCTION = /LambdaFunctionQualifiedArn$/;

/** @returns undefined when there is no such stack
 * @throws when AWS cannot be asked, or the stack is no Signalbox of this version */
export async function findInstallation(client: CloudFormationClient, stage: string): Promise<Installation | undefined> {
  const stack = `signalbox-${stage}`;
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const [found] = Stacks ?? [];
    return found && toInstallation(stack, found.StackStatus ?? '', found.Outputs ?? []);
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist'))
      return undefined;
    throw error;
  }
}

function toInstallation(stack: string, status: string, outputs: readonly Output[]): Installation {
  const output = (name: string) => {
    const value = outputs.find(({ OutputKey }) => OutputKey === name)?.OutputValue;
    if (!value) throw new Error(`The stack ${stack} has no output ${name}: it was not deployed by this version.`);
    return value;
  };
  const arns = outputs.flatMap(({ OutputKey, OutputValue }) =>
    OutputValue && FUNCTION.test(OutputKey ?? '') ? [OutputValue.replace(/:\d+$/, '')] : [],
  );
  return {
    stack,
    status,
    tableName: output('TableName'),
    busName: output('EventBusName'),
    deadLettersUrl: output('DeadLetterQueueUrl'),
    url: output('SlackDashrequestsLambdaFunctionUrl'),
    functions: arns.map((arn) => ({ arn, name: (arn.split(':').at(-1) ?? '').replace(`${stack}-`, '') })),
  };
}
