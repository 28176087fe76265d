import type { YardPipeline } from '../../ports.ts';

/** Where a breaking commit should fail: the first Build or Test action, else the first that works at all after the source.
 * @returns `Stage/Action`, or null when nothing of this pipeline could fail */
export function breakingAction(pipeline: Pick<YardPipeline, 'stages'>): string | null {
  const actions = pipeline.stages.flatMap((stage) => stage.actions.map((action) => ({ stage: stage.name, ...action })));
  const chosen =
    actions.find(({ category }) => category === 'Build' || category === 'Test') ??
    actions.find(({ category }) => category !== 'Source' && category !== 'Approval');
  return chosen ? `${chosen.stage}/${chosen.name}` : null;
}
