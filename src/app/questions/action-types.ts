import { matchesGlob } from '../../domain/glob.ts';
import type { Answer } from '../answer.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import { inBatches } from '../in-batches.ts';
import type { ActionTypeId, LoadLookUps } from '../look-up-ports.ts';
import { placesSeen } from './places-seen.ts';

export interface TypesDeps {
  readonly reads: PipelineReads;
  readonly lookUps: LoadLookUps;
}

const AT_ONCE = 3;

/** The types of actions that pipelines may have, where the person sees pipelines; all about one, when only one fits.
 * @param typed a glob over `Category/Owner/Provider/Version`, or over one of these */
export async function actionTypes({ reads, lookUps }: TypesDeps, typed: string | undefined): Promise<Answer> {
  const look = await lookUps();
  const found = await inBatches(await placesSeen(reads), AT_ONCE, async (place) => ({
    place,
    types: (await look.actionTypes(place)).filter(({ id }) => typed === undefined || fits(id, typed)),
  }));
  const [first, ...others] = found.flatMap(({ place, types }) => types.map((type) => ({ place, type })));
  if (typed !== undefined && first && others.every(({ type }) => nameOf(type.id) === nameOf(first.type.id))) {
    const detail = await look.actionType(first.place, first.type.id);
    return { kind: 'action_type', type: detail ?? first.type };
  }
  const types = new Map(found.flatMap((one) => one.types.map((type) => [nameOf(type.id), type] as const)));
  return { kind: 'action_types', types: [...types.values()], ...(typed === undefined ? {} : { typed }) };
}

function fits(id: ActionTypeId, glob: string): boolean {
  return [nameOf(id), id.category, id.owner, id.provider].some((text) => matchesGlob(glob, text));
}

function nameOf({ category, owner, provider, version }: ActionTypeId): string {
  return `${category}/${owner}/${provider}/${version}`;
}
