import type { Execution, Script } from '../state.ts';

/** Takes the failure that somebody has written for this action or rule. It counts once: the retry after it succeeds. */
export function takeScript(execution: Execution, stage: string, name: string): Script | undefined {
  const script = execution.scripted.find((other) => other.stage === stage && other.action === name);
  if (script) execution.scripted = execution.scripted.filter((other) => other !== script);
  return script;
}
