import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/app/answer.ts';
import type { AuditRecord } from '../../../../src/domain/audit.ts';
import { OperationId, UserId } from '../../../../src/domain/ids.ts';
import { drawAnswer } from '../../../../src/slack/views/answers/index.ts';
import { aRecord, aRequested } from '../../../support/audit.ts';
import { at, SHOP } from '../../../support/builders.ts';
import { expectSlackTakes, textsOf } from '../support/slack-takes.ts';

type AuditAnswer = Extract<Answer, { kind: 'audit' }>;

const SOMEBODY = UserId('U0GONE');

const draw = (more: Partial<AuditAnswer> = {}) =>
  drawAnswer(
    { kind: 'audit', records: [aRecord()], more: false, unreadable: 0, since: at(-3600), file: 'sent', ...more },
    OperationId('op'),
  );
const said = (more?: Partial<AuditAnswer>) => textsOf(draw(more)).join('\n');
const line = (record: AuditRecord) => said({ records: [record] });

describe('the answer to /pipeline audit', () => {
  it('tells when, who, what, how it ended and by which rule', () => {
    expect(said()).toContain('Ben Okafor approved Approve/Go-ahead of *shop-web* · done · rule 1');
    expect(said()).toContain('1 request.');
    expect(said()).toContain('All of it is in a file in your direct messages.');
  });

  it.each<[string, AuditRecord, string]>([
    ['a vote', aRecord({ outcome: { kind: 'voted', verdict: 'approved', have: 1, need: 2 } }), '· counted, 1 of 2 ·'],
    [
      'a refusal',
      aRecord({ rules: [], outcome: { kind: 'refused', refusal: { reason: 'own_change', role: 'author', by: [] } } }),
      'Ben Okafor asked to approve Approve/Go-ahead of *shop-web* · refused: own change',
    ],
    [
      'a failure',
      aRecord({ outcome: { kind: 'failed', code: 'Throttling', advice: 'limit' } }),
      '· failed: Throttling',
    ],
    ['a lost answer', aRecord({ outcome: { kind: 'unknown' } }), '· the answer was lost'],
    ['a request without an end', aRequested(), 'asked to approve Approve/Go-ahead of *shop-web* · not ended'],
    ['several rules', aRecord({ rules: [1, 4] }), '· rules 1, 4'],
    ['Signalbox itself', aRecord({ actor: { service: 'schedule' } }), 'Signalbox approved'],
    ['somebody whom Slack did not know', aRecord({ actor: { userId: SOMEBODY } }), 'U0GONE approved'],
  ])('says it in words: %s', (_, record, words) => {
    expect(line(record)).toContain(words);
  });

  it('shows what was typed and led to nothing as words, whatever they are', () => {
    const { deed: _none, ...record } = aRecord({ words: 'statr *shop* <!channel>' });
    expect(line(record)).toContain('typed “');
    expect(line(record)).not.toContain('<!channel>');
  });

  it('shows who read the audit', () => {
    const { deed: _none, ...record } = aRecord({ read: { since: at(0), pipeline: 'shop-web' } });
    expect(line(record)).toContain('read the audit of shop-web');
  });

  it('fits into a message whatever there is, and says how many more there are', () => {
    const long = aRecord({ deed: { kind: 'start', target: { ...SHOP, pipeline: 'p'.repeat(100) }, variables: {} } });
    const drawing = draw({ records: Array.from({ length: 5_000 }, () => long), more: true, unreadable: 3 });

    expectSlackTakes(drawing);
    const words = textsOf(drawing).join('\n');
    expect(words).toContain('5000 requests');
    expect(words).toContain('and 4970 more.');
    expect(words).toContain('There are older ones');
    expect(words).toContain('3 lines were written by another version');
  });

  it('says when there is nothing, and when the file was not taken', () => {
    expect(said({ records: [], file: 'empty' })).toContain('nothing was asked for.');
    expect(said({ file: 'not_sent' })).toContain('files:write');
  });

  it('reminds that reading is written down', () => {
    expect(said()).toContain('Who reads the audit is written down too.');
  });
});
