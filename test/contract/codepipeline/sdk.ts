import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import type { CodePipelineWorld } from '../../../src/sandbox/ports.ts';
import { aWorkbench, REGION, type Workbench } from '../../unit/sandbox/codepipeline/workbench.ts';

export interface Connected {
  workbench: Workbench;
  client: CodePipelineClient;
  /** `http://127.0.0.1:PORT` */
  origin: string;
  close(): Promise<void>;
}

/** The emulator behind a real HTTP port, and the unmodified client of the AWS SDK pointed at it.
 * @param invoke calls a Lambda function; without it functions are taken to answer by themselves */
export async function connected(invoke: CodePipelineWorld['invoke'] = () => 'simulated'): Promise<Connected> {
  const workbench = aWorkbench();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? REGION;
      const answer = workbench.service.handle(
        { method: request.method ?? '', url: request.url ?? '', headers, body: Buffer.concat(chunks) },
        region,
      );
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  workbench.service.connect({ origin, invoke });
  const client = new CodePipelineClient({
    endpoint: origin,
    region: REGION,
    credentials: { accessKeyId: 'AKIDTESTER', secretAccessKey: 'secret' },
  });
  return {
    workbench,
    client,
    origin,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
