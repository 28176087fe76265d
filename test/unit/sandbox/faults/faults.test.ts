import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Faults } from '../../../../src/sandbox/faults/faults.ts';

describe('what /control/faults takes', () => {
  it.each([
    [{}],
    [{ duplicateEvents: true }],
    [{ duplicateEvents: { every: 2 } }],
    [{ shuffleEvents: { seed: -3, windowMs: 60_000 } }],
    [{ dropEvents: { every: 3 } }],
    [{ dropEvents: { ids: ['a'] } }],
    [{ delayEvents: { ms: 600_000 } }],
    [{ slack: [{ method: 'chat.postMessage', status: 429, retryAfter: 1, every: 2 }, { timeoutBefore: true }] }],
    [{ aws: [{ operation: 'dynamodb:UpdateItem', timeoutAfter: true }] }],
    [{ crash: [{ function: 'pipeline-events', afterCall: 1, times: 3 }] }],
  ])('is %j, and it comes out as it went in', (faults) => {
    expect(Faults.parse(faults)).toEqual(faults);
  });

  it('is one fault of a kind or a list of them', () => {
    const crash = { function: 'operations', afterCall: 2 };

    expect(Faults.parse({ crash })).toEqual({ crash: [crash] });
  });

  it.each([
    [{ dropEvent: { every: 1 } }, /Unrecognized key: "dropEvent"/],
    [{ duplicateEvents: 2 }, /is true, or \{every: n\}.*duplicateEvents/s],
    [{ dropEvents: { every: 2, ids: ['a'] } }, /is \{every: n\}, or \{ids.*dropEvents/s],
    [{ dropEvents: { every: 0 } }, /dropEvents/],
    [{ shuffleEvents: { windowMs: 5 } }, /shuffleEvents\.seed/],
    [{ delayEvents: { ms: 0.5 } }, /delayEvents\.ms/],
    [{ slack: {} }, /names either a status .*slack\[0\]/s],
    [{ slack: { status: 429, timeoutAfter: true } }, /names either a status/],
    [{ slack: { timeoutBefore: true, timeoutAfter: true } }, /names either a status/],
    [{ slack: { status: 200 } }, /below 400 names an error/],
    [{ slack: { error: 'is_archived', retryAfter: 3 } }, /retryAfter with a status/],
    [{ aws: { error: 'ThrottlingException' } }, /aws\[0\]\.operation/],
    [{ aws: { operation: 'start pipeline', error: 'X' } }, /service:Operation/],
    [{ aws: { operation: 'ListPipelines', error: 'throttled' } }, /such as ThrottlingException/],
    [{ crash: { function: 'operations', afterCall: 0 } }, /crash\[0\]\.afterCall/],
    [{ crash: [] }, /crash/],
  ])('is not %j, and the answer says why', (faults, reason) => {
    const { error } = Faults.safeParse(faults);

    expect(error && z.prettifyError(error)).toMatch(reason);
  });
});
