import { isSource } from '../machine/pipeline-views.ts';
import { findRuleProvider } from '../rules/index.ts';
import { ServiceError } from '../service-error.ts';
import type { Condition, PipelineDeclaration, StageDeclaration } from '../shapes.ts';
import { checkActions, type Place } from './action-rules.ts';
import { repeated } from './repeated.ts';

const structure = (message: string) => new ServiceError('InvalidStructureException', message);

/** The rules of a pipeline's structure that the model's constraints cannot say (reference 3.2, 3.5, 3.6).
 * @throws ServiceError with the declared error for the first rule that is broken */
export function checkStructure(declaration: PipelineDeclaration, place: Place): void {
  checkStages(declaration);
  checkStores(declaration, place.region);
  checkType(declaration);
  for (const stage of declaration.stages) checkHandling(stage);
  checkActions(declaration, place);
  checkVariables(declaration);
  checkTriggers(declaration);
}

function checkStages({ stages }: PipelineDeclaration): void {
  if (stages.length < 2)
    throw structure(`Pipeline has only ${stages.length} stage(s). There should be a minimum of 2 stages in a pipeline`);
  if (stages.length > 50)
    throw structure(`Pipeline has ${stages.length} stages. There should be a maximum of 50 stages in a pipeline`);
  const twice = repeated(stages.map(({ name }) => name));
  if (twice !== undefined)
    throw new ServiceError(
      'InvalidStageDeclarationException',
      `Stage names must be unique within the pipeline. ${twice} has been used more than once.`,
    );
  for (const { name, actions, blockers } of stages) {
    if (blockers && blockers.length > 0)
      throw new ServiceError(
        'InvalidBlockerDeclarationException',
        `Stage '${name}' declares blockers, which are reserved for future use`,
      );
    if (actions.length === 0)
      throw new ServiceError('InvalidStageDeclarationException', `Stage '${name}' must contain at least one action`);
  }
  const [first, ...later] = stages;
  if (!first?.actions.every(isSource))
    throw structure('Pipeline should start with a stage that only contains source actions');
  for (const { actions } of later) {
    const source = actions.find(isSource);
    if (source) throw structure(`Source action '${source.name}' is only allowed in the first stage of a pipeline`);
  }
}

function checkStores({ artifactStore, artifactStores, stages }: PipelineDeclaration, region: string): void {
  if (artifactStore && artifactStores)
    throw structure('Pipeline declares both artifactStore and artifactStores. Only one of them is allowed');
  if (!artifactStore && !artifactStores)
    throw structure('Pipeline must declare either artifactStore or artifactStores');
  const regions = stages.flatMap(({ actions }) => actions.map((action) => action.region ?? region));
  const foreign = regions.find((other) => other !== region);
  if (artifactStore && foreign !== undefined)
    throw structure(`Pipeline has actions in region ${foreign} and must declare artifactStores for all its regions`);
  const missing = [region, ...regions].find((needed) => artifactStores && !Object.hasOwn(artifactStores, needed));
  if (missing !== undefined) throw structure(`Pipeline declares no artifact store for region ${missing}`);
}

const V2_PROVIDERS = ['Commands', 'ECRBuildAndPublish', 'EC2', 'EKS'];

/** Whether it has what only V2 pipelines can have. */
export function usesV2Members({
  executionMode = 'SUPERSEDED',
  variables = [],
  triggers = [],
  stages,
}: PipelineDeclaration): boolean {
  const handled = stages.some((stage) => stage.onFailure ?? stage.onSuccess ?? stage.beforeEntry);
  const newer = stages.some(({ actions }) =>
    actions.some(({ actionTypeId }) => V2_PROVIDERS.includes(actionTypeId.provider)),
  );
  return executionMode !== 'SUPERSEDED' || variables.length > 0 || triggers.length > 0 || handled || newer;
}

function checkType(declaration: PipelineDeclaration): void {
  if (declaration.pipelineType === 'V1' && usesV2Members(declaration))
    throw structure(
      'Execution modes other than SUPERSEDED, variables, triggers and stage conditions need pipelineType V2, as some newer actions do',
    );
}

/** Which result is legal where, and what excludes what. */
function checkHandling({ name, onFailure, onSuccess, beforeEntry }: StageDeclaration): void {
  const refuse = (message: string) =>
    new ServiceError('InvalidStageDeclarationException', `Stage '${name}': ${message}`);
  const hasConditions = (onFailure?.conditions ?? []).length > 0;
  if (onFailure?.result === 'SKIP') throw refuse('SKIP is not a valid result of onFailure');
  if (onFailure?.result === 'RETRY' && hasConditions)
    throw refuse('onFailure cannot have both the result RETRY and conditions');
  if (onFailure?.retryConfiguration && onFailure.result !== 'RETRY')
    throw refuse('retryConfiguration needs the result RETRY');
  for (const conditions of [beforeEntry?.conditions, onSuccess?.conditions, onFailure?.conditions])
    checkRules(conditions ?? [], refuse);
  for (const { result = 'ROLLBACK' } of onFailure?.conditions ?? [])
    if (result !== 'ROLLBACK') throw refuse(`${result} is not a valid result of an onFailure condition`);
  for (const { result = 'FAIL' } of onSuccess?.conditions ?? [])
    if (!['ROLLBACK', 'FAIL'].includes(result))
      throw refuse(`${result} is not a valid result of an onSuccess condition`);
  for (const { result = 'FAIL', rules = [] } of beforeEntry?.conditions ?? []) {
    if (!['FAIL', 'SKIP'].includes(result)) throw refuse(`${result} is not a valid result of a beforeEntry condition`);
    const unfit = rules.find(({ ruleTypeId }) => !['LambdaInvoke', 'VariableCheck'].includes(ruleTypeId.provider));
    if (result === 'SKIP' && unfit) throw refuse(`rule '${unfit.name}' cannot be used with the result SKIP`);
  }
}

function checkRules(conditions: readonly Condition[], refuse: (message: string) => Error): void {
  const rules = conditions.flatMap((condition) => condition.rules ?? []);
  const twice = repeated(rules.map(({ name }) => name));
  if (twice !== undefined) throw refuse(`rule names must be unique. ${twice} has been used more than once.`);
  for (const { name, ruleTypeId, commands = [] } of rules) {
    if (!findRuleProvider(ruleTypeId))
      throw refuse(
        `RuleType (Provider: '${ruleTypeId.provider}', Version: '${ruleTypeId.version ?? '1'}') in rule '${name}' is not available`,
      );
    if (ruleTypeId.provider !== 'Commands' && commands.length > 0) throw refuse(`rule '${name}' cannot have commands`);
  }
}

function checkVariables({ variables = [] }: PipelineDeclaration): void {
  const twice = repeated(variables.map(({ name }) => name));
  if (twice !== undefined)
    throw structure(`Variable names must be unique within the pipeline. ${twice} has been used more than once.`);
}

function checkTriggers({ triggers = [], stages }: PipelineDeclaration): void {
  const named = triggers.map(({ gitConfiguration }) => gitConfiguration.sourceActionName);
  const twice = repeated(named);
  if (twice !== undefined) throw structure(`Only one trigger is allowed for source action ${twice}`);
  const connections = (stages[0]?.actions ?? []).filter(
    ({ actionTypeId }) => actionTypeId.provider === 'CodeStarSourceConnection',
  );
  const unknown = named.find((name) => !connections.some((action) => action.name === name));
  if (unknown !== undefined)
    throw structure(`The trigger names ${unknown}, which is no source action with a connection`);
}
