import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommands } from '../../src/slack/commands/index.ts';
import { toWords } from '../../src/slack/commands/words.ts';
import { parseMetadata } from '../../src/slack/modal-metadata.ts';
import { parseReference, type Reference, toBlockId, toValue } from '../../src/slack/reference.ts';
import {
  aDoor,
  clickPayload,
  commandBody,
  payloadBody,
  signed,
  submissionPayload,
  TEAM,
} from '../contract/slack/signed-requests.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 }).map((value) => Buffer.from(value).toString('utf8'));
const some = text.filter((value) => value !== '');
const reference: fc.Arbitrary<Reference> = fc
  .record(
    { account: some, region: some, pipeline: some, executionId: some, stage: some, action: some, run: some },
    { requiredKeys: ['account', 'region', 'pipeline'] },
  )
  .map((value) => ({ ...value }));

describe('references', () => {
  it('come back as they went, whatever the names are', () => {
    fc.assert(
      fc.property(reference, (value) => {
        const written = toValue(value);
        if (written !== undefined) expect(parseReference(written)).toEqual({ ok: true, reference: value });
      }),
    );
  });

  it('of menus keep within 255 characters and say which pipeline they are about', () => {
    fc.assert(
      fc.property(reference, (value) => {
        const written = toBlockId(value);
        if (written === undefined) return;
        expect(written.length).toBeLessThanOrEqual(255);
        const parsed = parseReference(written);
        expect(parsed.ok && parsed.reference.pipeline).toBe(value.pipeline);
      }),
    );
  });

  it('and metadata that are none give a reason and never an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          text.map((value) => `1|${value}|||||||`),
        ),
        (junk) => {
          const [parsed, metadata] = [parseReference(junk), parseMetadata(junk)];
          if (!parsed.ok) expect(['not_ours', 'unknown_version']).toContain(parsed.reason);
          if (!metadata.ok) expect(['not_ours', 'unknown_version']).toContain(metadata.reason);
        },
      ),
    );
  });
});

describe('typed words', () => {
  it('lose nothing but quotes, spaces and Slack’s own markup', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9=.,;!?-]{1,9}$/), { maxLength: 9 }), (words) => {
        expect(toWords(words.join(' ')).map((word) => word.text)).toEqual(words);
      }),
    );
  });

  it('are understood or get a reason, whatever they are', () => {
    const { parse } = createCommands();
    const verbs = fc.constantFrom('approve', 'start', 'stop', 'retry', 'list', 'disable', 'help', 'x', '');
    fc.assert(
      fc.property(verbs, fc.string({ unit: 'binary', maxLength: 200 }), (verb, rest) => {
        expect(typeof parse(`${verb} ${rest}`).ok).toBe('boolean');
      }),
    );
  });
});

describe('the door to the internet', () => {
  const junk = fc.anything({ maxDepth: 3, withNullPrototype: false, withBigInt: false });
  const field = fc.tuple(
    fc.constantFrom(
      'type',
      'user',
      'team',
      'actions',
      'view',
      'channel',
      'container',
      'trigger_id',
      'response_url',
      'event',
      'command',
      'name',
      '__proto__',
      'is_enterprise_install',
      'enterprise',
      'authorizations',
    ),
    junk,
  );
  const twisted = fc
    .tuple(
      fc.constantFrom(
        clickPayload({ action_id: 'approval:approve', value: '1|1|eu-west-1|shop-web|e|s|a|r' }),
        submissionPayload({ callback_id: 'approval:reject', private_metadata: '{}' }),
        { type: 'event_callback', team_id: TEAM, event: { type: 'x' } },
      ),
      fc.array(field, { maxLength: 3 }),
    )
    .map(([payload, fields]) => ({ ...payload, ...Object.fromEntries(fields) }));
  const bodies = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json(),
    twisted.map((payload) => payloadBody(payload)),
    twisted.map((payload) => JSON.stringify(payload) ?? ''),
    fc.string({ unit: 'binary', maxLength: 100 }).map((typed) => commandBody(typed)),
    fc
      .tuple(fc.constantFrom('user_id', 'team_id', 'text', 'command', 'ssl_check'), text)
      .map(([key, value]) => commandBody('list', { [key]: value })),
  );
  const sent = fc.record(
    {
      base64: fc.boolean(),
      contentType: fc.constantFrom(
        'application/x-www-form-urlencoded',
        'application/json',
        'application/json; charset=utf-8',
        'text/plain',
        '',
      ),
      secret: fc.constantFrom('test-secret', 'test-secret', 'test-secret', 'forged'),
    },
    { requiredKeys: ['contentType'] },
  );

  it('answers every body with 2xx or 4xx, never fails, and does nothing for a forged one', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, sent, async (body, how) => {
        const { handler, enqueued, lines } = aDoor();
        const { statusCode = 500 } = await handler(signed(body, how));
        expect(statusCode === 200 || (statusCode >= 400 && statusCode < 500)).toBe(true);
        expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
        if (how.secret === 'forged')
          expect({ statusCode, enqueued }).toEqual({ statusCode: expect.any(Number), enqueued: [] });
      }),
      { numRuns: 800 },
    );
  });

  it('answers every event at all, even one that is none', async () => {
    const { handler } = aDoor();
    const template = signed('x');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('body', 'headers', 'requestContext', 'isBase64Encoded'), async (missing) => {
        const event = { ...template };
        delete (event as Partial<typeof template>)[missing];
        const { statusCode } = await handler(event);
        expect(statusCode).toBeGreaterThanOrEqual(400);
        expect(statusCode).toBeLessThan(500);
      }),
      { numRuns: 20 },
    );
  });
});
