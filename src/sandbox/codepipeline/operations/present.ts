import { API_STATUS_OF_CANCELLED_ACTION } from '../choices.ts';
import { actionOf, declarationOf } from '../machine/pipeline-views.ts';
import { findProvider } from '../providers/index.ts';
import type { Source } from '../providers/provider.ts';
import type { ActionDeclaration, Configuration } from '../shapes.ts';
import type { Execution, Pipeline, RegionState, Revision, RunStatus } from '../state.ts';

/* How the state's records look on the wire. Members that are undefined are left out there. */

export const presentTrigger = ({ trigger }: Execution) => ({
  triggerType: trigger.type,
  triggerDetail: trigger.detail,
});

export const presentRollback = ({ rollbackTarget }: Execution) =>
  rollbackTarget === undefined ? {} : { rollbackMetadata: { rollbackTargetPipelineExecutionId: rollbackTarget } };

/** The Region that is asked. */
type Place = Pick<RegionState, 'region' | 'types'>;

interface SourceView {
  declaration: ActionDeclaration | undefined;
  source: Source | undefined;
  configuration: Configuration;
}

function sourceView(types: Place['types'], pipeline: Pipeline, execution: Execution, action: string): SourceView {
  const { stages } = declarationOf(pipeline, execution);
  const declaration = stages[0] && actionOf({ ...pipeline.declaration, stages }, stages[0].name, action);
  const source = declaration && findProvider(types, declaration.actionTypeId)?.source;
  return { declaration, source, configuration: declaration?.configuration ?? {} };
}

export function presentRevision(
  pipeline: Pipeline,
  execution: Execution,
  action: string,
  revision: Revision,
  { region, types }: Place,
) {
  const { declaration, source, configuration } = sourceView(types, pipeline, execution, action);
  const summary = source?.summary(revision, configuration);
  return {
    revisionId: revision.id,
    revisionSummary: summary === '' ? undefined : summary?.slice(0, 2048),
    revisionUrl: source?.url(revision, configuration, declaration?.region ?? region),
  };
}

export const presentRunStatus = (status: RunStatus): Exclude<RunStatus, 'Cancelled'> =>
  status === 'Cancelled' ? API_STATUS_OF_CANCELLED_ACTION : status;
