import { ControlError, type ScriptedFailure } from '../../ports.ts';
import { type Draft, editExecution, editPipeline } from './draft.ts';
import { scriptOf } from './push.ts';

/** Writes a failure for the next run of an action or a rule in an execution, as a rule the newest.
 * @throws ControlError with a text for people */
export function scriptFailure(
  draft: Draft,
  { pipeline: name, executionId, action, code, message }: ScriptedFailure,
): void {
  const found = draft.pipelines.get(name);
  if (!found) throw new ControlError(`No pipeline is called ${name} in ${draft.region}.`);
  const script = scriptOf(found, action);
  const id = executionId ?? found.open.at(-1) ?? [...found.executions.keys()].at(-1) ?? '';
  if (!found.executions.has(id)) throw new ControlError(`${name} has no execution ${id}.`);
  const own = message === undefined ? {} : { failure: { code: code ?? 'JobFailed', message } };
  editExecution(draft, editPipeline(draft, found), id).scripted.push({ ...script, ...own });
}
