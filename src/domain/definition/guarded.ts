import type { Definition } from './definition.ts';

/** An action by its place. */
export interface ActionPlace {
  readonly stage: string;
  readonly action: string;
}

export const placeKey = ({ stage, action }: ActionPlace) => `${stage}/${action}`;

interface Placed extends ActionPlace {
  /** of the stage, then of the action in it */
  readonly at: readonly [number, number];
  readonly category: string;
}

/** Every action in the order in which they can run. */
export function placedActions({ stages }: Definition): readonly Placed[] {
  return stages.flatMap(({ name, actions }, index) =>
    actions.map(({ name: action, runOrder = 1, actionTypeId }) => ({
      stage: name,
      action,
      at: [index, runOrder] as const,
      category: actionTypeId.category,
    })),
  );
}

export function approvalsIn(definition: Definition): readonly ActionPlace[] {
  return placedActions(definition).filter(({ category }) => category === 'Approval');
}

/** The actions that run only after this approval was given. */
export function guardedBy(definition: Definition, approval: ActionPlace): readonly ActionPlace[] {
  const actions = placedActions(definition);
  const gate = actions.find((one) => placeKey(one) === placeKey(approval));
  return gate ? actions.filter(({ at }) => isAfter(at, gate.at)) : [];
}

function isAfter([stage, order]: Placed['at'], [gateStage, gateOrder]: Placed['at']): boolean {
  return stage > gateStage || (stage === gateStage && order > gateOrder);
}
