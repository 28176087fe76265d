import type { PipelineRef } from '../domain/ids.ts';
import {
  inFull,
  isMeant,
  meantPlaces,
  nameAmong,
  parseQualified,
  placeName,
  type QualifiedName,
} from '../domain/qualified-name.ts';
import { type Served, samePlace } from '../domain/served.ts';
import type { Answer } from './answer.ts';
import type { Catalogue, PipelineReads } from './codepipeline-ports.ts';
import { inBatches } from './in-batches.ts';
import type { Commands } from './ports.ts';

export interface FindDeps {
  readonly reads: Pick<PipelineReads, 'catalogue' | 'structure'>;
  readonly commands: Commands;
  readonly served: Served;
}

export type Found =
  | { readonly kind: 'found'; readonly ref: PipelineRef /** what it has to be called */; readonly name: string }
  | { readonly kind: 'answer'; readonly answer: Answer };

const AT_ONCE = 5;

/** Finds the pipeline that somebody typed: the exact name, else the only one that differs in upper and lower case alone. Where several
 * accounts or regions have one of that name, the person chooses.
 * @param prefixes also the only pipeline that begins so: for reading, never for deeds
 * @param rerun the sentence with a better name in it, for the button of "did you mean" */
export async function findPipeline(
  deps: FindDeps,
  typed: string,
  prefixes: boolean,
  rerun: (name: string) => string,
): Promise<Found> {
  const wanted = parseQualified(typed);
  const catalogue = await deps.reads.catalogue();
  const there = catalogue.pipelines.filter((ref) => isMeant(deps.served, wanted, ref));
  const called = (ref: PipelineRef) => nameAmong(deps.served, ref, catalogue.pipelines);
  const found = (ref: PipelineRef): Found => ({ kind: 'found', ref, name: called(ref) });

  const named = thoseNamed(there, wanted.pipeline);
  // A pipeline made a moment ago may not be listed yet: CodePipeline itself is asked before anybody is told "not found".
  const exact = named.length > 0 ? named : await unlisted(deps, wanted, catalogue);
  const [only] = exact;
  if (only && exact.length === 1) {
    // Where nobody could look may be another of that name: a deed is not done on a guess.
    if (prefixes || !mayBeElsewhere(deps.served, wanted, catalogue)) return found(only);
    return choice(typed, [inFull(deps.served, only)], rerun);
  }
  const lower = wanted.pipeline.toLowerCase();
  const begins = there.filter(({ pipeline }) => pipeline.toLowerCase().startsWith(lower));
  const [single] = begins;
  if (single && begins.length === 1 && prefixes) return found(single);
  const candidates = exact.length > 1 ? exact.map((ref) => nameAmong(deps.served, ref, exact)) : begins.map(called);
  if (candidates.length > 0) return choice(typed, candidates, rerun);
  const unread = catalogue.unread.filter((place) => isMeant(deps.served, wanted, place));
  const near = nearestName(deps, wanted, there.length > 0 ? there : catalogue.pipelines, called);
  return {
    kind: 'answer',
    answer: {
      kind: 'not_found',
      typed,
      ...(near ? { nearest: near, rerun: rerun(near) } : {}),
      ...(unread.length === 0 ? {} : { unread: unread.map((place) => placeName(deps.served, place)) }),
    },
  };
}

/** @returns a bare name where several pipelines have it: it leads to the choice between them */
function nearestName(
  { commands }: FindDeps,
  { pipeline }: QualifiedName,
  refs: readonly PipelineRef[],
  called: (ref: PipelineRef) => string,
): string | undefined {
  const nearest = commands.nearest(pipeline, [...new Set(refs.map((ref) => ref.pipeline))]);
  const [only, ...others] = refs.filter((ref) => ref.pipeline === nearest);
  return only && others.length === 0 ? called(only) : nearest;
}

/** Those of exactly that name, else those that differ in upper and lower case alone. */
function thoseNamed(refs: readonly PipelineRef[], pipeline: string): readonly PipelineRef[] {
  const exact = refs.filter((ref) => ref.pipeline === pipeline);
  const lower = pipeline.toLowerCase();
  return exact.length > 0 ? exact : refs.filter((ref) => ref.pipeline.toLowerCase() === lower);
}

async function unlisted(
  { reads, served }: FindDeps,
  wanted: QualifiedName,
  { unread }: Catalogue,
): Promise<PipelineRef[]> {
  const { pipeline } = wanted;
  if (!/^[A-Za-z0-9.@\-_]{1,100}$/.test(pipeline)) return [];
  const places = meantPlaces(served, wanted).filter((place) => !unread.some((other) => samePlace(other, place)));
  const asked = await inBatches(places, AT_ONCE, async (place) => {
    const ref = { ...place, pipeline };
    return (await reads.structure(ref, undefined)) ? [ref] : [];
  });
  return asked.flat();
}

/** Whoever names account and region means one place; everybody else may mean one that could not be read. */
function mayBeElsewhere(served: Served, wanted: QualifiedName, { unread }: Catalogue): boolean {
  return unread.some((place) => isMeant(served, wanted, place));
}

function choice(typed: string, candidates: readonly string[], rerun: (name: string) => string): Found {
  return { kind: 'answer', answer: { kind: 'choice', typed, candidates, commands: candidates.map(rerun) } };
}
