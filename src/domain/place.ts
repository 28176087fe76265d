import { gatedStage } from './gated-stage.ts';
import type { Deed, Refusal, TransitionTarget } from './operation.ts';
import type { Place } from './permissions.ts';
import type { StageNames } from './policy.ts';
import type { Structure, StructureStage } from './progress.ts';

/** A freeze and a subscription are about many pipelines, each a place of its own. */
export type DeedOfOnePlace = Exclude<Deed, { kind: 'freeze' | 'unfreeze' | 'subscribe' }>;

export function isOfOnePlace(deed: Deed): deed is DeedOfOnePlace {
  return deed.kind !== 'freeze' && deed.kind !== 'unfreeze' && deed.kind !== 'subscribe';
}

/** What a deed touches, so that the right is asked for in each stage.
 * @param structure of the version that the execution began with
 * @param within the stages in which the execution is: those a stop touches */
export function placeOf(deed: Deed, structure: Structure | undefined, within: readonly string[]): Place {
  const { account, region, pipeline } = deed.target;
  const ref = { account, region, pipeline };
  const executionId = 'executionId' in deed.target ? deed.target.executionId : undefined;
  return { ref, ...(executionId === undefined ? {} : { executionId }), stages: stagesOf(deed, structure, within) };
}

function stagesOf(deed: Deed, structure: Structure | undefined, within: readonly string[]): readonly StageNames[] {
  switch (deed.kind) {
    case 'approve':
    case 'reject':
    case 'answer':
    case 'settle':
      return [approvalNames(structure, deed.target.stage, deed.target.action)];
    case 'claim': {
      const { stage, action } = deed.target;
      return [action === undefined ? [stage] : approvalNames(structure, stage, action)];
    }
    case 'retry':
    case 'rollback':
    case 'override':
      return [[deed.target.stage]];
    case 'disable':
    case 'enable':
      return transitionStages(deed.target, structure);
    case 'stop':
      return within.map((name) => [name]);
    case 'close_for_freeze':
    case 'open_after_freeze':
      return [[deed.target.stage]];
    case 'start':
    case 'change':
    case 'agree':
    case 'object':
    case 'revision':
    case 'tag':
    case 'untag':
    case 'freeze':
    case 'unfreeze':
    case 'subscribe':
    case 'unsubscribe':
    case 'watch':
    case 'unwatch':
      return [];
  }
}

/** Which stages an approval or a way out leads to, only the definition tells. Where it does not, nothing is judged: the strict rule of
 * the stage behind would be passed over, and a lenient one further down decide.
 * @returns why nobody can say what the deed touches */
export function unplaced(deed: Deed, structure: Structure | undefined): Refusal | undefined {
  if (!leadsElsewhere(deed)) return undefined;
  if (!structure) return { reason: 'pipeline_not_found', pipeline: deed.target.pipeline };
  const stage = structure.stages.find(({ name }) => name === deed.target.stage);
  const known = stage && (!('action' in deed.target) || hasAction(stage, deed.target.action));
  return known ? undefined : { reason: 'stage_not_found', stage: deed.target.stage };
}

type Leading = Extract<Deed, { kind: 'approve' | 'reject' | 'answer' | 'settle' | 'disable' | 'enable' }>;

function leadsElsewhere(deed: Deed): deed is Leading {
  switch (deed.kind) {
    case 'approve':
    case 'reject':
    case 'answer':
    case 'settle':
      return true;
    case 'disable':
    case 'enable':
      return deed.target.transition === 'Outbound';
    default:
      return false;
  }
}

function hasAction({ actions }: StructureStage, action: string): boolean {
  return actions.some(({ name }) => name === action);
}

/** The names under which rules and routes may speak of an approval. */
export function approvalNames(structure: Structure | undefined, stage: string, action: string): StageNames {
  const gated = structure && gatedStage(structure, stage, action);
  return gated === undefined || gated === stage ? [stage] : [stage, gated];
}

/** The way out of a stage is the way into the next. */
function transitionStages({ stage, transition }: TransitionTarget, structure: Structure | undefined): StageNames[] {
  if (transition === 'Inbound') return [[stage]];
  const stages = structure?.stages ?? [];
  const next = stages[stages.findIndex(({ name }) => name === stage) + 1];
  return next === undefined ? [[stage]] : [[stage], [next.name]];
}
