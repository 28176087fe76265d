import { windowsToCome } from '../../domain/freeze.ts';
import { coversPipeline } from '../../domain/policy.ts';
import { frozenStages, whoMay } from '../../domain/who-may.ts';
import type { Answer } from '../answer.ts';
import { type FindDeps, findPipeline } from '../find-pipeline.ts';
import { type FrozenNowDeps, inForceNow } from '../frozen-stage.ts';

export type WhoDeps = FindDeps & FrozenNowDeps;

/** Explains the policy for one pipeline, as its definition is now. */
export async function whoMayAct(deps: WhoDeps, typed: string): Promise<Answer> {
  const { policy } = deps;
  const found = await findPipeline(deps, typed, true, (name) => `who ${name}`);
  if (found.kind === 'answer') return found.answer;
  const { ref, name } = found;
  const structure = await deps.reads.structure(ref, undefined);
  if (!structure) return { kind: 'not_found', typed };
  const inForce = await inForceNow(deps);
  const freezes = [
    ...inForce.map((freeze) => ({ freeze, now: true })),
    ...windowsToCome(policy, deps.now()).map((freeze) => ({ freeze, now: false })),
  ].map((one) => ({ ...one, stages: frozenStages(one.freeze, policy, ref, structure) }));
  const boards = policy.routes.filter((route) => !route.actIn && coversPipeline(route, ref));
  return {
    kind: 'who',
    view: {
      ref,
      name,
      who: whoMay(policy, ref, structure),
      teams: policy.teams,
      freezes: freezes.filter(({ stages }) => stages.length > 0),
      boards: [...new Set(boards.map(({ channel }) => channel))],
    },
  };
}
