import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

/** Reads SecureString parameters by one signed request; the SSM client would add 79 KB to each bundle for it.
 * @param names at most ten
 * @throws Error that names the parameters that are missing, or SSM's own error name */
export async function readParameters(
  names: readonly string[],
  region: string,
  env: NodeJS.ProcessEnv,
): Promise<Map<string, string>> {
  const endpoint = new URL(
    env.AWS_ENDPOINT_URL_SSM ?? env.AWS_ENDPOINT_URL ?? `https://ssm.${region}.${domainOf(region)}/`,
  );
  const body = JSON.stringify({ Names: names, WithDecryption: true });
  const signed = await signerFor(region, env).sign({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    ...(endpoint.port === '' ? {} : { port: Number(endpoint.port) }),
    path: '/',
    query: {},
    headers: {
      host: endpoint.host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameters',
    },
    body,
  });
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: signed.headers,
    body,
    signal: AbortSignal.timeout(5_000),
  });
  const answer = (await response.json()) as {
    Parameters?: { Name: string; Value: string }[];
    InvalidParameters?: string[];
    __type?: string;
  };
  if (!response.ok) throw new Error(`The secrets could not be read from SSM: ${answer.__type ?? response.status}`);
  if (answer.InvalidParameters?.length) throw new Error(`SSM has no parameter ${answer.InvalidParameters.join(', ')}`);
  return new Map((answer.Parameters ?? []).map(({ Name, Value }) => [Name, Value]));
}

function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

function signerFor(region: string, env: NodeJS.ProcessEnv): SignatureV4 {
  return new SignatureV4({
    service: 'ssm',
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
