import type { KeptCatalogue } from '../app/ports.ts';
import { CATALOGUE, partsPartition, readLine, readParts } from './catalogue-item.ts';
import { callSigned } from './signed-request.ts';

const TARGET = 'DynamoDB_20120810.Query';

/** The catalogue for the function that faces the internet: one signed query each, and none of DynamoDB's client, which would double what
 * that function loads. Its role lets it read these partitions and nothing else of the table. */
export function createCatalogueQuery(
  table: string,
  region: string,
  env: NodeJS.ProcessEnv,
  now: () => number,
): KeptCatalogue {
  const query = async (partition: string) => {
    const { ok, status, text } = await callSigned(
      {
        service: 'dynamodb',
        endpointVariable: 'AWS_ENDPOINT_URL_DYNAMODB',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': TARGET },
        body: JSON.stringify({
          TableName: table,
          KeyConditionExpression: 'pk = :partition',
          ExpressionAttributeValues: { ':partition': { S: partition } },
        }),
      },
      region,
      env,
    );
    if (!ok) throw new Error(`The catalogue could not be read: ${status}`);
    const { Items = [] } = JSON.parse(text) as { Items?: Record<string, Attribute>[] };
    return Items.map(toPlain).filter(({ expiresAt }) => typeof expiresAt !== 'number' || expiresAt * 1000 > now());
  };
  return {
    pipelines: async () => (await query(CATALOGUE)).flatMap(readLine),
    parts: async (of) => readParts((await query(partsPartition(of)))[0]),
  };
}

/** The kinds of values that the catalogue has. */
interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly L?: readonly Attribute[];
  readonly M?: Readonly<Record<string, Attribute>>;
}

function toPlain(item: Readonly<Record<string, Attribute>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, attribute]) => [name, plainValue(attribute)]));
}

function plainValue({ S, N, L, M }: Attribute): unknown {
  if (N !== undefined) return Number(N);
  if (L !== undefined) return L.map(plainValue);
  return M === undefined ? S : toPlain(M);
}
