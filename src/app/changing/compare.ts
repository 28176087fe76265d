import { masksIn } from '../../domain/definition/aws-masks.ts';
import { canonical, type Definition } from '../../domain/definition/definition.ts';
import { diffDefinitions } from '../../domain/definition/diff.ts';
import { unmasked } from '../../domain/definition/masked.ts';
import { toShown } from '../../domain/definition/shown-change.ts';
import type { Draft } from '../../domain/draft.ts';
import { draftTerms, protectedBy } from '../../domain/draft-terms.ts';
import type { PipelineRef } from '../../domain/ids.ts';
import { type DefinitionChange, isPerson, type OperationRequest } from '../../domain/operation.ts';
import type { Answer } from '../answer.ts';
import type { ChangeSession } from '../definition-ports.ts';
import { sha256 } from '../digest.ts';
import type { ChangeDeps } from './change-deps.ts';
import { inProgress } from './in-progress.ts';

/** What somebody wants a pipeline to become. */
export interface Wanted {
  readonly ref: PipelineRef;
  /** as it has to be called */
  readonly name: string;
  readonly byName: string;
  readonly change: DefinitionChange;
  /** absent: it is to be deleted */
  readonly definition?: Definition;
  readonly copyOf?: string;
}

/** of the differences, those that are kept and shown */
const CHANGES_AT_MOST = 150;

/** Compares it with the pipeline as it is now, and keeps the draft. Nothing is changed. */
export async function compare(
  deps: ChangeDeps,
  { actor }: OperationRequest,
  session: ChangeSession,
  wanted: Wanted,
): Promise<Answer> {
  const { ref, name, byName, change } = wanted;
  if (!isPerson(actor)) throw new Error('Only people draw up drafts');
  const current = await session.definitions.read(ref);
  const against = whyNot(wanted, current?.version);
  if (against) return against;
  const kept = wanted.definition && unmasked(wanted.definition, current?.definition);
  const [unknown] = kept?.unknown ?? [];
  if (unknown !== undefined)
    return { kind: 'draft_unreadable', name, why: `${unknown} is masked, and the pipeline has no such value to keep` };
  const after = kept && withoutVersion(kept.definition);
  const changes = current && after ? diffDefinitions(current.definition, after) : [];
  if (change === 'edit' && changes.length === 0) return { kind: 'draft_same', name, version: current?.version ?? 0 };

  const version = current?.version ?? 0;
  const protects = protectedBy(deps.policy, ref, current?.definition, after);
  const draft: Draft = {
    id: digestOf({ ...ref, change, version, by: actor.userId, definition: after }),
    ref: { account: ref.account, region: ref.region, pipeline: ref.pipeline },
    change,
    version,
    by: actor.userId,
    byName,
    at: new Date(deps.now()).toISOString(),
    ...(wanted.copyOf === undefined ? {} : { copyOf: wanted.copyOf }),
    changes: changes.slice(0, CHANGES_AT_MOST).map(toShown),
    left: Math.max(0, changes.length - CHANGES_AT_MOST),
    protects,
    cancels: change === 'create' ? [] : await inProgress(session.reads, ref),
    unset: change === 'create' && after ? masksIn(after) : [],
  };
  const stored = { draft, votes: [], ...(after ? { definition: after } : {}) };
  await deps.drafts.keep(stored);
  return {
    kind: 'draft',
    message: {
      stored,
      name,
      teams: deps.policy.teams,
      terms: draftTerms(deps.policy, ref, protects),
      excerpts: true,
      actIn: true,
    },
  };
}

/** @param now the version that there is; undefined: there is no such pipeline */
function whyNot({ ref, name, change, definition }: Wanted, now: number | undefined): Answer | undefined {
  const { pipeline } = ref;
  if (change === 'create' && now !== undefined)
    return { kind: 'refused', deed: undefined, refusal: { reason: 'name_taken', pipeline } };
  if (change !== 'create' && now === undefined) return { kind: 'not_found', typed: name };
  if (definition && definition.name !== pipeline)
    return { kind: 'draft_unreadable', name, why: `it is called ${definition.name}, and a pipeline keeps its name` };
  const shown = definition?.version;
  if (change === 'edit' && typeof shown === 'number' && now !== undefined && shown !== now)
    return { kind: 'refused', deed: undefined, refusal: { reason: 'version_moved', shown, now } };
  return undefined;
}

/** CodePipeline counts versions itself. */
function withoutVersion({ version: _counted, ...definition }: Definition): Definition {
  return definition;
}

function digestOf(value: Parameters<typeof canonical>[0]): string {
  return sha256(canonical(value)).slice(0, 32);
}
