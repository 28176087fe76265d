import { attribute, nameProperty, physicalId } from './physical-names.ts';
import type { Template } from './template.ts';

/** Where a stack would stand. */
export interface Place {
  accountId: string;
  region: string;
  stackName: string;
}

/** Replaces Ref, Fn::GetAtt, Fn::Sub, Fn::Join and Fn::Split in a value by what CloudFormation would put there.
 * @throws Error naming what it does not know: a template must never run here as something else than it is */
export function createResolver(template: Pick<Template, 'Resources'>, place: Place): (value: unknown) => unknown {
  const pseudo: Record<string, string> = {
    'AWS::AccountId': place.accountId,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::StackName': place.stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };

  function resource(logicalId: string) {
    const found = template.Resources[logicalId];
    if (!found) throw new Error(`The template refers to ${logicalId}, which it does not define`);
    const name = found.Properties[nameProperty(found.Type)];
    return { logicalId, type: found.Type, ...(name === undefined ? {} : { name: String(resolve(name)) }) };
  }

  const ref = (name: string) => pseudo[name] ?? physicalId(resource(name), place);
  const getAtt = (logicalId: string, name: string) => attribute(resource(logicalId), name, place);

  function sub(text: string, variables: Record<string, unknown> = {}): string {
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in variables) return String(resolve(variables[name]));
      const dot = name.indexOf('.');
      return dot < 0 ? ref(name) : getAtt(name.slice(0, dot), name.slice(dot + 1));
    });
  }

  function intrinsic(name: string, argument: unknown): unknown {
    if (name === 'Ref' && typeof argument === 'string') return ref(argument);
    if (name === 'Fn::GetAtt' && Array.isArray(argument)) return getAtt(String(argument[0]), String(argument[1]));
    if (name === 'Fn::Sub' && typeof argument === 'string') return sub(argument);
    if (name === 'Fn::Sub' && Array.isArray(argument)) return sub(String(argument[0]), asRecord(argument[1]));
    if (name === 'Fn::Join' && Array.isArray(argument)) {
      return asList(resolve(argument[1])).map(String).join(String(argument[0]));
    }
    if (name === 'Fn::Split' && Array.isArray(argument)) {
      return String(resolve(argument[1])).split(String(argument[0]));
    }
    throw new Error(`The sandbox does not know ${name} as the template uses it: ${JSON.stringify(argument)}`);
  }

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first && (first[0] === 'Ref' || first[0].startsWith('Fn::')))
      return intrinsic(...first);
    return Object.fromEntries(entries.map(([key, member]) => [key, resolve(member)]));
  }

  return resolve;
}

const asRecord = (value: unknown): Record<string, unknown> => ({ ...(typeof value === 'object' ? value : {}) });

function asList(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('Fn::Join of something that is not a list');
  return value;
}
