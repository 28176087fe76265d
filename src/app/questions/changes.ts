import type { ExecutionId, PipelineRef } from '../../domain/ids.ts';
import type { Answer } from '../answer.ts';
import type { ExecutionSummary, LiveStage, PipelineReads } from '../codepipeline-ports.ts';
import type { LoadLookUps, Outline } from '../look-up-ports.ts';
import type { LastGoods } from '../ports.ts';
import { readChange } from '../read-change.ts';
import type { About, Comparison, SourceOf } from '../reading.ts';

export interface ChangesDeps {
  readonly reads: PipelineReads;
  readonly lookUps: LoadLookUps;
  readonly lastGoods: LastGoods;
}

const LOOKED = 20;

/** What would ship: the commits between what a stage runs and what comes to it next.
 * @param typed a stage; absent: the last one of the pipeline */
export async function changesOf(
  deps: ChangesDeps,
  about: About,
  typed: string | undefined,
): Promise<Answer | undefined> {
  const { ref } = about;
  const outline = await (await deps.lookUps()).outline(ref);
  const live = await deps.reads.state(ref);
  if (!outline || !live) return undefined;
  const names = outline.stages.map(({ name }) => name);
  const wanted = typed?.toLowerCase();
  const stage = wanted === undefined ? names.at(-1) : names.find((name) => name.toLowerCase() === wanted);
  if (stage === undefined) return { kind: 'no_stage', ...about, typed: typed ?? '', stages: names };

  const next = outline.mode === 'PARALLEL' ? await newestRunning(deps, ref) : nextFor(stage, live.stages);
  if (next === undefined) return { kind: 'changes', ...about, view: { stage, compare: [] } };
  const execution = { ...ref, executionId: next };
  const { change, own, base } = await readChange(deps, execution, stage);
  return {
    kind: 'changes',
    ...about,
    view: {
      stage,
      next: { execution, revisions: change.revisions, whole: change.whole },
      ...(base ? { base: { executionId: base.executionId } } : {}),
      compare: own && base ? comparisons(outline, own.revisions, base.revisions) : [],
    },
  };
}

/** The execution that is next to be good in a stage: the one in it, the one before it, else the nearest behind.
 * @returns undefined when what the stage runs is also all that the stages before it have */
function nextFor(stage: string, stages: readonly LiveStage[]): ExecutionId | undefined {
  const index = stages.findIndex(({ name }) => name === stage);
  const own = stages[index];
  if (!own) return undefined;
  const runs = own.status === 'Succeeded' ? own.executionId : undefined;
  const behind = stages.slice(0, index).toReversed();
  const nearest = [
    ...(runs === undefined ? [own.executionId] : []),
    own.waiting.at(-1),
    ...behind.flatMap(({ executionId, waiting }) => [executionId, waiting.at(-1)]),
  ];
  return nearest.find((executionId) => executionId !== undefined && executionId !== runs);
}

async function newestRunning({ reads }: ChangesDeps, ref: PipelineRef): Promise<ExecutionId | undefined> {
  const isRunning = ({ status }: ExecutionSummary) => status === 'InProgress';
  return (await reads.executions(ref, LOOKED))?.find(isRunning)?.executionId;
}

type Revisions = readonly { readonly action: string; readonly revisionId: string; readonly host?: string }[];

function comparisons({ stages }: Outline, own: Revisions, base: Revisions): Comparison[] {
  const sources = stages.flatMap(({ actions }) => actions.filter(({ category }) => category === 'Source'));
  return own.flatMap(({ action, revisionId: to, host }) => {
    const from = base.find((one) => one.action === action)?.revisionId;
    const declared = sources.find(({ name }) => name === action);
    if (from === undefined || from === to || !declared) return [];
    const { provider, configuration } = declared;
    const source: SourceOf = { provider, repository: repositoryOf(configuration), ...(host ? { host } : {}) };
    return [{ action, source, from, to }];
  });
}

function repositoryOf({ FullRepositoryId, RepositoryName, Owner, Repo }: Readonly<Record<string, string>>): string {
  return FullRepositoryId ?? RepositoryName ?? (Owner && Repo ? `${Owner}/${Repo}` : '');
}
