import { randomUUID } from 'node:crypto';
import type { HttpRequest, HttpResponse } from '../../ports.ts';

/* The Query protocol of older services: a form comes, XML goes. */

/** The form of a request of this protocol; null for any other. */
export function readForm({ method, headers, body }: HttpRequest): URLSearchParams | null {
  if (method !== 'POST' || !headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return null;
  const form = new URLSearchParams(body.toString('utf8'));
  return form.has('Action') ? form : null;
}

export type Xml = string | number | { [name: string]: Xml | undefined } | Xml[];

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** XML 1.0 has no way to write most control characters: they are left out. */
const escaped = (text: string): string =>
  [...text]
    .filter((sign) => sign >= ' ' || '\t\n\r'.includes(sign))
    .map((sign) => ESCAPES[sign] ?? sign)
    .join('');

function toXml(value: Xml): string {
  if (Array.isArray(value)) return value.map((member) => `<member>${toXml(member)}</member>`).join('');
  if (typeof value !== 'object') return escaped(String(value));
  return Object.entries(value)
    .map(([name, member]) => (member === undefined ? '' : `<${name}>${toXml(member)}</${name}>`))
    .join('');
}

const response = (status: number, body: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': randomUUID() },
  body,
});

/** @param namespace of the service's XML */
export const queryAnswer = (namespace: string, action: string, result: Xml): HttpResponse =>
  response(
    200,
    `<${action}Response xmlns="${namespace}"><${action}Result>${toXml(result)}</${action}Result>${METADATA}</${action}Response>`,
  );

const METADATA = '<ResponseMetadata><RequestId>sandbox</RequestId></ResponseMetadata>';

export const queryError = (status: number, code: string, message: string): HttpResponse =>
  response(
    status,
    `<ErrorResponse><Error>${toXml({ Type: 'Sender', Code: code, Message: message })}</Error><RequestId>sandbox</RequestId></ErrorResponse>`,
  );
