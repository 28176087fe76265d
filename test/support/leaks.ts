import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { REQUESTED } from '../../src/aws/requested.ts';
import { BOT_TOKEN, PEOPLE, SIGNING_SECRET } from '../../src/sandbox/people.ts';
import { look } from './look.ts';
import type { SandboxUnderTest } from './sandbox.ts';

/** Secrets that stand where somebody could read them: on Slack, in logs, on the buses, in queues, in the table.
 * @param tokens of approvals, as CodePipeline gave them to whoever may ask
 * @returns what leaked, and where */
export async function leaks(sandbox: SandboxUnderTest, tokens: Iterable<string>): Promise<string[]> {
  const { control, slack } = sandbox;
  const { deadLetters } = await control.state();
  const events = await control.bus();
  const requested = events.filter((event) => event['detail-type'] === REQUESTED);
  const others = events.filter((event) => event['detail-type'] !== REQUESTED);
  const places = {
    Slack: await Promise.all(PEOPLE.map(({ id }) => look(slack, id))),
    'the logs': await control.logs(),
    'the buses': others,
    'the queues': deadLetters.filter((letter) => !JSON.stringify(letter).includes(REQUESTED)),
    'the table': await storedItems(sandbox),
  };
  const said = requested.map(({ detail }) => JSON.stringify(detail)).join();
  const urls = [...said.matchAll(/responseUrl[\\":]+(http[^"\\]+)/g)].flatMap(([, url]) => url ?? []);
  const secrets = [BOT_TOKEN, SIGNING_SECRET, ...tokens];
  const found = Object.entries(places).flatMap(([place, content]) => {
    const text = JSON.stringify(content);
    return [...secrets, ...urls].filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${place}`);
  });
  return [...found, ...secrets.filter((secret) => said.includes(secret)).map((secret) => `${secret} in a request`)];
}

async function storedItems({ aws }: SandboxUnderTest): Promise<unknown[]> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint: aws, region: 'eu-west-1', credentials });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'signalbox-dev-Table' }));
  return Items;
}
