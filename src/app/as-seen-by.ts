import type { PipelineRef } from '../domain/ids.ts';
import type { Actor } from '../domain/operation.ts';
import { mayLook, teamsThatLook } from '../domain/permissions.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type { LoadLookUps, PipelineLookUps } from './look-up-ports.ts';
import { type StandingDeps, standingIn } from './standing.ts';

/** The world as one person may see it: a pipeline that they may not look at is not there. Whatever somebody types is answered from
 * this, deeds included, so that no answer tells of more than another. */
export async function asSeenBy<
  D extends StandingDeps & { readonly reads: PipelineReads; readonly lookUps?: LoadLookUps },
>(deps: D, actor: Actor): Promise<D> {
  const teams = teamsThatLook(deps.policy);
  if (!deps.policy.rules.some(({ look }) => look)) return deps;
  const standing = await standingIn(deps, actor, teams);
  const may = (ref: PipelineRef) => mayLook(standing, deps.policy, ref);
  const { lookUps } = deps;
  return {
    ...deps,
    reads: visible(deps.reads, may),
    ...(lookUps ? { lookUps: async () => visibleLookUps(await lookUps(), may) } : {}),
  };
}

function visible(reads: PipelineReads, may: (ref: PipelineRef) => boolean): PipelineReads {
  return {
    async catalogue() {
      const catalogue = await reads.catalogue();
      return { ...catalogue, pipelines: catalogue.pipelines.filter(may) };
    },
    list: async () => (await reads.list()).filter(may),
    structure: async (ref, version) => (may(ref) ? reads.structure(ref, version) : undefined),
    state: async (ref) => (may(ref) ? reads.state(ref) : undefined),
    executions: async (ref, limit) => (may(ref) ? reads.executions(ref, limit) : undefined),
    history: async (ref, after) => (may(ref) ? reads.history(ref, after) : undefined),
    goodIn: async (ref, stage) => (may(ref) ? reads.goodIn(ref, stage) : []),
    actionRuns: async (ref) => (may(ref) ? reads.actionRuns(ref) : []),
    parallelApprovals: async (ref) => (may(ref) ? reads.parallelApprovals(ref) : []),
    authors: async (ref) => (may(ref) ? reads.authors(ref) : []),
  };
}

function visibleLookUps(looks: PipelineLookUps, may: (ref: PipelineRef) => boolean): PipelineLookUps {
  return {
    outline: async (ref) => (may(ref) ? looks.outline(ref) : undefined),
    execution: async (ref) => (may(ref) ? looks.execution(ref) : undefined),
    ruleRuns: async (ref) => (may(ref) ? looks.ruleRuns(ref) : []),
    deployTargets: async (ref, runId) => (may(ref) ? looks.deployTargets(ref, runId) : []),
    tags: async (ref) => (may(ref) ? looks.tags(ref) : []),
    webhooks: async (place) => (await looks.webhooks(place)).filter(may),
    // Types are of an account and region, not of a pipeline; whoever asks for them asks only where they see one.
    ruleTypes: looks.ruleTypes,
    actionTypes: looks.actionTypes,
    actionType: looks.actionType,
  };
}
