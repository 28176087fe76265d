import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookDefinition } from '../shapes.ts';
import { isInRange } from './source-address.ts';

export interface Call {
  /** lower-case names */
  headers: Readonly<Record<string, string>>;
  body: string;
  sourceIp: string;
}

function isSigned({ headers, body }: Call, secret: string): boolean {
  const [algorithm, header] =
    headers['x-hub-signature-256'] === undefined ? ['sha1', 'x-hub-signature'] : ['sha256', 'x-hub-signature-256'];
  const given = Buffer.from(headers[header] ?? '');
  const right = Buffer.from(`${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Whether a call of a webhook's URL comes from whom the webhook expects. */
export function isAuthentic(
  { authentication, authenticationConfiguration: { SecretToken, AllowedIPRange } }: WebhookDefinition,
  call: Call,
): boolean {
  switch (authentication) {
    case 'GITHUB_HMAC':
      return SecretToken !== undefined && isSigned(call, SecretToken);
    case 'IP':
      return AllowedIPRange !== undefined && isInRange(call.sourceIp, AllowedIPRange);
    case 'UNAUTHENTICATED':
      return true;
  }
}
