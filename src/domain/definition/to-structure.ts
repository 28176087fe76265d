import type { Structure } from '../progress.ts';
import type { Definition } from './definition.ts';

/** What the policy judges a pipeline by. */
export function toStructure({ stages }: Definition): Structure {
  return {
    stages: stages.map(({ name, actions }) => ({
      name,
      actions: actions.map(({ name: action, actionTypeId: { category, provider }, runOrder = 1 }) => ({
        name: action,
        category,
        provider,
        runOrder,
      })),
    })),
  };
}
