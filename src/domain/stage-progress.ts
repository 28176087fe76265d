import { currentOf, type Keyed } from './current.ts';
import { hasEnded, type Observation, type State } from './execution-event.ts';
import { closedBy } from './implied-ends.ts';
import type { ActionProgress, StageProgress, Structure } from './progress.ts';
import { earliest, endOfSecond, type Runs } from './runs.ts';

export function stageOf(name: string, runs: Runs, structure: Structure | undefined): StageProgress {
  const attempts = runs.stages.get(name) ?? [];
  const current = currentOf(attempts);
  const actions = actionsOf(name, runs, structure);
  const state = current ? stageState(current, actions) : impliedByActions(actions);
  const ended = hasEnded(state);
  const startedAt = current
    ? current.order || current.observation.startedAt
    : earliest(actions.flatMap((a) => a.startedAt ?? []));
  return {
    name,
    ...(state === undefined ? {} : { state }),
    attempt: Math.max(1, attempts.length),
    ...(startedAt === undefined || startedAt === '' ? {} : { startedAt }),
    ...(ended && current && hasEnded(current.observation.state) ? { endedAt: current.observation.at } : {}),
    actions: ended && state !== 'failed' ? actions.map((action) => closedBy(state, action)) : actions,
  };
}

/** Nothing begins in a stage that has ended or is being stopped: runs that did prove a retry whose stage events were lost, and tell how it
 * stands. */
function stageState(current: Keyed, actions: readonly ActionProgress[]): State {
  const { state, at } = current.observation;
  const later = actions.filter(({ startedAt }) => (startedAt ?? '') > endOfSecond(at));
  if ((!hasEnded(state) && state !== 'stopping') || later.length === 0) return state;
  if (later.some((action) => !hasEnded(action.state))) return 'running';
  if (actions.some((action) => action.state === 'failed')) return 'failed';
  return actions.every((action) => action.state === 'succeeded') ? 'succeeded' : 'running';
}

function impliedByActions(actions: readonly ActionProgress[]): State | undefined {
  return actions.some((action) => action.state !== undefined) ? 'running' : undefined;
}

function actionsOf(stage: string, runs: Runs, structure: Structure | undefined): ActionProgress[] {
  const seen = runs.actions.get(stage) ?? new Map<string, Keyed[]>();
  const declared = structure?.stages.find(({ name }) => name === stage)?.actions ?? [];
  const others = [...seen.keys()].filter((name) => !declared.some((action) => action.name === name)).sort();
  return [...declared, ...others.map((name) => ({ name, category: undefined, provider: undefined }))].map(
    ({ name, category, provider }) => {
      const current = currentOf(seen.get(name) ?? []);
      const known: ActionProgress = current ? toAction(stage, name, current.observation) : { stage, name };
      return {
        ...known,
        ...(known.category === undefined && category !== undefined ? { category } : {}),
        ...(known.provider === undefined && provider !== undefined ? { provider } : {}),
      };
    },
  );
}

export function toAction(
  stage: string,
  name: string,
  observation: Observation,
): ActionProgress & { readonly state: State } {
  const { state, provider, category, runKey, startedAt, externalId, error, at } = observation;
  return {
    stage,
    name,
    state,
    ...(provider === undefined ? {} : { provider }),
    ...(category === undefined ? {} : { category }),
    ...(runKey === undefined ? {} : { runKey }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(hasEnded(state) ? { endedAt: at } : {}),
    ...(externalId === undefined ? {} : { externalId }),
    ...(error === undefined ? {} : { error }),
  };
}
