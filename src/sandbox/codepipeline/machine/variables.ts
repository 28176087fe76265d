import type { Configuration } from '../shapes.ts';
import type { Execution, Pipeline } from '../state.ts';
import { actionOf, declarationOf } from './pipeline-views.ts';

const REFERENCE = /#\{([A-Za-z0-9@\-_]+)\.([A-Za-z0-9@\-_]+)\}/g;

export type Resolved = { kind: 'resolved'; configuration: Configuration } | { kind: 'missing'; reference: string };

/** Replaces `#{namespace.variable}` in the configuration of an action or a rule by what the execution knows when the action starts. */
export function resolveConfiguration(
  pipeline: Pipeline,
  execution: Execution,
  declared: { configuration?: Configuration },
): Resolved {
  let missing: string | undefined;
  const resolved = Object.entries(declared.configuration ?? {}).map(([key, text]): [string, string] => [
    key,
    text.replaceAll(REFERENCE, (reference: string, namespace: string, name: string) => {
      const value = lookUp(pipeline, execution, namespace, name);
      if (value === undefined) missing ??= reference;
      return value ?? reference;
    }),
  ]);
  return missing === undefined
    ? { kind: 'resolved', configuration: Object.fromEntries(resolved) }
    : { kind: 'missing', reference: missing };
}

function lookUp(pipeline: Pipeline, execution: Execution, namespace: string, name: string): string | undefined {
  if (namespace === 'codepipeline') return name === 'PipelineExecutionId' ? execution.id : undefined;
  if (namespace === 'variables') return execution.variables.find((variable) => variable.name === name)?.value;
  const declaration = declarationOf(pipeline, execution);
  const run = execution.runs.findLast(
    ({ stage, action, status }) =>
      status === 'Succeeded' && actionOf(declaration, stage, action)?.namespace === namespace,
  );
  const variables =
    run?.variables ?? execution.inherited.namespaces.findLast((known) => known.namespace === namespace)?.variables;
  return variables && Object.hasOwn(variables, name) ? variables[name] : undefined;
}
