import type { Answer } from '../answer.ts';
import type { LoadLookUps } from '../look-up-ports.ts';
import type { About } from '../reading.ts';

/** The conditions of a pipeline and what their rules said lately; for one that has none, which rules there would be. */
export async function rulesOf(
  { lookUps }: { readonly lookUps: LoadLookUps },
  about: About,
): Promise<Answer | undefined> {
  const look = await lookUps();
  const [outline, runs] = await Promise.all([look.outline(about.ref), look.ruleRuns(about.ref)]);
  if (!outline) return undefined;
  const stages = outline.stages.filter(({ conditions, onFailure }) => conditions.length > 0 || onFailure !== undefined);
  const types = stages.length > 0 ? [] : await look.ruleTypes(about.ref);
  return { kind: 'rules', ...about, stages, runs, types };
}
