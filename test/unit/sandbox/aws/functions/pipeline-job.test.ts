import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, it, vi } from 'vitest';
import { createActivity } from '../../../../../src/sandbox/activity.ts';
import { createDeadLetters } from '../../../../../src/sandbox/aws/dead-letters.ts';
import { deployFunction } from '../../../../../src/sandbox/aws/functions/deploy.ts';
import { createFunctionLog } from '../../../../../src/sandbox/aws/functions/function-log.ts';
import { createInvoker } from '../../../../../src/sandbox/aws/functions/invoker.ts';
import { callsFunctions } from '../../../../../src/sandbox/aws/other-functions.ts';
import type { DeployedFunction } from '../../../../../src/sandbox/aws/stack.ts';
import { createClock } from '../../../../../src/sandbox/clock.ts';
import { actionState, aPipeline, aSource, aStage, aWorkbench, REGION } from '../../codepipeline/workbench.ts';

/** A job function as people write them: it reads its event and answers by the API. */
const JOBS = `export const handler = async (event) => {
  const { id, data } = event['CodePipeline.job'];
  await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: { 'x-amz-target': 'CodePipeline_20150709.PutJobSuccessResult' },
    body: JSON.stringify({ jobId: id, executionDetails: { summary: data.actionConfiguration.configuration.UserParameters } }),
  });
};`;

it('a Lambda action calls the function of the stack in its worker, which answers the job through the endpoint', async () => {
  const root = await mkdtemp(join(tmpdir(), 'signalbox-job-'));
  await mkdir(join(root, 'dist'));
  await writeFile(join(root, 'dist/jobs.mjs'), JOBS);
  const outfile = join(root, 'worker.mjs');
  const entryPoints = ['src/sandbox/aws/functions/worker.ts'];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node' });
  const workbench = aWorkbench();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = { 'x-amz-target': String(request.headers['x-amz-target']) };
      const answer = workbench.service.handle(
        { method: 'POST', url: '/', headers, body: Buffer.concat(chunks) },
        REGION,
      );
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  const activity = createActivity();
  const clock = createClock({ realNow: Date.now, idle: activity.idle, report: () => {} });
  const definition: DeployedFunction = {
    name: 'jobs',
    functionName: 'signalbox-dev-jobs',
    arn: 'arn:aws:lambda:eu-west-1:123456789012:function:signalbox-dev-jobs',
    file: 'dist/jobs.mjs',
    handler: 'handler',
    timeoutMs: 3_000,
    memoryMb: 128,
    environment: {},
    retries: 2,
    maximumEventAgeMs: 60_000,
    url: false,
  };
  const pool = deployFunction(definition, origin, {
    root,
    bootstrap: pathToFileURL(outfile),
    settings: {},
    region: REGION,
    offset: clock.offset,
    log: createFunctionLog(clock.now),
    newId: () => 'request',
    onViolation: () => {},
  });
  const deadLetters = createDeadLetters(clock.now, () => 'letter');
  const invoker = createInvoker({ clock, activity, deadLetters, functions: [{ definition, pool }] });
  workbench.service.connect({ origin, invoke: callsFunctions([definition], invoker) });
  const lambda = { category: 'Invoke' as const, owner: 'AWS' as const, provider: 'Lambda', version: '1' };
  const configuration = { FunctionName: 'signalbox-dev-jobs', UserParameters: 'looked at all pages' };

  try {
    const smoke = { name: 'Smoke', actionTypeId: lambda, configuration };
    workbench.call('CreatePipeline', {
      pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Test', smoke)] }),
    });
    workbench.clock.advance(10_000);
    await vi.waitFor(
      () =>
        expect(actionState(workbench, 'Test', 'Smoke')).toMatchObject({
          status: 'Succeeded',
          summary: 'looked at all pages',
        }),
      { timeout: 10_000 },
    );
    expect(deadLetters.list()).toEqual([]);
  } finally {
    await invoker.stop();
    clock.stop();
    server.closeAllConnections();
    server.close();
    await rm(root, { recursive: true });
  }
}, 20_000);
