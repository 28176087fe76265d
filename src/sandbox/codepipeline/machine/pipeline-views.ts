import type { ActionDeclaration, PipelineDeclaration, RuleDeclaration, StageDeclaration } from '../shapes.ts';
import type { ActionRun, Execution, Pipeline, RuleRun, StageRun, StageSlot } from '../state.ts';

/* Small reads that many parts of the machine share. */

/** The declaration that the execution runs by: that of the version it started with. */
export const declarationOf = (pipeline: Pipeline, execution: Execution): PipelineDeclaration =>
  pipeline.versions.get(execution.version) ?? pipeline.declaration;

export const stageOf = (declaration: PipelineDeclaration, name: string): StageDeclaration | undefined =>
  declaration.stages.find((stage) => stage.name === name);

export const actionOf = (
  declaration: PipelineDeclaration,
  stage: string,
  action: string,
): ActionDeclaration | undefined => stageOf(declaration, stage)?.actions.find(({ name }) => name === action);

export function stageAfter(declaration: PipelineDeclaration, name: string): StageDeclaration | undefined {
  const index = declaration.stages.findIndex((stage) => stage.name === name);
  return index < 0 ? undefined : declaration.stages[index + 1];
}

export const isSource = (action: ActionDeclaration): boolean => action.actionTypeId.category === 'Source';

export const isApproval = (action: ActionDeclaration): boolean =>
  action.actionTypeId.category === 'Approval' && action.actionTypeId.provider === 'Manual';

export const sourceActions = (declaration: PipelineDeclaration): ActionDeclaration[] =>
  (declaration.stages[0]?.actions ?? []).filter(isSource);

/** The declaration of a rule that runs or ran.
 * @throws Error when there is none */
export function ruleOf(pipeline: Pipeline, execution: Execution, { stage, place, rule }: RuleRun): RuleDeclaration {
  const conditions = stageOf(declarationOf(pipeline, execution), stage)?.[place]?.conditions ?? [];
  const found = conditions.flatMap(({ rules = [] }) => rules).find(({ name }) => name === rule);
  if (!found) throw new Error(`${pipeline.name} v${execution.version} has no rule ${stage}/${rule}`);
  return found;
}

/** The slot of a stage of an edited pipeline; made when the stage has none yet. */
export function slotOf(pipeline: Pipeline, stage: string): StageSlot {
  let slot = pipeline.slots.get(stage);
  if (!slot) {
    slot = { transition: { enabled: true }, holder: null, latest: null, waiting: [], lastRuns: new Map() };
    pipeline.slots.set(stage, slot);
  }
  return slot;
}

/** The newest run of a stage in an execution. */
export const stageRunOf = (execution: Execution, stage: string): StageRun | undefined =>
  execution.stages.findLast(({ name }) => name === stage);

/** The runs that count in the present attempt of the stage. */
export const countedRuns = (execution: Execution, stage: StageRun): ActionRun[] =>
  execution.runs.filter(({ id }) => stage.counted.includes(id));

export const isRunning = ({ status }: Pick<ActionRun, 'status'>): boolean => status === 'InProgress';

const ENDED: readonly Execution['status'][] = ['Succeeded', 'Failed', 'Stopped', 'Superseded', 'Cancelled'];
export const hasEnded = ({ status }: Execution): boolean => ENDED.includes(status);
