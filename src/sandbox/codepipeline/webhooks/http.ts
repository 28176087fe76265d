import type { HttpRequest, HttpResponse } from '../../ports.ts';
import type { Answer, Delivery } from '../machine/deliveries.ts';

/* Webhooks are plain HTTP: POST /_webhooks/<region>/trigger?t=<key>&v=1 */

const PATH = /^\/_webhooks\/([a-z0-9-]{1,30})\/trigger(?:\?(.*))?$/;

/** Whether a request is for a webhook and not for the API. */
export const isForWebhook = ({ url }: HttpRequest): boolean => url.startsWith('/_webhooks/');

/** @returns null when the request cannot be meant for any webhook */
export function readDelivery({ method, url, headers, body }: HttpRequest): (Delivery & { region: string }) | null {
  const [, region, query = ''] = PATH.exec(url) ?? [];
  const key = new URLSearchParams(query).get('t');
  if (method !== 'POST' || region === undefined || key === null) return null;
  // Everybody who reaches the sandbox is on this machine; who wants to be elsewhere says so as a proxy does.
  const sourceIp = headers['x-forwarded-for']?.split(',')[0]?.trim() ?? '127.0.0.1';
  return { region, key, headers, body: body.toString('utf8'), sourceIp };
}

export const webhookResponse = ({ status, executionId, message }: Answer): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message, ...(executionId !== undefined && { pipelineExecutionId: executionId }) }),
});

export const noSuchWebhook: HttpResponse = webhookResponse({ status: 404, message: 'There is no such webhook.' });
