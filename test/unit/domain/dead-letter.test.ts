import { describe, expect, it } from 'vitest';
import { describeLetter, withoutSecrets } from '../../../src/domain/dead-letter.ts';

const letter = (source: string, type: string, detail: object = {}) =>
  describeLetter(JSON.stringify({ source, 'detail-type': type, detail }));

describe('a dead letter', () => {
  it('of CodePipeline is told by its execution, and was meant for pipeline-events', () => {
    const detail = { pipeline: 'shop-web', 'execution-id': '3f2c91e0-1111-4222-8333-444444444444', state: 'FAILED' };
    expect(letter('aws.codepipeline', 'CodePipeline Pipeline Execution State Change', detail)).toEqual({
      what: 'CodePipeline Pipeline Execution State Change',
      about: ['pipeline shop-web', 'execution 3f2c91e0', 'state FAILED'],
      meantFor: 'pipeline-events',
    });
  });

  it('that is a request is told by who asked for what, never by what was typed or where the answer goes', () => {
    const operation = JSON.stringify({
      operationId: 'op-1',
      actor: { userId: 'U0BEN' },
      origin: { responseUrl: 'https://hooks.slack.example/1' },
      ask: { kind: 'words', text: 'start shop-web password=hunter2' },
      requestedAt: '2026-03-02T12:00:00.000Z',
    });
    expect(letter('signalbox', 'Signalbox Operation Requested', { v: 1, operation, seal: '00' })).toEqual({
      what: 'Signalbox Operation Requested',
      about: ['reference op-1', 'by U0BEN', 'deed words', 'asked 2026-03-02T12:00:00.000Z'],
      meantFor: 'operations',
    });
  });

  it.each([
    ['signalbox', 'Signalbox Operation Requested', { performer: 'changes' }, 'changes'],
    ['signalbox', 'Signalbox Sweep Wanted', {}, 'schedule'],
    ['signalbox', 'Signalbox Check Wanted', {}, 'operations'],
    ['signalbox', 'Signalbox Details Wanted', {}, 'details'],
    ['aws.events', 'Scheduled Event', {}, 'schedule'],
    ['signalbox', 'Signalbox Operation Performed', {}, undefined],
    ['somebody', 'Signalbox Operation Requested', {}, undefined],
    ['aws.codepipeline', 'Something new', {}, undefined],
  ])('from %s, “%s” with %j, was meant for %s', (source, type, detail, meantFor) => {
    expect(letter(source, type, detail).meantFor).toBe(meantFor);
  });

  it.each(['', 'no JSON', '[]', 'null', '{"detail-type": 3}'])(
    'of no form that is known is told as such: %j',
    (body) => {
      expect(describeLetter(body)).toEqual({ what: 'no event', about: [] });
    },
  );

  it('tells no address and no token, and nothing that a terminal would obey', () => {
    expect(withoutSecrets('see https://hooks.slack.example/1 with xoxb-1-2 and ASIAABCDEFGHIJKLMNOP\u001b[2J')).toBe(
      'see (address) with (token) and (token) [2J',
    );
  });
});
