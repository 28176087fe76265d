import * as z from 'zod/mini';
import type { Definition } from '../domain/definition/definition.ts';

/** PipelineDeclaration of CodePipeline's service model. Strict: the client would silently drop a member that it does not know. */

const text = z.string();
const texts = z.optional(z.array(text));
const number = z.exactOptional(z.int());
const values = z.optional(z.record(text, text));
const names = z.optional(z.array(z.strictObject({ name: text })));

const Store = z.strictObject({
  type: z.literal('S3'),
  location: text,
  encryptionKey: z.optional(z.strictObject({ id: text, type: z.literal('KMS') })),
});

const Rule = z.strictObject({
  name: text,
  ruleTypeId: z.strictObject({
    category: z.literal('Rule'),
    owner: z.optional(z.literal('AWS')),
    provider: text,
    version: z.optional(text),
  }),
  configuration: values,
  commands: texts,
  inputArtifacts: names,
  roleArn: z.optional(text),
  region: z.optional(text),
  timeoutInMinutes: number,
});
const Result = z.optional(z.enum(['ROLLBACK', 'FAIL', 'RETRY', 'SKIP']));
const Conditions = z.array(z.strictObject({ result: Result, rules: z.optional(z.array(Rule)) }));

const Action = z.strictObject({
  name: text,
  actionTypeId: z.strictObject({
    category: z.enum(['Source', 'Build', 'Deploy', 'Test', 'Invoke', 'Approval', 'Compute']),
    owner: z.enum(['AWS', 'ThirdParty', 'Custom']),
    provider: text,
    version: text,
  }),
  runOrder: number,
  configuration: values,
  commands: texts,
  outputArtifacts: z.optional(z.array(z.strictObject({ name: text, files: texts }))),
  inputArtifacts: names,
  outputVariables: texts,
  roleArn: z.optional(text),
  region: z.optional(text),
  namespace: z.optional(text),
  timeoutInMinutes: number,
  environmentVariables: z.optional(
    z.array(z.strictObject({ name: text, value: text, type: z.optional(z.enum(['PLAINTEXT', 'SECRETS_MANAGER'])) })),
  ),
});

const Stage = z.strictObject({
  name: text,
  blockers: z.optional(z.array(z.strictObject({ name: text, type: z.literal('Schedule') }))),
  actions: z.array(Action),
  onFailure: z.optional(
    z.strictObject({
      result: Result,
      retryConfiguration: z.optional(
        z.strictObject({ retryMode: z.optional(z.enum(['FAILED_ACTIONS', 'ALL_ACTIONS'])) }),
      ),
      conditions: z.optional(Conditions),
    }),
  ),
  onSuccess: z.optional(z.strictObject({ conditions: Conditions })),
  beforeEntry: z.optional(z.strictObject({ conditions: Conditions })),
});

const criteria = z.optional(z.strictObject({ includes: texts, excludes: texts }));
const Trigger = z.strictObject({
  providerType: z.literal('CodeStarSourceConnection'),
  gitConfiguration: z.strictObject({
    sourceActionName: text,
    push: z.optional(z.array(z.strictObject({ tags: criteria, branches: criteria, filePaths: criteria }))),
    pullRequest: z.optional(
      z.array(
        z.strictObject({
          events: z.optional(z.array(z.enum(['OPEN', 'UPDATED', 'CLOSED']))),
          branches: criteria,
          filePaths: criteria,
        }),
      ),
    ),
  }),
});

const Declaration = z.strictObject({
  name: text,
  roleArn: text,
  artifactStore: z.optional(Store),
  artifactStores: z.optional(z.record(text, Store)),
  stages: z.array(Stage),
  version: number,
  executionMode: z.optional(z.enum(['QUEUED', 'SUPERSEDED', 'PARALLEL'])),
  pipelineType: z.optional(z.enum(['V1', 'V2'])),
  variables: z.optional(
    z.array(z.strictObject({ name: text, defaultValue: z.optional(text), description: z.optional(text) })),
  ),
  triggers: z.optional(z.array(Trigger)),
});

/** As the AWS CLI prints it: with what CodePipeline knows besides. */
const Printed = z.object({ pipeline: z.unknown() });

export type ReadDefinition =
  | { readonly ok: true; readonly definition: Definition }
  /** a clause that goes on after "it is no definition:" */
  | { readonly ok: false; readonly why: string };

const PROBLEMS_NAMED = 3;

/** Reads a definition that somebody wrote: the declaration, or the whole answer of `aws codepipeline get-pipeline`. */
export function readDefinition(json: string): ReadDefinition {
  const value = parse(json);
  if (value === undefined) return { ok: false, why: 'it is not JSON' };
  const printed = Printed.safeParse(value);
  return toDefinition(printed.success ? printed.data.pipeline : value);
}

/** @param value in CodePipeline's form, from anywhere */
export function toDefinition(value: unknown): ReadDefinition {
  const parsed = Declaration.safeParse(value);
  if (parsed.success) return { ok: true, definition: parsed.data };
  const problems = parsed.error.issues.slice(0, PROBLEMS_NAMED).map(problemWords);
  return { ok: false, why: problems.join('; ') };
}

/** `stages.2.actions.0 has no member runorder` */
function problemWords(issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? 'the definition' : issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${where} has no member ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return `${where} has to be there, of type ${issue.expected}`;
    case 'invalid_value':
      return `${where} has to be ${issue.values.join(' or ')}`;
    default:
      return `${where} is not what CodePipeline takes`;
  }
}

/** What the client takes.
 * @throws Error for a definition that came past `toDefinition` */
export function toDeclaration(definition: Definition): z.infer<typeof Declaration> {
  return Declaration.parse(definition);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
