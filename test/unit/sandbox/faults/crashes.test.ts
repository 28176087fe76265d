import { describe, expect, it } from 'vitest';
import { CALL_TAG } from '../../../../src/sandbox/faults/call-tag.ts';
import { createCrashes } from '../../../../src/sandbox/faults/crashes.ts';
import type { CrashFault } from '../../../../src/sandbox/faults/faults.ts';
import { NO_ANSWER } from '../../../../src/sandbox/http/no-answer.ts';
import type { HttpResponse } from '../../../../src/sandbox/ports.ts';

const OK: HttpResponse = { status: 200, headers: {}, body: 'ok' };

function aWorld(...faults: CrashFault[]) {
  let crashed = 0;
  const crashes = createCrashes(() => crashed++);
  crashes.plan(faults);
  const killed: string[] = [];
  const served: string[] = [];
  const serve = crashes.before(async ({ url }) => {
    served.push(url);
    return OK;
  });
  return {
    crashes,
    killed,
    served,
    crashed: () => crashed,
    begin: (requestId: string, delivery = 1, functionName = 'pipeline-events') =>
      crashes.began({ requestId, functionName, delivery, kill: () => killed.push(requestId) }),
    call: (requestId: string | undefined, url: string) =>
      serve({
        method: 'POST',
        url,
        headers: requestId === undefined ? {} : { [CALL_TAG]: requestId },
        body: Buffer.alloc(0),
      }),
  };
}

describe('a handler that crashes after its n-th call', () => {
  it('dies once that call has had its effect, and never hears of it', async () => {
    const { begin, call, served, killed, crashed } = aWorld({ function: 'pipeline-events', afterCall: 2 });
    begin('r1');

    expect(await call('r1', '/1')).toBe(OK);
    expect(killed).toEqual([]);
    expect(await call('r1', '/2')).toBe(NO_ANSWER);

    expect({ served, killed, crashed: crashed() }).toEqual({ served: ['/1', '/2'], killed: ['r1'], crashed: 1 });
  });

  it('does nothing any more, even with calls that were on their way', async () => {
    const { begin, call, served, killed } = aWorld({ function: 'pipeline-events', afterCall: 1 });
    begin('r1');

    const answers = await Promise.all([call('r1', '/1'), call('r1', '/2')]);

    expect(answers).toEqual([NO_ANSWER, NO_ANSWER]);
    expect(served).toEqual(['/1']);
    expect(killed).toEqual(['r1']);
    expect(await call('r1', '/3')).toBe(NO_ANSWER);
  });

  it('counts the calls of each invocation by themselves, and those of nobody not at all', async () => {
    const { begin, call, killed } = aWorld({ function: 'pipeline-events', afterCall: 2 });
    begin('r1');
    begin('r2');

    for (const requestId of ['r1', undefined, 'r2', undefined]) expect(await call(requestId, '/')).toBe(OK);

    expect(killed).toEqual([]);
  });

  it('does so at the first delivery of an event only, unless it is to do so more often', async () => {
    const once = aWorld({ function: 'pipeline-events', afterCall: 1 });
    once.begin('again', 2);
    expect(await once.call('again', '/')).toBe(OK);

    const twice = aWorld({ function: 'pipeline-events', afterCall: 1, times: 2 });
    twice.begin('again', 2);
    expect(await twice.call('again', '/')).toBe(NO_ANSWER);
    twice.begin('and again', 3);
    expect(await twice.call('and again', '/')).toBe(OK);
  });

  it('leaves other functions alone, and ends when no crash is planned any more', async () => {
    const { crashes, begin, call } = aWorld({ function: 'pipeline-events', afterCall: 1 });
    begin('other', 1, 'operations');
    expect(await call('other', '/')).toBe(OK);

    crashes.plan([]);
    begin('later');
    expect(await call('later', '/')).toBe(OK);
  });

  it('is not killed when it has ended before that call had its effect: its environment may be at another event', async () => {
    const crashes = createCrashes(() => {});
    crashes.plan([{ function: 'pipeline-events', afterCall: 1 }]);
    const killed: string[] = [];
    const ended = crashes.began({
      requestId: 'r1',
      functionName: 'pipeline-events',
      delivery: 1,
      kill: () => killed.push('r1'),
    });
    const serve = crashes.before(async () => {
      ended();
      return OK;
    });

    await serve({ method: 'GET', url: '/', headers: { [CALL_TAG]: 'r1' }, body: Buffer.alloc(0) });

    expect(killed).toEqual([]);
  });
});
