import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATION_NAMES, operationModel, shapeNamed } from '../../src/sandbox/codepipeline/model.ts';
import { aPipeline, aWorkbench, REGION } from '../unit/sandbox/codepipeline/workbench.ts';

const TIME = { interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false } as const;
const COMMON = [
  'ValidationException',
  'SerializationException',
  'UnknownOperationException',
  'ResourceNotFoundException',
];

/** Values of a shape of the model, most of them within its constraints, some not. */
function ofShape(name: string, depth = 0): fc.Arbitrary<unknown> {
  const shape = shapeNamed(name);
  const wild = { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) };
  if (depth > 7) return wild.arbitrary;
  const fair = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 15, arbitrary }, wild);
  switch (shape.type) {
    case 'structure': {
      const members: [string, fc.Arbitrary<unknown>][] = Object.entries(shape.members ?? {}).map(
        ([member, memberShape]) => [member, ofShape(memberShape, depth + 1)],
      );
      const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(members);
      return fair(fc.record(model, { requiredKeys: shape.required ?? [] }));
    }
    case 'list':
      return fair(fc.array(ofShape(shape.member ?? 'String', depth + 1), { maxLength: 3 }));
    case 'map':
      return fair(
        fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), ofShape(shape.value ?? 'String', depth + 1), {
          maxKeys: 3,
        }),
      );
    case 'integer':
      return fair(fc.integer({ min: -1, max: 120 }));
    case 'boolean':
      return fair(fc.boolean());
    case 'string':
      return fair(
        shape.enum ? fc.constantFrom(...shape.enum) : fc.oneof(fc.constantFrom(...KNOWN), fc.string({ maxLength: 12 })),
      );
    default:
      return fair(fc.double({ min: 0, max: 2e9, noNaN: true }));
  }
}

/** Words that mean something to the pipeline that is there. */
const KNOWN = [
  'shop-web',
  'Source',
  'Build',
  'Prod',
  'App',
  'Compile',
  'Go-ahead',
  '__proto__',
  'constructor',
  '33333333-aaaa-4bbb-8ccc-444444444444',
  'eu-west-1',
  'arn:aws:iam::123456789012:role/p',
  'arn:aws:codepipeline:eu-west-1:123456789012:shop-web',
  'SourceOut',
  '1',
  '',
];

describe('the wire, whatever is sent', () => {
  it('inputs of every operation, nearly right: an answer or a declared error, never a fault of the server', () => {
    const workbench = aWorkbench();
    workbench.call('CreatePipeline', { pipeline: aPipeline() });
    const requests = fc
      .constantFrom(...OPERATION_NAMES)
      .chain((operation) => ofShape(operationModel(operation)?.input ?? '').map((input) => ({ operation, input })));
    fc.assert(
      fc.property(requests, ({ operation, input }) => {
        const { status, body } = workbench.send(`CodePipeline_20150709.${operation}`, JSON.stringify(input) ?? '');
        expect(status).toBeLessThan(500);
        if (status !== 200)
          expect([...COMMON, ...(operationModel(operation)?.errors ?? [])]).toContain(JSON.parse(String(body)).__type);
        workbench.clock.advance(500);
      }),
      { numRuns: 4_000, ...TIME },
    );
  }, 20_000);

  it('bytes and targets of any kind', () => {
    const workbench = aWorkbench();
    const target = fc.oneof(
      fc.string(),
      fc.constantFrom(...OPERATION_NAMES).map((name) => `CodePipeline_20150709.${name}`),
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(target, body, fc.constantFrom('POST', 'GET', 'PUT', ''), (name, bytes, method) => {
        const request = { method, url: '/', headers: { 'x-amz-target': name, authorization: name }, body: bytes };
        const { status } = workbench.service.handle(request, REGION);
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 4_000, ...TIME },
    );
  }, 20_000);
});
