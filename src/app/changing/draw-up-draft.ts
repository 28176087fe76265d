import { draftTerms } from '../../domain/draft-terms.ts';
import type { PipelineRef } from '../../domain/ids.ts';
import { type DraftTarget, type DraftWish, isPerson, type OperationRequest } from '../../domain/operation.ts';
import { mayLook, teamsThatLook } from '../../domain/permissions.ts';
import { abroad } from '../../domain/qualified-name.ts';
import type { Answer } from '../answer.ts';
import { standingIn } from '../standing.ts';
import type { ChangeDeps } from './change-deps.ts';
import { compare, type Wanted } from './compare.ts';
import { enter } from './enter.ts';

/** bytes of a file; it has to fit into an item of the table, which takes 400 KB */
const FILE_AT_MOST = 200_000;

/** Shows what a draft would do: of what somebody has just written, or one that is kept. */
export async function drawUpDraft(
  deps: ChangeDeps,
  request: OperationRequest,
  wish: DraftWish,
  byName: string,
): Promise<Answer> {
  switch (wish.kind) {
    case 'write':
      return write(deps, request, wish, byName);
    case 'again':
      return again(deps, request, wish.target, byName);
    case 'show':
      return show(deps, request, wish.target);
  }
}

async function write(
  deps: ChangeDeps,
  request: OperationRequest,
  { target, change, definition }: Extract<DraftWish, { kind: 'write' }>,
  byName: string,
): Promise<Answer> {
  const name = nameOf(deps, target);
  const text = 'text' in definition ? definition.text : await readFile(deps, definition.file);
  if (typeof text !== 'string') return { kind: 'draft_unreadable', name, why: text.why };
  const read = deps.parseDefinition(text);
  if (!read.ok) return { kind: 'draft_unreadable', name, why: read.why };
  return entering(deps, request, { ref: target, name, byName, change, definition: read.definition });
}

async function readFile({ uploads }: ChangeDeps, id: string): Promise<string | { readonly why: string }> {
  const file = await uploads.read(id, FILE_AT_MOST);
  if (file === 'too_large') return { why: `the file has more than ${FILE_AT_MOST / 1_000} KB` };
  if (file === 'unreadable') return { why: 'Slack does not hand the file out as text' };
  return file.text;
}

/** The same definition, compared with what the pipeline has become. Only for who has drawn it up. */
async function again(
  deps: ChangeDeps,
  request: OperationRequest,
  target: DraftTarget,
  byName: string,
): Promise<Answer> {
  const kept = await deps.drafts.get(target);
  if (!kept || !isPerson(request.actor) || kept.draft.by !== request.actor.userId) return GONE;
  const { ref, change, copyOf } = kept.draft;
  return entering(deps, request, {
    ref,
    name: nameOf(deps, ref),
    byName,
    change,
    ...(kept.definition ? { definition: kept.definition } : {}),
    ...(copyOf === undefined ? {} : { copyOf }),
  });
}

async function entering(deps: ChangeDeps, request: OperationRequest, wanted: Wanted): Promise<Answer> {
  const entered = await enter(deps, request, wanted.ref, wanted.change);
  return entered.kind === 'answer' ? entered.answer : compare(deps, request, entered.session, wanted);
}

/** For whoever may see the pipeline: those who are asked to agree look before they do. */
async function show(deps: ChangeDeps, { actor }: OperationRequest, target: DraftTarget): Promise<Answer> {
  const stored = await deps.drafts.get(target);
  const standing = await standingIn(deps, actor, teamsThatLook(deps.policy));
  if (!stored || !mayLook(standing, deps.policy, stored.draft.ref)) return GONE;
  const { ref, protects } = stored.draft;
  const terms = draftTerms(deps.policy, ref, protects);
  return {
    kind: 'draft',
    message: { teams: deps.policy.teams, stored, name: nameOf(deps, ref), terms, excerpts: true, actIn: false },
  };
}

const GONE: Answer = { kind: 'refused', deed: undefined, refusal: { reason: 'draft_gone' } };

function nameOf({ served }: ChangeDeps, ref: PipelineRef): string {
  return abroad(served, ref) ?? ref.pipeline;
}
