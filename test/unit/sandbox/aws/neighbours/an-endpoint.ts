import { randomUUID } from 'node:crypto';
import { createDeadLetters, type DeadLetters } from '../../../../../src/sandbox/aws/dead-letters.ts';
import { createEndpoint, type Endpoint } from '../../../../../src/sandbox/aws/endpoint.ts';
import { createDeliveredLogs, type DeliveredLogs } from '../../../../../src/sandbox/aws/neighbours/delivered-logs.ts';
import { createQueue } from '../../../../../src/sandbox/aws/neighbours/queue.ts';
import type { HttpResponse } from '../../../../../src/sandbox/ports.ts';
import { createRequestLog } from '../../../../../src/sandbox/request-log.ts';
import { ACCOUNT, aWorkbench, REGION, type Workbench } from '../../codepipeline/workbench.ts';

/** As `Fn::GetAtt` tells it; rules leave the `:*` out. */
export const AUDIT_LOG = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/events/audit:*`;

const never = (): never => {
  throw new Error('nobody should call this');
};

export interface AnEndpoint extends Workbench {
  endpoint: Endpoint;
  deliveredLogs: DeliveredLogs;
  /** JSON of an operation, `CodeBuild_20161006.BatchGetBuilds` */
  json(target: string, input: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  /** XML of an operation of the Query protocol */
  /** of the queue `dead-letters` */
  letters: DeadLetters;
  query(form: Record<string, string>, accessKey?: string): Promise<{ status: number; body: string }>;
}

const signed = (key: string) =>
  `AWS4-HMAC-SHA256 Credential=${key}/20260302/${REGION}/x/aws4_request, SignedHeaders=host, Signature=0`;

/** The AWS endpoint with a CodePipeline behind it and nothing else. */
export function anEndpoint(stack: Partial<Parameters<typeof createEndpoint>[0]['stack']> = {}): AnEndpoint {
  const workbench = aWorkbench();
  const { service, clock } = workbench;
  const deliveredLogs = createDeliveredLogs([{ name: '/aws/events/audit', arn: AUDIT_LOG }], {
    now: clock.now,
    newId: () => 'stream',
  });
  const letters = createDeadLetters(clock.now, randomUUID);
  const endpoint = createEndpoint({
    codepipeline: service,
    dynamodb: { handle: never, nextDueAt: never, stop: never },
    bus: { has: never, put: never, newest: never },
    invoker: { request: never, send: never, kill: never, stop: never },
    deliveredLogs,
    queue: createQueue(['dead-letters'], letters),
    stack: { name: 'stack', outputs: [], functions: [], rules: [], schedules: [], ...stack },
    origin: 'http://127.0.0.1:4566',
    parameters: {},
    accountId: ACCOUNT,
    homeRegion: REGION,
    now: clock.now,
    newId: () => 'id',
    log: createRequestLog(),
    fateOf: () => ({ kind: 'answered' }),
  });
  const send = (headers: Record<string, string>, body: string): Promise<HttpResponse> =>
    endpoint.handle({ method: 'POST', url: '/', headers, body: Buffer.from(body) });
  return {
    ...workbench,
    endpoint,
    deliveredLogs,
    letters,
    async json(target, input) {
      const headers = { 'x-amz-target': target, authorization: signed('AKIDTESTER') };
      const { status, body } = await send(headers, JSON.stringify(input));
      return { status, body: JSON.parse(String(body)) };
    },
    async query(form, accessKey = 'AKIDTESTER') {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        authorization: signed(accessKey),
      };
      const { status, body } = await send(headers, new URLSearchParams(form).toString());
      return { status, body: String(body) };
    },
  };
}
