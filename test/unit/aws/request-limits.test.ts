import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetPipelineStateCommand } from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAccountClients } from '../../../src/aws/account-clients.ts';
import { onlyHome } from '../../support/served.ts';

let server: Server;
let arrived: Promise<void>;

/** It takes every request and answers none. */
beforeEach(async () => {
  server = createServer();
  arrived = new Promise((resolve) => server.once('request', () => resolve()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

it('a call of CodePipeline that is not answered ends after five seconds, not with the function', async () => {
  const served = onlyHome();
  const noSessions = { credentials: async () => expect.unreachable('home needs no role') };
  const clientFor = createAccountClients(served, noSessions).as('operate', 'U0BEN');
  const call = clientFor(served.home).send(new GetPipelineStateCommand({ name: 'shop-web' }));
  const ended = vi.fn();
  call.catch(ended);
  await arrived;

  vi.advanceTimersByTime(4_900);
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).not.toHaveBeenCalled();

  vi.advanceTimersByTime(1_000);
  await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
});
