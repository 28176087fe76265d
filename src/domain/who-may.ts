import { type Freeze, freezes } from './freeze.ts';
import type { PipelineRef } from './ids.ts';
import { approvalNames } from './place.ts';
import type { ApproveGrant, Policy, Right, StageNames } from './policy.ts';
import type { Structure, StructureStage } from './progress.ts';
import { approvalRuling, type Ruling, rulingFor } from './rules.ts';

/** Who may do what with a pipeline, and which rule says so. */
export interface WhoMay {
  readonly approvals: readonly ApprovalHolders[];
  readonly rights: readonly RightHolders[];
}

/** Who decides one approval of the definition. */
export interface ApprovalHolders {
  readonly stage: string;
  readonly action: string;
  /** the stage that it lets an execution into, where that is another */
  readonly opens?: string;
  /** absent: nobody */
  readonly ruling?: Ruling<ApproveGrant>;
}

/** Who has a right, in all places where one rule decides. */
export interface RightHolders {
  readonly right: Exclude<Right, 'approve'>;
  /** there is no other place */
  readonly everywhere: boolean;
  /** also for what is about the pipeline as a whole */
  readonly whole: boolean;
  readonly stages: readonly string[];
  /** absent: nobody, or everybody of what needs no rule */
  readonly ruling?: Ruling;
}

export function whoMay(policy: Policy, ref: PipelineRef, structure: Structure): WhoMay {
  const stages = structure.stages.map(({ name }): StageNames => [name]);
  const places: Readonly<Record<RightHolders['right'], readonly StageNames[]>> = {
    look: [undefined],
    operate: [undefined, ...stages],
    gate: stages,
    change: [undefined],
    audit: [undefined],
  };
  return {
    approvals: structure.stages.flatMap((stage) => approvalsIn(policy, ref, structure, stage)),
    rights: (['look', 'operate', 'gate', 'change', 'audit'] as const).flatMap((right) =>
      holders(policy, ref, right, places[right]),
    ),
  };
}

function approvalsIn(policy: Policy, ref: PipelineRef, structure: Structure, stage: StructureStage): ApprovalHolders[] {
  return approvalActions(stage).map((action) => {
    const names = approvalNames(structure, stage.name, action);
    const ruling = approvalRuling(policy, ref, names);
    const opens = names?.[1];
    return { stage: stage.name, action, ...(opens === undefined ? {} : { opens }), ...(ruling ? { ruling } : {}) };
  });
}

function approvalActions({ actions }: StructureStage): string[] {
  return actions.filter(({ category }) => category === 'Approval').map(({ name }) => name);
}

/** Places that the same rule decides stand together, in the order of the pipeline. */
function holders(
  policy: Policy,
  ref: PipelineRef,
  right: RightHolders['right'],
  places: readonly StageNames[],
): RightHolders[] {
  const rulings = places.map((stage) => ({ stage, ruling: rulingFor(policy, right, ref, stage) }));
  const numbers = [...new Set(rulings.map(({ ruling }) => ruling?.rule.number))];
  return numbers.map((number) => {
    const here = rulings.filter(({ ruling }) => ruling?.rule.number === number);
    const ruling = here[0]?.ruling;
    return {
      right,
      everywhere: numbers.length === 1,
      whole: here.some(({ stage }) => stage === undefined),
      stages: here.flatMap(({ stage }) => stage?.[0] ?? []),
      ...(ruling ? { ruling } : {}),
    };
  });
}

/** The stages that a freeze holds, and those with an approval that it keeps waiting. */
export function frozenStages(freeze: Freeze, policy: Policy, ref: PipelineRef, structure: Structure): string[] {
  return structure.stages
    .filter((stage) =>
      [
        [stage.name] as const,
        ...approvalActions(stage).map((action) => approvalNames(structure, stage.name, action)),
      ].some((names) => freezes(freeze, policy, ref, names)),
    )
    .map(({ name }) => name);
}
