import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readStack } from '../../src/sandbox/aws/cloudformation.ts';

/** Absolute path of a file of the project. */
export const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const readJson = (path: string): unknown => JSON.parse(readFileSync(inProject(path), 'utf8'));

const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string(), z.array(z.string())]).transform((action) => [action].flat()),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});

const Packaged = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const Role = z.object({
  Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument: z.object({ Statement: z.array(Statement) }) })),
});

/** The template that a deployment would use, as the run's build packaged it. */
export const packagedTemplate = () => Packaged.parse(readJson('dist/sandbox/template.json'));

/** The same, as the sandbox reads it. */
export const packagedStack = () =>
  readStack(packagedTemplate(), { accountId: '123456789012', region: 'eu-west-1', stackName: 'signalbox-dev' });

/** What each function may do, by the name of its policy, which is the function's. */
export function packagedRights(): Record<string, z.infer<typeof Statement>[]> {
  const roles = Object.values(packagedTemplate().Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
  const policies = roles.flatMap(({ Properties }) => Role.parse(Properties).Policies);
  return Object.fromEntries(policies.map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument.Statement]));
}
