import { DescribeRuleCommand, EventBridgeClient, ListRuleNamesByTargetCommand } from '@aws-sdk/client-eventbridge';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Finding, warning } from '../../domain/check-report.ts';
import {
  type FunctionSeen,
  judgeDeadLetters,
  judgeDoor,
  judgeFunctions,
  judgeOwnClock,
  judgeRules,
  judgeStack,
  type RuleSeen,
} from '../../domain/deployment.ts';
import type { Installation } from '../stage/find-installation.ts';
import { knock } from './knock.ts';

/** What can be seen with the credentials of whoever asks. What these may not see is a warning: it may be well. */
export async function lookFromOutside(installation: Installation, stage: string, region: string): Promise<Finding[]> {
  const door = knock(installation.url, stage, region);
  const found = await Promise.all([
    judgeStack(installation.stack, installation.status),
    guarded('Functions', async () => judgeFunctions(await seeFunctions(installation, region))),
    guarded('Rules', async () => judgeRules(await seeRules(installation, region), namesOf(installation))),
    guarded('Dead letters', async () => judgeDeadLetters(await countLetters(installation, region))),
    guarded('Function URL', async () => judgeDoor(await door)),
    guarded('Your clock', async () => {
      const { skewMs } = await door;
      return skewMs === undefined ? [] : judgeOwnClock(skewMs);
    }),
  ]);
  return found.flat();
}

function namesOf({ functions }: Installation): string[] {
  return functions.map(({ name }) => name);
}

async function guarded(about: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const says = `It could not be looked at: ${error instanceof Error ? error.name : 'unknown'}.`;
    return [warning(about, says, 'Ask with credentials that may look at the stack’s resources.')];
  }
}

async function seeFunctions({ functions }: Installation, region: string): Promise<FunctionSeen[]> {
  const client = new LambdaClient({ region });
  return Promise.all(
    functions.map(async ({ name, arn }) => {
      const seen = await client.send(new GetFunctionConfigurationCommand({ FunctionName: arn }));
      return {
        name,
        timeoutSeconds: seen.Timeout ?? 0,
        memoryMb: seen.MemorySize ?? 0,
        ...(seen.State ? { state: seen.State } : {}),
        ...(seen.LastUpdateStatus ? { lastUpdate: seen.LastUpdateStatus } : {}),
      };
    }),
  );
}

async function seeRules({ functions, busName }: Installation, region: string): Promise<RuleSeen[]> {
  const client = new EventBridgeClient({ region });
  const buses = [
    { bus: 'default', EventBusName: 'default' },
    { bus: 'signalbox', EventBusName: busName },
  ] as const;
  const seen = functions.flatMap(({ name, arn }) =>
    buses.map(async ({ bus, EventBusName }) => {
      const { RuleNames = [] } = await client.send(new ListRuleNamesByTargetCommand({ TargetArn: arn, EventBusName }));
      const rules = RuleNames.map((Name) => client.send(new DescribeRuleCommand({ Name, EventBusName })));
      return (await Promise.all(rules)).map(({ State }): RuleSeen => ({ calls: name, bus, state: State ?? 'unknown' }));
    }),
  );
  return (await Promise.all(seen)).flat();
}

async function countLetters({ deadLettersUrl }: Installation, region: string): Promise<number> {
  const client = new SQSClient({ region, useQueueUrlAsEndpoint: false });
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: deadLettersUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
}
