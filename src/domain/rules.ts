import { matchesGlob } from './glob.ts';
import type { PipelineRef } from './ids.ts';
import {
  type ApproveGrant,
  coversPipeline,
  EVERYONE,
  type Grant,
  type Policy,
  type Right,
  type Rule,
  type StageNames,
} from './policy.ts';

/** The rule that decides, and what it grants. */
export interface Ruling<G extends Grant = Grant> {
  readonly rule: Rule;
  readonly grant: G;
}

/** The first rule that is about it and has the key; nothing further down is looked at.
 * @returns undefined: no rule says anything, so nobody has the right */
export function rulingFor(policy: Policy, right: Right, ref: PipelineRef, stage: StageNames): Ruling | undefined {
  for (const rule of policy.rules) {
    const grant = grantOf(rule, right);
    if (grant && isAbout(rule, ref, stage)) return { rule, grant };
  }
  return undefined;
}

/** As `rulingFor`, with the terms of an approval. */
export function approvalRuling(policy: Policy, ref: PipelineRef, stage: StageNames): Ruling<ApproveGrant> | undefined {
  for (const rule of policy.rules) {
    if (rule.approve && isAbout(rule, ref, stage)) return { rule, grant: rule.approve };
  }
  return undefined;
}

/** What holds where no rule says who may see a pipeline: every full member may. */
const UNWRITTEN: Ruling = { rule: { number: 0, pipelines: '*', duringFreeze: [] }, grant: { by: [EVERYONE] } };

/** Who may see a pipeline. */
export function lookRuling(policy: Policy, ref: PipelineRef): Ruling {
  return rulingFor(policy, 'look', ref, undefined) ?? UNWRITTEN;
}

export function lookGrant(policy: Policy, ref: PipelineRef): Grant {
  return lookRuling(policy, ref).grant;
}

/** Who approves may also open what stands before it, unless the rule says who does. */
function grantOf(rule: Rule, right: Right): Grant | undefined {
  return right === 'gate' ? (rule.gate ?? rule.approve) : rule[right];
}

/** What is about no stage in particular is decided by rules that are about none either. */
function isAbout(rule: Rule, ref: PipelineRef, stage: StageNames): boolean {
  if (!coversPipeline(rule, ref)) return false;
  const { stages } = rule;
  if (stages === undefined) return true;
  return stage?.some((name) => matchesGlob(stages, name)) ?? false;
}
