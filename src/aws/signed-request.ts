import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

const TIMEOUT_MS = 5_000;

export interface SignedCall {
  readonly service: string;
  readonly endpointVariable: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SignedAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

/** One call of an AWS service in its JSON 1.1 form, for a function that makes no other call of it: a client of its own would add tens of
 * kilobytes to the bundle.
 * @param target as in `x-amz-target`: `AmazonSSM.GetParameters`
 * @returns the answer's body, and whether the service took it
 * @throws when the service cannot be reached within five seconds */
export async function callService(
  { service, endpointVariable, target }: { service: string; endpointVariable: string; target: string },
  input: object,
  region: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly ok: boolean; readonly status: number; readonly body: unknown }> {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  const call = { service, endpointVariable, headers, body: JSON.stringify(input) };
  const { ok, status, text } = await callSigned(call, region, env);
  return { ok, status, body: JSON.parse(text) };
}

/** One POST, signed with the function's own credentials.
 * @throws when the service cannot be reached within five seconds */
export async function callSigned(
  { service, endpointVariable, headers, body }: SignedCall,
  region: string,
  env: NodeJS.ProcessEnv,
): Promise<SignedAnswer> {
  const endpoint = new URL(
    env[endpointVariable] ?? env.AWS_ENDPOINT_URL ?? `https://${service}.${region}.${domainOf(region)}/`,
  );
  const signed = await signerFor(service, region, env).sign({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    ...(endpoint.port === '' ? {} : { port: Number(endpoint.port) }),
    path: '/',
    query: {},
    headers: { host: endpoint.host, ...headers },
    body,
  });
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: signed.headers,
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { ok: response.ok, status: response.status, text: await response.text() };
}

function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

function signerFor(service: string, region: string, env: NodeJS.ProcessEnv): SignatureV4 {
  return new SignatureV4({
    service,
    region,
    sha256: Sha256,
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
      ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
    },
  });
}

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** Node's own hash in the shape that the signer asks for. */
class Sha256 {
  readonly #hash;

  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBuffer(secret));
  }

  update(data: Bytes): void {
    this.#hash.update(toBuffer(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('A hash is used once');
  }
}

function toBuffer(data: Bytes): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
