import { approvalNames } from '../place.ts';
import type { StageNames } from '../policy.ts';
import type { Definition } from './definition.ts';
import { type ActionPlace, approvalsIn, guardedBy, placedActions, placeKey } from './guarded.ts';
import type { Found } from './protected-changes.ts';
import { toStructure } from './to-structure.ts';

/** What becomes of the approvals of a definition, and what goes past them.
 * @param after absent: the pipeline is to be deleted */
export function approvalChanges(before: Definition, after: Definition | undefined): Found[] {
  const remaining = after ? approvalsIn(after) : [];
  const known = new Set(approvalsIn(before).map(placeKey));
  const added = remaining.filter((approval) => !known.has(placeKey(approval)));
  const changes = approvalsIn(before).flatMap((approval): Found[] => {
    const about = { stage: approval.stage, action: approval.action, names: namesOf(before, approval) };
    if (after && remaining.some((one) => placeKey(one) === placeKey(approval)))
      return lostGuard(before, after, approval) ? [{ touched: 'approval_moved', ...about }] : [];
    const elsewhere = added.find(({ action }) => action === approval.action);
    if (elsewhere) return [{ touched: 'approval_moved', to: elsewhere.stage, ...about }];
    const renamed = added.find(({ stage }) => stage === approval.stage);
    if (renamed) return [{ touched: 'approval_renamed', to: renamed.action, ...about }];
    return [{ touched: 'approval_removed', ...about }];
  });
  return after ? [...changes, ...unapprovedDeploys(before, after)] : changes;
}

/** The names under which rules may speak of an approval of a definition. */
export function namesOf(definition: Definition, { stage, action }: ActionPlace): StageNames {
  return approvalNames(toStructure(definition), stage, action);
}

/** Something that ran only after the approval, and still is there, does not wait for it any more. */
function lostGuard(before: Definition, after: Definition, approval: ActionPlace): boolean {
  const still = new Set(placedActions(after).map(placeKey));
  const guarded = new Set(guardedBy(after, approval).map(placeKey));
  return guardedBy(before, approval).some((action) => still.has(placeKey(action)) && !guarded.has(placeKey(action)));
}

/** Deploys that are new and wait for nobody, in a pipeline that has approvals. */
function unapprovedDeploys(before: Definition, after: Definition): Found[] {
  if (approvalsIn(before).length === 0) return [];
  const known = new Set(placedActions(before).map(placeKey));
  const guarded = new Set(approvalsIn(after).flatMap((approval) => guardedBy(after, approval).map(placeKey)));
  return placedActions(after)
    .filter((one) => one.category === 'Deploy' && !known.has(placeKey(one)) && !guarded.has(placeKey(one)))
    .map(({ stage, action }) => ({ touched: 'deploys_unapproved', stage, action, names: [stage] }));
}
