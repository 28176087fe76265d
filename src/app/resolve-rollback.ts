import type { Command } from '../domain/command.ts';
import type { StatusView } from './answer.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { answer, deed, type Resolved, refused, sameWord, unknownStage } from './resolved.ts';
import { rollbackChoice } from './rollback-choice.ts';

/** A rollback to an execution that is named; without one, those there are. */
export async function resolveRollback(
  reads: PipelineReads,
  { stage: typed, execution }: Extract<Command, { verb: 'rollback' }>,
  { ref, live, name = ref.pipeline }: StatusView,
): Promise<Resolved> {
  const stage = live.stages.find((one) => sameWord(one.name, typed));
  if (!stage) return unknownStage(typed);
  const { account, region, pipeline } = ref;
  const look = await rollbackChoice(reads, { account, region, pipeline, stage: stage.name }, execution);
  if (look.kind === 'refused') return refused(look.refusal);
  const { choice } = look;
  const [named, ...others] = choice.targets;
  if (execution === undefined || !named || others.length > 0) return answer({ kind: 'rollback_choice', choice, name });
  const target = { account, region, pipeline, executionId: choice.holder, stage: stage.name };
  return deed({ kind: 'rollback', target, to: named.execution.executionId });
}
