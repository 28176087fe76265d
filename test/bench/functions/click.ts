import { randomUUID } from 'node:crypto';
import { toUrlEvent } from '../../../src/sandbox/aws/function-url.ts';
import { SIGNING_SECRET } from '../../../src/sandbox/people.ts';
import { signatureOf } from '../../../src/sandbox/slack/outgoing/sign.ts';
import { toValue } from '../../../src/slack/reference.ts';
import { APPROVE } from '../../../src/slack/views/approval.ts';
import { asForm, clickPayload } from '../../support/signed-request.ts';
import { HOME, REGION } from '../load/railway.ts';

/** A signed click on Approve as the function URL hands it over; each is a click of its own. */
export function aClick(now = Date.now()): object {
  const value = toValue({
    account: HOME,
    region: REGION,
    pipeline: 'shop-web',
    executionId: randomUUID(),
    stage: 'Approve',
    action: 'Go-ahead',
    run: '0123456789abcdef',
  });
  const body = asForm(clickPayload({ user: 'U0BEN', ts: '1767225600.000100', action_id: APPROVE, value: value ?? '' }));
  const timestamp = String(Math.floor(now / 1000));
  const headers = {
    host: 'signalbox.example',
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(SIGNING_SECRET, timestamp, body),
  };
  const request = { method: 'POST', url: '/_url/slack-requests', headers, body: Buffer.from(body) };
  return toUrlEvent(request, { now, requestId: randomUUID(), name: 'slack-requests' });
}
