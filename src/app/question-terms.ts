import type { ExecutionRef } from '../domain/ids.ts';
import { approvalNames } from '../domain/place.ts';
import type { ApproveGrant, Policy, StageNames } from '../domain/policy.ts';
import type { Structure } from '../domain/progress.ts';
import { approvalRuling, type Ruling } from '../domain/rules.ts';

/** Under which names the policy may speak of a question, and the rule that decides: those of an approval in its place. */
export function questionRuling(
  policy: Policy,
  structure: Structure | undefined,
  { stage, action, ...ref }: ExecutionRef & { readonly stage: string; readonly action: string },
): { readonly names: StageNames; readonly ruling: Ruling<ApproveGrant> | undefined } {
  const names = approvalNames(structure, stage, action);
  return { names, ruling: approvalRuling(policy, ref, names) };
}
