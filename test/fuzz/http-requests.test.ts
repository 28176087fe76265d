import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Ask } from '../../src/domain/operation.ts';
import { ACTIONS } from '../../src/slack/actions/index.ts';
import { parseMetadata, toMetadata } from '../../src/slack/modal-metadata.ts';
import { pickedPipeline } from '../../src/slack/options/option-value.ts';
import { SUBMISSIONS } from '../../src/slack/submissions/index.ts';
import { START_FORM } from '../../src/slack/views/forms/ids.ts';
import { PIPELINE_OPTIONS } from '../../src/slack/views/modals/pick-pipeline.ts';
import { startFakeSlack } from '../contract/slack/fake-slack.ts';
import {
  aDoor,
  clickPayload,
  commandBody,
  NOW,
  payloadBody,
  SECRET,
  signed,
  submissionPayload,
} from '../contract/slack/signed-requests.ts';
import { throughTheBus } from '../contract/slack/through-the-bus.ts';

/** What the door may answer (README of infra: everything else is the answer of Lambda itself). */
const DOCUMENTED = [200, 400, 401, 403, 405, 413, 415];
const BOT_TOKEN = 'xoxb-test';
const HOOK = '/response/secret-hook';
const REFERENCE =
  '1|123456789012|eu-west-1|shop-web|4b1e07c2-1111-4222-8333-444444444444|Prod|Go-ahead|0123456789abcdef';

let slack: Awaited<ReturnType<typeof startFakeSlack>>;
beforeAll(async () => {
  slack = await startFakeSlack(() => ({ body: { ok: true, view: { id: 'V0FORM', hash: '1.abc' } } }));
});
beforeEach(() => void slack.calls.splice(0));
afterAll(() => slack.close());

const aDoorToSlack = (rest: Parameters<typeof aDoor>[0] = {}) => aDoor({ slackApiUrl: slack.apiUrl, ...rest });
const hook = () => ({ response_url: `${slack.origin}${HOOK}` });
const aClick = (action: object, rest: object = {}) => clickPayload({ ...action }, { ...hook(), ...rest });
const approve = () => payloadBody(aClick({ action_id: 'approval:approve', value: REFERENCE }));

const anything = fc.anything({ maxDepth: 3, withNullPrototype: false, withBigInt: false });
/** Everything that JSON can say, with the keys that have a meaning of their own in JavaScript. */
const json = fc
  .dictionary(fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'v'), fc.string()), fc.jsonValue())
  .map((value) => JSON.stringify(value));
const hostileText = fc.oneof(
  fc.constantFrom('', '\u202e', '\u0000', '\ud800', '__proto__', '1|words|', '2|a|b', `1|words|${'x'.repeat(12_000)}`),
  fc.string({ unit: 'binary', maxLength: 200 }),
  json,
  fc.integer({ min: 1, max: 40_000 }).map((length) => 'x'.repeat(length)),
  fc
    .tuple(fc.nat(7), fc.string({ unit: 'binary', maxLength: 300 }))
    .map(([field, text]) => REFERENCE.split('|').with(field, text).join('|')),
);

function noSecretIn(lines: unknown): void {
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${SECRET}|${BOT_TOKEN}|secret-hook`));
}

describe('an event of the function URL', () => {
  const twist = fc.tuple(
    fc.constantFrom(
      'body',
      'headers',
      'isBase64Encoded',
      'requestContext',
      'requestContext.http',
      'requestContext.http.method',
      'headers.content-type',
      'headers.x-slack-signature',
      'headers.x-slack-request-timestamp',
      'headers.X-Slack-Signature',
      'headers.__proto__',
      'rawPath',
      'version',
    ),
    fc.oneof(anything, fc.constantFrom(undefined, null, 'GET', 'HEAD', 'post', 'application/json', 'text/html', true)),
  );
  const bodies = fc.oneof(fc.constant('command=%2Fpipeline&text=list&user_id=U1&team_id=T0HOME'), fc.string(), json);

  it('is answered with a documented status, however it is twisted, and so is what is no event at all', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), fc.array(twist, { maxLength: 3 }), anything, async (...drawn) => {
        const [body, base64, twists, junk] = drawn;
        const { handler, lines } = aDoorToSlack();
        const event = twists.reduce(twisted, structuredClone(signed(body, { base64 })) as object);

        for (const each of [event, junk]) expect(DOCUMENTED).toContain((await handler(each)).statusCode);

        expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
        noSecretIn(lines);
      }),
      { numRuns: 1_500 },
    );
  });

  it('puts nothing on the bus when one byte, the time or the signature is not what Slack signed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('body', 'timestamp', 'signature'),
        fc.nat(),
        fc.integer({ min: 33, max: 126 }),
        async (what, at, code) => {
          const event = signed(approve());
          const name = { timestamp: 'x-slack-request-timestamp', signature: 'x-slack-signature' };
          const known = what === 'body' ? (event.body ?? '') : (event.headers[name[what]] ?? '');
          const index = at % known.length;
          const changed = known.slice(0, index) + String.fromCharCode(code) + known.slice(index + 1);
          fc.pre(changed !== known);
          const headers = what === 'body' ? event.headers : { ...event.headers, [name[what]]: changed };
          const { handler, enqueued } = aDoorToSlack();

          const { statusCode, body } = await handler({
            ...event,
            headers,
            body: what === 'body' ? changed : event.body,
          });

          expect({ statusCode, body, enqueued }).toEqual({ statusCode: 401, body: '', enqueued: [] });
        },
      ),
      { numRuns: 300 },
    );
    expect(slack.calls).toEqual([]);
  });

  it('is taken within five minutes of its signature, as often as it comes as one and the same operation, and never else', async () => {
    const moments = fc.array(
      fc.oneof(
        fc.integer({ min: -310_000, max: 310_000 }),
        fc.constantFrom(-300_001, -300_000, 300_000, 300_001),
        fc.integer(),
      ),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(moments, async (offsets) => {
        let now = NOW;
        const { handler, enqueued } = aDoorToSlack({ now: () => now });
        const event = signed(approve());
        for (const offset of offsets) {
          now = NOW + offset;
          const before = enqueued.length;
          const inTime = Math.abs(offset) <= 300_000;
          expect((await handler(event)).statusCode).toBe(inTime ? 200 : 401);
          expect(enqueued.length - before).toBe(inTime ? 1 : 0);
        }
        for (const request of enqueued) expect(request).toEqual(enqueued[0]);
      }),
      { numRuns: 300 },
    );
    expect(slack.calls).toEqual([]);
  });

  it('may be nested as deep as a request is long', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const form = { callback_id: 'approval:reject', private_metadata: '{}' };
    const typed = { values: { comment: { comment: { value: 'x', more: '@' } } } };
    const payloads = [
      aClick({ action_id: 'approval:approve', value: REFERENCE, more: '@' }),
      aClick({ action_id: 'approval:approve', value: '@' }),
      aClick({}, { message: '@', user: '@' }),
      submissionPayload({ ...form, state: typed }),
      submissionPayload({ ...form, state: { values: '@' } }),
      { type: 'event_callback', event: '@' },
    ];
    for (const payload of payloads) {
      const { handler } = aDoorToSlack();
      const body = JSON.stringify(payload).replace('"@"', deep);
      expect(DOCUMENTED).toContain((await handler(signed(body, { contentType: 'application/json' }))).statusCode);
    }
  });
});

function twisted(event: object, [path, value]: [string, unknown]): object {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...event, [name]: value };
  const inner: unknown = Reflect.get(event, name);
  if (typeof inner !== 'object' || inner === null) return event;
  return { ...event, [name]: twisted(inner, [rest.join('.'), value]) };
}

/** Forms that are about what is picked in them. */
const PICKS: readonly string[] = SUBMISSIONS.flatMap((listener) => ('pick' in listener ? listener.callbackId : []));

const Picked = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

function pickedIn(given: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  const { value, selected_option: option } = Picked.parse(given[PIPELINE_OPTIONS]?.[PIPELINE_OPTIONS]);
  return pickedPipeline(value ?? option?.value ?? '');
}

/** What a request is about, whatever it asks. */
function targetIn(ask: Ask): unknown {
  if (ask.kind === 'deed') return ask.deed.target;
  if (ask.kind === 'form' || ask.kind === 'draft') return ask.wish.target;
  return ask.kind === 'actions' ? ask.of : ask;
}

const isOfPipeline = (callbackId: string) => callbackId === START_FORM || callbackId.startsWith('definition:');

/** The pipeline and the execution that a form was opened for. A start and a definition are about no execution, wherever they were asked for. */
function targetOf(metadata: string, callbackId: string) {
  const parsed = parseMetadata(metadata);
  if (!parsed.ok) throw new Error('A form that names nothing led to a deed');
  const { pipeline, executionId } = parsed.reference;
  return { pipeline, ...(executionId === undefined || isOfPipeline(callbackId) ? {} : { executionId }) };
}

describe('a click or a form that was signed', () => {
  const actions = fc.constantFrom(...ACTIONS.map(({ actionId }) => actionId), 'constructor', '', 'approval:approve ');
  /** The browser follows them; the request that Slack sends besides asks for nothing. */
  const LINKS = ['console', 'log', 'logs'];
  const known = ACTIONS.flatMap((listener) => listener.options ?? []).filter((option) => !LINKS.includes(option));
  const options = fc.constantFrom(...known, 'stop:a1', '__proto__');
  const carried = fc.oneof(fc.constant(REFERENCE), hostileText, hostileText);

  it('with any value, block_id and option asks for what the other side of the bus can read, or is told in private', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(actions, options, carried, carried, async (action_id, option, value, block_id) => {
        const { handler, enqueued, lines } = aDoorToSlack();
        const before = slack.calls.length;
        const click = aClick({ action_id, block_id, value, selected_option: { value: option } });

        const { statusCode } = await handler(signed(payloadBody(click)));

        if (statusCode === 413) return;
        expect(statusCode).toBe(200);
        const answers = slack.calls.slice(before).filter(({ path }) => path === HOOK || path.endsWith('views.open'));
        // A form that is opened empty asks for what goes into it, and what is looked up is awaited in a modal that stands open.
        const deeds = enqueued.filter(({ ask }) => ask.kind !== 'form' && ask.kind !== 'actions');
        expect(deeds.length + answers.length, 'one deed, one form, or one answer').toBe(1);
        for (const request of enqueued) expect(throughTheBus(request)).toEqual(request);
        noSecretIn(lines);
        asked += enqueued.length;
      }),
      { numRuns: 600 },
    );
    expect(asked).toBeGreaterThan(20);
  });

  it('with any private_metadata and any state asks for what can be read, or says why not, and never acts on another', async () => {
    const callbacks = fc.constantFrom(...SUBMISSIONS.map(({ callbackId }) => callbackId), '__proto__');
    const metadata = fc.oneof(
      hostileText,
      hostileText.map((text) => toMetadata(text, {})),
      fc.constant(toMetadata(REFERENCE, {})),
    );
    const ids = fc.constantFrom(...SUBMISSIONS.flatMap(({ inputs }) => inputs), '__proto__', 'constructor');
    const input = fc.oneof(
      fc.record({ value: hostileText }, { requiredKeys: [] }),
      fc.record({ selected_option: fc.record({ value: hostileText }) }),
      fc.jsonValue(),
    );
    const values = fc.dictionary(ids, fc.dictionary(ids, input));
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(callbacks, metadata, values, async (callback_id, private_metadata, given) => {
        const { handler, enqueued, lines } = aDoorToSlack();
        const form = submissionPayload({ callback_id, private_metadata, state: { values: given } });

        const { statusCode = 0, body = '' } = await handler(signed(payloadBody(form)));

        expect([200, 400, 413]).toContain(statusCode);
        expect(enqueued.length).toBeLessThanOrEqual(statusCode === 200 ? 1 : 0);
        if (statusCode === 200 && enqueued.length === 0) expect(body).toMatch(/nothing was|too long/);
        for (const request of enqueued) {
          expect(throughTheBus(request)).toEqual(request);
          const named = PICKS.includes(callback_id) ? pickedIn(given) : targetOf(private_metadata, callback_id);
          expect(targetIn(request.ask)).toMatchObject(named ?? {});
        }
        noSecretIn(lines);
        asked += enqueued.length;
      }),
      { numRuns: 600 },
    );
    // Most forms are torn to pieces; some must get through, or nothing was tried.
    expect(asked).toBeGreaterThan(3);
  });

  it('of any words asks for what can be read, or is answered at once', async () => {
    const words = fc.tuple(fc.constantFrom('status', 'start', 'approve', 'constructor', ''), hostileText);
    await fc.assert(
      fc.asyncProperty(words, async ([verb, rest]) => {
        const { handler, enqueued } = aDoorToSlack();
        const { statusCode, body } = await handler(signed(commandBody(`${verb} ${rest}`)));
        if (statusCode === 413) return;
        expect(statusCode).toBe(200);
        expect(enqueued.length === 1).toBe(body === '');
        for (const request of enqueued) expect(throughTheBus(request)).toEqual(request);
      }),
      { numRuns: 300 },
    );
  });
});
