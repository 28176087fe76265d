import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { createResolver } from '../../../src/sandbox/aws/resolve-intrinsics.ts';
import { inProject, packagedTemplate } from '../packaged.ts';

const PolicyDocument = z.looseObject({ Version: z.literal('2012-10-17'), Statement: z.array(z.looseObject({})) });
export type PolicyDocument = z.infer<typeof PolicyDocument>;

const RoleProperties = z.object({ Policies: z.array(z.object({ PolicyDocument })) });
const FunctionProperties = z.object({ Role: z.unknown() });

const HOME = { accountId: '123456789012', region: 'eu-west-1', stackName: 'signalbox-dev' };

/** The policies of each function, by its name, with everything filled in that the sandbox fills in. */
export function policiesOfFunctions(): Map<string, PolicyDocument[]> {
  const template = packagedTemplate();
  const resolve = createResolver(template, HOME);
  const roles = new Map(
    Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) =>
      Type === 'AWS::IAM::Role'
        ? [[String(resolve({ 'Fn::GetAtt': [id, 'Arn'] })), policiesIn(resolve(Properties))]]
        : [],
    ),
  );
  const definitions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  return new Map(
    definitions.map(({ Properties }) => {
      const name = String(resolve(Properties.FunctionName));
      return [name, roles.get(String(resolve(FunctionProperties.parse(Properties).Role))) ?? []];
    }),
  );
}

/** The policies of a role that a spoke account deploys. */
export function policiesOfSpoke(role: 'signalbox-read' | 'signalbox-operate', accountId: string): PolicyDocument[] {
  const { Resources } = z
    .object({
      Resources: z.record(z.string(), z.object({ Properties: z.looseObject({ RoleName: z.string().optional() }) })),
    })
    .parse(parse(readFileSync(inProject('infra/spoke.yml'), 'utf8')));
  const found = Object.values(Resources).find(({ Properties }) => Properties.RoleName === role);
  const { Policies } = z.object({ Policies: z.unknown() }).parse(found?.Properties);
  const filled: unknown = JSON.parse(
    JSON.stringify(Policies, (_key, value: unknown) => subOf(value) ?? value)
      .replaceAll(placeholder('AWS::Partition'), 'aws')
      .replaceAll(placeholder('AWS::AccountId'), accountId)
      .replaceAll(placeholder('Pipelines'), '*'),
  );
  return policiesIn({ Policies: filled });
}

const placeholder = (name: string) => `$\{${name}}`;

/** The text of `{Fn::Sub: …}`, for which only the plain form is used there. */
function subOf(value: unknown): string | undefined {
  const sub = z.object({ 'Fn::Sub': z.string() }).safeParse(value);
  return sub.success ? sub.data['Fn::Sub'] : undefined;
}

function policiesIn(properties: unknown): PolicyDocument[] {
  return RoleProperties.parse(properties).Policies.map((policy) => policy.PolicyDocument);
}
