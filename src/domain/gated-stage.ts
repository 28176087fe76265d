import type { Structure } from './progress.ts';

/** The stage that an approval lets an execution into: its own while actions of it come after, else the next.
 * @returns undefined when the definition does not have it, or nothing comes after */
export function gatedStage({ stages }: Structure, stage: string, action: string): string | undefined {
  const index = stages.findIndex(({ name }) => name === stage);
  const own = stages[index];
  const approval = own?.actions.find(({ name }) => name === action);
  if (!own || !approval) return undefined;
  const moreToCome = own.actions.some(({ runOrder }) => runOrder > approval.runOrder);
  return moreToCome ? own.name : stages[index + 1]?.name;
}
