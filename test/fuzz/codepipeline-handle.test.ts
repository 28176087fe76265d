import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATION_NAMES, operationModel, shapeNamed } from '../../src/sandbox/codepipeline/model.ts';
import { operationNamed } from '../../src/sandbox/codepipeline/operations/index.ts';
import { ACCOUNT, aPipeline, aWorkbench, REGION, type Workbench } from '../unit/sandbox/codepipeline/workbench.ts';

const TIME = { interruptAfterTimeLimit: 3_000, markInterruptAsFailure: false } as const;
const COMMON = ['ValidationException', 'SerializationException', 'UnknownOperationException'];

/** Stands for an execution id or an approval's token that is good when the request is sent. */
const EXECUTION = '33333333-aaaa-4bbb-8ccc-444444444444';
const TOKEN = '77777777-aaaa-4bbb-8ccc-888888888888';

/** Words that mean something to the pipeline that is there, by the shape they fit. */
const WORDS: Record<string, readonly string[]> = {
  PipelineName: ['shop-web'],
  StageName: ['Source', 'Build', 'Prod', 'constructor'],
  ActionName: ['App', 'Compile', 'Go-ahead', 'Ship', '__proto__'],
  PipelineExecutionId: [EXECUTION],
  ApprovalToken: [TOKEN],
  ResourceArn: [`arn:aws:codepipeline:${REGION}:${ACCOUNT}:shop-web`],
  RoleArn: [`arn:aws:iam::${ACCOUNT}:role/p`],
  DisabledReason: ['end-of-quarter freeze'],
};

/** Values of a shape of the model: nearly all within its constraints, some not. */
function ofShape(name: string, depth = 0): fc.Arbitrary<unknown> {
  const shape = shapeNamed(name);
  const wild = { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) };
  if (depth > 7) return wild.arbitrary;
  const fair = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 60, arbitrary }, wild);
  switch (shape.type) {
    case 'structure': {
      const members: [string, fc.Arbitrary<unknown>][] = Object.entries(shape.members ?? {}).map(
        ([member, memberShape]) => [member, ofShape(memberShape, depth + 1)],
      );
      const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(members);
      return fair(fc.record(model, { requiredKeys: shape.required ?? [] }));
    }
    case 'list':
      return fair(fc.array(ofShape(shape.member ?? 'String', depth + 1), { minLength: shape.min ?? 0, maxLength: 3 }));
    case 'map':
      return fair(
        fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), ofShape(shape.value ?? 'String', depth + 1), {
          maxKeys: 3,
        }),
      );
    case 'integer':
      return fair(fc.integer({ min: shape.min ?? 0, max: 100 }));
    case 'boolean':
      return fair(fc.boolean());
    case 'string': {
      const known = shape.enum ?? WORDS[name];
      return fair(known ? fc.constantFrom(...known) : fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/));
    }
    default:
      return fair(fc.double({ min: 0, max: 2e9, noNaN: true }));
  }
}

/** Sends a request and holds the answer to what the operation declares.
 * @returns its status */
function sent(workbench: Workbench, operation: string, text: string): number {
  const { status, body } = workbench.send(`CodePipeline_20150709.${operation}`, text);
  expect(status).toBeLessThan(500);
  const declared = [...COMMON, ...(operationModel(operation)?.errors ?? [])];
  // UpdatePipeline of a missing pipeline: choices.ts.
  if (operation === 'UpdatePipeline') declared.push('ResourceNotFoundException');
  if (status !== 200) expect(declared).toContain(JSON.parse(String(body)).__type);
  return status;
}

function withPipeline(workbench: Workbench): { execution: string; token: string } {
  if (workbench.service.yard().length === 0) workbench.call('CreatePipeline', { pipeline: aPipeline() });
  const { stageStates } = workbench.call<{
    stageStates: { actionStates: { latestExecution?: { token?: string } }[] }[];
  }>('GetPipelineState', { name: 'shop-web' });
  const [yard] = workbench.service.yard();
  return {
    execution: yard?.stages[2]?.executionId ?? yard?.latest?.executionId ?? EXECUTION,
    token: stageStates[2]?.actionStates[0]?.latestExecution?.token ?? TOKEN,
  };
}

describe('the wire, whatever is sent', () => {
  it('inputs of every operation, nearly right: an answer or a declared error, never a fault of the server', () => {
    const workbench = aWorkbench();
    const accepted = new Set<string>();
    const names = [
      ...OPERATION_NAMES,
      ...OPERATION_NAMES.filter((name) => operationNamed(name)),
      ...OPERATION_NAMES.filter((name) => operationNamed(name)),
    ];
    const requests = fc
      .constantFrom(...names)
      .chain((operation) => ofShape(operationModel(operation)?.input ?? '').map((input) => ({ operation, input })));
    fc.assert(
      fc.property(requests, fc.constantFrom(0, 500, 20_000), ({ operation, input }, ms) => {
        const { execution, token } = withPipeline(workbench);
        const text = JSON.stringify(input).replaceAll(EXECUTION, execution).replaceAll(TOKEN, token);
        if (sent(workbench, operation, text) === 200) accepted.add(operation);
        workbench.clock.advance(ms);
      }),
      { numRuns: 3_000, ...TIME },
    );
    // The fuzz is worth something only while most of it gets past the door.
    expect(accepted.size).toBeGreaterThan(5);
  }, 20_000);

  it('definitions of which any one part was replaced or left out', () => {
    const workbench = aWorkbench({ speed: 100 });
    const paths = pathsOf(aPipeline());
    const part = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('Source', 'SourceOut', 'App', 'V1', 'PARALLEL', 7),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        part,
        fc.constantFrom('CreatePipeline', 'UpdatePipeline'),
        (path, value, operation) => {
          sent(workbench, operation, JSON.stringify({ pipeline: replaced(aPipeline(), path, value) }));
          workbench.clock.advance(1_000);
        },
      ),
      { numRuns: 3_000, ...TIME },
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
      { numRuns: 3_000, ...TIME },
    );
  }, 20_000);
});

type Path = (string | number)[];

/** The way to every value inside a JSON value. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    pathsOf(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [path, ...inner] : inner;
}

/** @param part undefined leaves the value out */
function replaced(value: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part;
  if (Array.isArray(value))
    return value.map((member, index) => (index === key ? replaced(member, rest, part) : member));
  const members = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    members.map(([name, member]) => [name, name === key ? replaced(member, rest, part) : member]),
  );
}
