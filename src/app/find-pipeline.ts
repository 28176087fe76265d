import type { AccountId, PipelineRef } from '../domain/ids.ts';
import type { Answer } from './answer.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type { Commands } from './ports.ts';

export interface FindDeps {
  readonly reads: Pick<PipelineReads, 'list' | 'structure'>;
  readonly commands: Commands;
  readonly homeAccount: AccountId;
  readonly homeRegion: string;
}

export type Found =
  | { readonly kind: 'found'; readonly ref: PipelineRef }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** Finds the pipeline that somebody typed: the exact name, else the only one that differs in upper and lower case alone.
 * @param prefixes also the only pipeline that begins so: for reading, never for deeds
 * @param rerun the sentence with a better name in it, for the button of "did you mean" */
export async function findPipeline(
  deps: FindDeps,
  typed: string,
  prefixes: boolean,
  rerun: (name: string) => string,
): Promise<Found> {
  const all = await deps.reads.list();
  const exact = all.find(({ pipeline }) => pipeline === typed);
  if (exact) return { kind: 'found', ref: exact };
  const lower = typed.toLowerCase();
  const alike = all.filter(({ pipeline }) => pipeline.toLowerCase() === lower);
  const [only] = alike;
  if (only && alike.length === 1) return { kind: 'found', ref: only };
  // A pipeline made a moment ago may not be listed yet: CodePipeline itself is asked before anybody is told "not found".
  const direct = { account: deps.homeAccount, region: deps.homeRegion, pipeline: typed };
  if (
    alike.length === 0 &&
    /^[A-Za-z0-9.@\-_]{1,100}$/.test(typed) &&
    (await deps.reads.structure(direct, undefined))
  ) {
    return { kind: 'found', ref: direct };
  }
  const begins = all.filter(({ pipeline }) => pipeline.toLowerCase().startsWith(lower));
  const [single] = begins;
  if (single && begins.length === 1 && prefixes) return { kind: 'found', ref: single };
  const candidates = (alike.length > 1 ? alike : begins).map(({ pipeline }) => pipeline);
  if (candidates.length > 0) {
    return { kind: 'answer', answer: { kind: 'choice', typed, candidates, commands: candidates.map(rerun) } };
  }
  const nearest = deps.commands.nearest(
    typed,
    all.map(({ pipeline }) => pipeline),
  );
  return {
    kind: 'answer',
    answer: { kind: 'not_found', typed, ...(nearest ? { nearest, rerun: rerun(nearest) } : {}) },
  };
}
