import type { ChangeCommand } from '../../domain/command.ts';
import { masked } from '../../domain/definition/masked.ts';
import type { PipelineRef } from '../../domain/ids.ts';
import { isPerson, type OperationRequest } from '../../domain/operation.ts';
import { inFull, meantPlaces, parseQualified } from '../../domain/qualified-name.ts';
import { samePlace } from '../../domain/served.ts';
import type { Answer } from '../answer.ts';
import type { Definitions } from '../definition-ports.ts';
import { findPipeline } from '../find-pipeline.ts';
import type { ChangeDeps } from './change-deps.ts';
import { compare } from './compare.ts';
import { enter } from './enter.ts';
import { inProgress } from './in-progress.ts';

/** What words such as `edit shop-web` lead to: nothing is changed by them. */
export async function offerChange(
  deps: ChangeDeps,
  request: OperationRequest,
  command: ChangeCommand,
  byName: string,
): Promise<Answer> {
  if (command.verb === 'create') return offerNew(deps, request, command, byName);
  const found = await findPipeline(deps, command.pipeline, false, (name) => `${command.verb} ${name}`);
  if (found.kind === 'answer') return found.answer;
  const { ref, name } = found;
  const entered = await enter(deps, request, ref, command.verb);
  if (entered.kind === 'answer') return entered.answer;
  const { session } = entered;
  if (command.verb === 'delete') return compare(deps, request, session, { ref, name, byName, change: 'delete' });
  const current = await session.definitions.read(ref);
  if (!current) return { kind: 'not_found', typed: command.pipeline };
  const file = await sendDefinition(deps, request, ref, current);
  const cancels = await inProgress(session.reads, ref);
  return { kind: 'change_offer', change: 'edit', ref, name, version: current.version, cancels, file };
}

async function offerNew(
  deps: ChangeDeps,
  request: OperationRequest,
  command: Extract<ChangeCommand, { verb: 'create' }>,
  byName: string,
): Promise<Answer> {
  const ref = newRef(deps, command.pipeline);
  if (!ref) return { kind: 'draft_unreadable', why: NO_NAME, name: command.pipeline };
  const entered = await enter(deps, request, ref, 'create');
  if (entered.kind === 'answer') return entered.answer;
  const { session } = entered;
  const { pipeline } = ref;
  if (await session.definitions.read(ref))
    return { kind: 'refused', deed: undefined, refusal: { reason: 'name_taken', pipeline } };
  const name = samePlace(ref, deps.served.home) ? pipeline : inFull(deps.served, ref);
  if (command.from === undefined)
    return { kind: 'change_offer', change: 'create', ref, name, cancels: [], file: 'none' };

  const found = await findPipeline(deps, command.from, false, (from) => `create ${command.pipeline} --from ${from}`);
  if (found.kind === 'answer') return found.answer;
  const source = await enter(deps, request, found.ref, 'edit');
  if (source.kind === 'answer') return source.answer;
  const copied = await source.session.definitions.read(found.ref);
  if (!copied) return { kind: 'not_found', typed: command.from };
  const { version: _theirs, ...definition } = copied.definition;
  return compare(deps, request, session, {
    ref,
    name,
    byName,
    change: 'create',
    definition: { ...definition, name: pipeline },
    copyOf: found.name,
  });
}

const NO_NAME =
  'a pipeline’s name has up to 100 letters, digits and . @ - _, and an account before it must be one that is served';

/** @returns undefined for what no pipeline can be called, and for a place that is not served */
function newRef({ served }: ChangeDeps, typed: string): PipelineRef | undefined {
  const wanted = parseQualified(typed);
  const [place] = meantPlaces(served, wanted);
  return place && /^[A-Za-z0-9.@\-_]{1,100}$/.test(wanted.pipeline)
    ? { ...place, pipeline: wanted.pipeline }
    : undefined;
}

type Current = NonNullable<Awaited<ReturnType<Definitions['read']>>>;

/** Without what may be a secret; sent back, it keeps its version, so that an edit of an older one is noticed. */
async function sendDefinition(
  { files }: ChangeDeps,
  { actor }: OperationRequest,
  { pipeline }: PipelineRef,
  { definition, version }: Current,
): Promise<'sent' | 'not_sent'> {
  if (!isPerson(actor)) return 'not_sent';
  const content = `${JSON.stringify({ ...masked(definition), version }, null, 2)}\n`;
  const words = `The definition of ${pipeline.slice(0, 100)}, version ${version}`;
  const sent = await files.send(actor.userId, { name: `${pipeline.slice(0, 100)}.json`, content, words });
  return sent ? 'sent' : 'not_sent';
}
