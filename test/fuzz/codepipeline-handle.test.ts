import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATION_NAMES, operationModel, shapeNamed } from '../../src/sandbox/codepipeline/model.ts';
import {
  ACCOUNT,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  REGION,
  type Workbench,
} from '../unit/sandbox/codepipeline/workbench.ts';

/** Inputs of each kind; there are five kinds. */
const RUNS = 4_500;
const LIMIT_MS = 60_000;
let inputs = 0;

const COMMON = ['ValidationException', 'SerializationException', 'UnknownOperationException'];

/** Stands for an execution id or an approval's token that is good when the request is sent. */
const EXECUTION = '33333333-aaaa-4bbb-8ccc-444444444444';
const TOKEN = '77777777-aaaa-4bbb-8ccc-888888888888';
const JOB = '55555555-aaaa-4bbb-8ccc-666666666666';
const PARTNER_JOB = '55555555-aaaa-4bbb-8ccc-777777777777';
const NONCE = '4711471147';

/** Words that mean something to the pipeline that is there, by the shape they fit. */
const WORDS: Record<string, readonly string[]> = {
  PipelineName: ['shop-web'],
  StageName: ['Source', 'Build', 'Prod', 'constructor'],
  ActionName: ['App', 'Compile', 'Go-ahead', 'Ship', '__proto__'],
  PipelineExecutionId: [EXECUTION],
  ApprovalToken: [TOKEN],
  ResourceArn: ['shop-web', 'webhook:pushes', 'actiontype:Custom/Test/Lab/1'].map(
    (resource) => `arn:aws:codepipeline:${REGION}:${ACCOUNT}:${resource}`,
  ),
  JobId: [JOB],
  ThirdPartyJobId: [PARTNER_JOB],
  Nonce: [NONCE],
  ClientToken: ['sandbox-client-token'],
  ActionProvider: ['Lab', 'SandboxPartner', 'CodeBuild'],
  Version: ['1'],
  ActionConfigurationKey: ['Bench'],
  ActionConfigurationQueryableValue: ['b1'],
  ActionTypeOwner: ['AWS', 'ThirdParty'],
  WebhookName: ['pushes'],
  JsonPath: ['$.ref', '$..id', "$['a'][*]"],
  WebhookAuthConfigurationAllowedIPRange: ['10.0.0.0/8', '::/0'],
  RuleProvider: ['VariableCheck', 'DeploymentWindow', 'CloudWatchAlarm', 'LambdaInvoke', 'Commands', 'CodeBuild'],
  RoleArn: [`arn:aws:iam::${ACCOUNT}:role/p`],
  DisabledReason: ['end-of-quarter freeze'],
};

/** Made once: it is dear to make. */
const WORD = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);

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
      return fair(known ? fc.constantFrom(...known) : WORD);
    }
    default:
      return fair(fc.double({ min: 0, max: 2e9, noNaN: true }));
  }
}

/** Sends a request and holds the answer to what the operation declares.
 * @returns its status */
function sent(workbench: Workbench, operation: string, text: string): number {
  inputs += 1;
  const { status, body } = workbench.send(`CodePipeline_20150709.${operation}`, text);
  expect(status).toBeLessThan(500);
  const declared = [...COMMON, ...(operationModel(operation)?.errors ?? [])];
  // UpdatePipeline of a missing pipeline: choices.ts.
  if (operation === 'UpdatePipeline') declared.push('ResourceNotFoundException');
  if (operation === 'CreateCustomActionType') declared.push('ActionTypeAlreadyExistsException');
  if (status !== 200) expect(declared).toContain(JSON.parse(String(body)).__type);
  return status;
}

const LAB = { category: 'Test', owner: 'Custom', provider: 'Lab', version: '1' } as const;
const PARTNER = { category: 'Test', owner: 'ThirdParty', provider: 'SandboxPartner', version: '1' } as const;

/** A job that waits, and the nonce that claims it. */
function openJob(workbench: Workbench): { job: string; nonce: string } {
  const text = (operation: string, input: object) =>
    String(workbench.send(`CodePipeline_20150709.${operation}`, JSON.stringify(input)).body);
  const { jobs = [] } = JSON.parse(text('PollForJobs', { actionTypeId: LAB })) as {
    jobs?: { id: string; nonce: string }[];
  };
  return { job: jobs[0]?.id ?? JOB, nonce: jobs[0]?.nonce ?? NONCE };
}

function partnerJob(workbench: Workbench): string {
  const { jobs } = workbench.call<{ jobs: { jobId: string }[] }>('PollForThirdPartyJobs', { actionTypeId: PARTNER });
  return jobs[0]?.jobId ?? PARTNER_JOB;
}

/** `shop-web` with the stages that the words above name, `lab` with work for job workers, a webhook, a custom type. */
function withPipeline(workbench: Workbench): { execution: string; token: string } {
  const there = workbench.service.yard().map(({ name }) => name);
  if (!there.includes('shop-web')) workbench.call('CreatePipeline', { pipeline: aPipeline() });
  const counts = { minimumCount: 0, maximumCount: 1 };
  const type = { ...LAB, inputArtifactDetails: counts, outputArtifactDetails: counts };
  workbench.send('CodePipeline_20150709.CreateCustomActionType', JSON.stringify(type));
  const labour = [LAB, PARTNER].map((actionTypeId, index) => ({ name: `Work${index}`, actionTypeId }));
  const lab = aPipeline({
    name: 'lab',
    executionMode: 'PARALLEL',
    stages: [aStage('Source', aSource()), aStage('Work', ...labour)],
  });
  if (!there.includes('lab')) workbench.send('CodePipeline_20150709.CreatePipeline', JSON.stringify({ pipeline: lab }));
  // Now and then more work, for some of it ends.
  if (inputs % 25 === 0)
    workbench.send('CodePipeline_20150709.StartPipelineExecution', JSON.stringify({ name: 'lab' }));
  const { stageStates } = workbench.call<{
    stageStates: { actionStates: { latestExecution?: { token?: string } }[] }[];
  }>('GetPipelineState', { name: 'shop-web' });
  const shop = workbench.service.yard().find(({ name }) => name === 'shop-web');
  return {
    execution: shop?.stages[2]?.executionId ?? shop?.latest?.executionId ?? EXECUTION,
    token: stageStates[2]?.actionStates[0]?.latestExecution?.token ?? TOKEN,
  };
}

describe('the wire, whatever is sent', () => {
  it(
    'inputs of every operation, nearly right: an answer or a declared error, never a fault of the server',
    () => {
      const workbench = aWorkbench();
      const accepted = new Set<string>();
      const requests = fc
        .constantFrom(...OPERATION_NAMES)
        .chain((operation) => ofShape(operationModel(operation)?.input ?? '').map((input) => ({ operation, input })));
      fc.assert(
        fc.property(requests, fc.constantFrom(0, 500, 20_000), ({ operation, input }, ms) => {
          const { execution, token } = withPipeline(workbench);
          let text = JSON.stringify(input).replaceAll(EXECUTION, execution).replaceAll(TOKEN, token);
          if (text.includes(JOB)) {
            const { job, nonce } = openJob(workbench);
            text = text.replaceAll(JOB, job).replaceAll(NONCE, nonce);
          }
          if (text.includes(PARTNER_JOB)) text = text.replaceAll(PARTNER_JOB, partnerJob(workbench));
          if (sent(workbench, operation, text) === 200) accepted.add(operation);
          workbench.clock.advance(ms);
        }),
        { numRuns: RUNS },
      );
      // The fuzz is worth something only while most of it gets past the door.
      expect(accepted.size).toBeGreaterThan(25);
    },
    LIMIT_MS,
  );

  it(
    'definitions of which any one part was replaced or left out',
    () => {
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
        { numRuns: RUNS },
      );
    },
    LIMIT_MS,
  );

  it(
    'bytes and targets of any kind',
    () => {
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
          inputs += 1;
          const { status } = workbench.service.handle(request, REGION);
          expect(status).toBeGreaterThanOrEqual(200);
          expect(status).toBeLessThan(500);
        }),
        { numRuns: RUNS },
      );
    },
    LIMIT_MS,
  );
});

describe('the wire, whatever is sent to it otherwise', () => {
  it(
    'webhooks: any payload, any signature, any address, any URL',
    () => {
      const workbench = aWorkbench({ speed: 100 });
      workbench.call('CreatePipeline', { pipeline: aPipeline() });
      const urls = [{ SecretToken: 'hush' }, { AllowedIPRange: '10.0.0.0/8' }, {}].map(
        (authenticationConfiguration, index) => {
          const authentication = ['GITHUB_HMAC', 'IP', 'UNAUTHENTICATED'][index];
          const common = { targetPipeline: 'shop-web', targetAction: 'App', filters: [{ jsonPath: '$..id' }] };
          const webhook = { name: `hook-${index}`, ...common, authentication, authenticationConfiguration };
          const made = workbench.call<{ webhook: { url: string } }>('PutWebhook', { webhook });
          return new URL(made.webhook.url).pathname + new URL(made.webhook.url).search;
        },
      );
      const url = fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...urls) },
        fc.string().map((text) => `/_webhooks/${text}`),
      );
      const body = fc.oneof(
        fc.json().map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
        fc.constantFrom('{"id":1}', '{"head_commit":{"id":{},"author":[]},"id":0}').map((text) => Buffer.from(text)),
      );
      const header = fc.oneof(fc.string(), fc.constantFrom('sha1=', '10.1.2.3', '::1', 'sha256=00'));
      let started = 0;
      fc.assert(
        fc.property(url, body, header, header, (path, bytes, signature, address) => {
          inputs += 1;
          const headers = { 'x-hub-signature': signature, 'x-forwarded-for': address };
          const answer = workbench.service.handle({ method: 'POST', url: path, headers, body: bytes }, REGION);
          expect([200, 400, 403, 404]).toContain(answer.status);
          if (String(answer.body).includes('pipelineExecutionId')) started += 1;
          workbench.clock.advance(10_000);
        }),
        { numRuns: RUNS },
      );
      expect(started).toBeGreaterThan(10);
    },
    LIMIT_MS,
  );

  it(
    'strings of any length in any member',
    () => {
      const workbench = aWorkbench();
      const call = fc.constantFrom(...OPERATION_NAMES).chain((operation) => {
        const members = Object.keys(shapeNamed(operationModel(operation)?.input ?? '').members ?? { none: '' });
        return fc.record({
          operation: fc.constant(operation),
          member: fc.constantFrom(...members),
          length: fc.nat(12),
        });
      });
      fc.assert(
        fc.property(
          call,
          fc.constantFrom('x', '(', '#{a.b}', '\u0000', '{"a":', '𝕏'),
          ({ operation, member, length }, unit) => {
            const text = unit.repeat(4 ** length % 30_011);
            sent(
              workbench,
              operation,
              JSON.stringify({ [member]: length % 2 === 0 ? text : [{ name: text, [member]: text }] }),
            );
          },
        ),
        { numRuns: RUNS },
      );
    },
    LIMIT_MS,
  );

  it('makes more than 20,000 inputs in all', () => {
    expect(inputs).toBeGreaterThan(20_000);
  });
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
