import { Agent, request as httpRequest, type Server } from 'node:http';
import dynalite from 'dynalite';
import { z } from 'zod';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import type { Table } from './stack.ts';

/** The tables of the stack, in memory. */
export interface DynamoDb {
  /** One request of a function, passed on as it came. */
  handle(request: HttpRequest): Promise<HttpResponse>;
  /** When the next item falls due, epoch ms; Infinity when none does. */
  nextDueAt(): Promise<number>;
  stop(): Promise<void>;
}

/** The sparse index of what is due and when, `dueAt` in epoch ms: infra/table.yml. */
const DUE_INDEX = 'due';

const ScanOutput = z.object({
  Items: z.array(z.object({ dueAt: z.object({ N: z.coerce.number() }) })),
  LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
});

/**
 * Starts dynalite on a port of its own and creates the tables.
 * @param region of the tables; dynalite keeps them apart by the signature's scope
 */
export async function startDynamoDb(tables: Table[], region: string): Promise<DynamoDb> {
  const server = dynalite({ createTableMs: 0 });
  // Its connections are ours alone and are kept: a limit here would cut one off just as it is used again.
  server.keepAliveTimeout = 0;
  const port = await listen(server);
  const agent = new Agent({ keepAlive: true });

  const underWay = new Set<Promise<unknown>>();

  function handle(request: HttpRequest): Promise<HttpResponse> {
    const answered = passOn(request);
    underWay.add(answered);
    const forget = () => underWay.delete(answered);
    answered.then(forget, forget);
    return answered;
  }

  function passOn(request: HttpRequest): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const { connection: _hop, 'transfer-encoding': _coding, ...headers } = request.headers;
      const onward = httpRequest(
        {
          agent,
          port,
          host: '127.0.0.1',
          method: request.method,
          path: request.url,
          headers: { ...headers, 'content-length': request.body.length },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const { 'content-type': type, 'x-amzn-requestid': requestId, 'x-amz-crc32': checksum } = response.headers;
            const named = { 'content-type': type, 'x-amzn-requestid': requestId, 'x-amz-crc32': checksum };
            const headersBack = Object.fromEntries(
              Object.entries(named).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
            );
            resolve({ status: response.statusCode ?? 500, headers: headersBack, body: Buffer.concat(chunks) });
          });
        },
      );
      onward.on('error', reject);
      onward.end(request.body);
    });
  }

  /** A call of the sandbox's own, which no one counts. */
  async function call(operation: string, input: unknown): Promise<unknown> {
    const { status, body } = await handle({
      method: 'POST',
      url: '/',
      headers: {
        host: `127.0.0.1:${port}`,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=sandbox/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: Buffer.from(JSON.stringify(input)),
    });
    if (status !== 200) throw new Error(`${operation} of the sandbox's own: ${status} ${body.toString()}`);
    return JSON.parse(body.toString());
  }

  async function earliestDue(table: string): Promise<number> {
    let earliest = Number.POSITIVE_INFINITY;
    let from: Record<string, unknown> | undefined;
    do {
      const page = ScanOutput.parse(
        await call('Scan', { TableName: table, IndexName: DUE_INDEX, ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      for (const { dueAt } of page.Items) earliest = Math.min(earliest, dueAt.N);
      from = page.LastEvaluatedKey;
    } while (from);
    return earliest;
  }

  const withDue = tables.filter(({ definition }) => JSON.stringify(definition).includes(`"IndexName":"${DUE_INDEX}"`));
  for (const { name, definition } of tables) await call('CreateTable', { TableName: name, ...definition });

  return {
    handle,
    nextDueAt: async () =>
      Math.min(...(await Promise.all(withDue.map(({ name }) => earliestDue(name)))), Number.POSITIVE_INFINITY),
    async stop() {
      await Promise.allSettled(underWay);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('dynalite listens nowhere'));
    });
  });
}
