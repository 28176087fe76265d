import type { PipelineDeclaration } from '../shapes.ts';
import type { Execution } from '../state.ts';

export type StartVariables =
  | { kind: 'complete'; variables: Execution['variables'] }
  | { kind: 'undeclared'; name: string }
  | { kind: 'missing'; name: string };

/** The pipeline variables of an execution: given value, else default. */
export function variablesFor(
  { variables: declared = [] }: PipelineDeclaration,
  given: readonly { name: string; value: string }[],
): StartVariables {
  const stray = given.find(({ name }) => !declared.some((variable) => variable.name === name));
  if (stray) return { kind: 'undeclared', name: stray.name };
  const variables: Execution['variables'] = [];
  for (const { name, defaultValue } of declared) {
    const value = given.findLast((variable) => variable.name === name)?.value ?? defaultValue;
    if (value === undefined) return { kind: 'missing', name };
    variables.push({ name, value });
  }
  return { kind: 'complete', variables };
}
