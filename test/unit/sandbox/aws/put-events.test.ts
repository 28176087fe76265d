import { describe, expect, it } from 'vitest';
import { putEvents } from '../../../../src/sandbox/aws/put-events.ts';
import type { BusEvent } from '../../../../src/sandbox/ports.ts';

const NOW = Date.parse('2026-03-02T09:15:27.900Z');

function put(...entries: object[]) {
  const taken: { bus: string; event: BusEvent }[] = [];
  const bus = {
    has: (name: string) => ['default', 'signalbox-dev'].includes(name),
    put: (name: string, event: BusEvent) => taken.push({ bus: name, event }),
    newest: () => [],
  };
  const place = { accountId: '123456789012', region: 'eu-west-1' };
  const { status, body } = putEvents({ Entries: entries }, { bus, now: () => NOW, newId: () => 'id-1', ...place });
  return { status, answer: JSON.parse(body.toString()), taken };
}

const ENTRY = { Source: 'signalbox', DetailType: 'Signalbox Operation Requested', Detail: '{"kind":"start"}' };

describe('PutEvents', () => {
  it('puts the event on the bus that is named, with the envelope that EventBridge gives', () => {
    const { status, answer, taken } = put({ ...ENTRY, EventBusName: 'signalbox-dev' });

    expect(status).toBe(200);
    expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: 'id-1' }] });
    expect(taken).toEqual([
      {
        bus: 'signalbox-dev',
        event: {
          version: '0',
          id: 'id-1',
          'detail-type': 'Signalbox Operation Requested',
          source: 'signalbox',
          account: '123456789012',
          time: '2026-03-02T09:15:27Z',
          region: 'eu-west-1',
          resources: [],
          detail: { kind: 'start' },
        },
      },
    ]);
  });

  it('knows a bus by its ARN too', () => {
    const { taken } = put({ ...ENTRY, EventBusName: 'arn:aws:events:eu-west-1:123456789012:event-bus/signalbox-dev' });

    expect(taken.map(({ bus }) => bus)).toEqual(['signalbox-dev']);
  });

  it('keeps the time that the sender gives', () => {
    const { taken } = put({ ...ENTRY, Time: Date.parse('2026-01-01T00:00:00Z') / 1000 });

    expect(taken[0]?.event.time).toBe('2026-01-01T00:00:00Z');
  });

  it('takes recorded events of CodePipeline, but of no other service', () => {
    const { answer, taken } = put({ ...ENTRY, Source: 'aws.codepipeline' }, { ...ENTRY, Source: 'aws.s3' });

    expect(answer.FailedEntryCount).toBe(1);
    expect(answer.Entries[1].ErrorCode).toBe('NotAuthorizedForSourceException');
    expect(taken).toHaveLength(1);
  });

  it.each([
    ['no detail', { ...ENTRY, Detail: undefined }, 'InvalidArgument'],
    ['a detail that is not JSON', { ...ENTRY, Detail: '{' }, 'MalformedDetail'],
    ['a detail that is a list', { ...ENTRY, Detail: '[]' }, 'MalformedDetail'],
    ['a bus that does not exist', { ...ENTRY, EventBusName: 'nowhere' }, 'InvalidArgument'],
  ])('refuses one entry for %s and takes the next', (_why, bad, code) => {
    const { status, answer, taken } = put(bad, ENTRY);

    expect(status).toBe(200);
    expect(answer.FailedEntryCount).toBe(1);
    expect(answer.Entries[0].ErrorCode).toBe(code);
    expect(taken).toHaveLength(1);
  });

  it('refuses more than ten entries, none, and more than 256 KB, all of them', () => {
    const large = { ...ENTRY, Detail: JSON.stringify({ text: 'x'.repeat(130 * 1024) }) };

    for (const { status, answer, taken } of [put(...Array(11).fill(ENTRY)), put(), put(large, large)]) {
      expect(status).toBe(400);
      expect(answer.__type).toBe('ValidationException');
      expect(taken).toEqual([]);
    }
  });
});
