import type { Execution } from './execution.ts';
import { type Observation, toSubject } from './execution-event.ts';
import type { ExecutionId, PipelineRef } from './ids.ts';
import { approvalNames } from './place.ts';
import { coversPipeline, type Policy } from './policy.ts';
import type { Structure } from './progress.ts';
import { approvalRuling } from './rules.ts';

/** The execution that was good in a stage last. */
export interface LastGood {
  readonly executionId: ExecutionId;
  /** ISO; when the stage succeeded. The latest success is what runs there, whichever execution was started first */
  readonly at: string;
}

/** The stages whose last success has to be known: those that an approval lets an execution into, where the rule asks whose change it is.
 * @param structure undefined: nobody could read it
 * @returns `all` when that leaves open which stages those are */
export function stagesToRemember(
  policy: Policy,
  ref: PipelineRef,
  structure: Structure | undefined,
): ReadonlySet<string> | 'all' {
  if (!policy.rules.some((rule) => rule.approve?.notOwnChange && coversPipeline(rule, ref))) return NONE;
  if (!structure) return 'all';
  const approvals = structure.stages.flatMap(({ name: stage, actions }) =>
    actions.flatMap(({ name, category }) => (category === 'Approval' ? [approvalNames(structure, stage, name)] : [])),
  );
  const asked = approvals.filter((names) => approvalRuling(policy, ref, names)?.grant.notOwnChange);
  return new Set(asked.flatMap((names) => names?.at(-1) ?? []));
}

const NONE: ReadonlySet<string> = new Set();

/** When an execution became good in a stage. A stage that was skipped has succeeded without an action of its own: it runs what it ran.
 * @returns undefined when it is not good there, or nobody told so: a success that others only imply is not taken for one */
export function goodSince({ latest, stagesOnly }: Execution, stage: string): string | undefined {
  let newest: { readonly begun: string; readonly seen: Observation } | undefined;
  let acted = stagesOnly ?? false;
  for (const [key, seen] of Object.entries(latest)) {
    const subject = toSubject(key);
    if (subject === undefined || subject.kind === 'pipeline' || subject.stage !== stage) continue;
    if (subject.kind === 'action') acted ||= seen.state === 'succeeded';
    else if (!newest || subject.begun > newest.begun) newest = { begun: subject.begun, seen };
  }
  return acted && newest?.seen.state === 'succeeded' ? newest.seen.at : undefined;
}
