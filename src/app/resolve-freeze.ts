import type { Command } from '../domain/command.ts';
import { freezes, isGlob } from '../domain/freeze.ts';
import { matchesGlob } from '../domain/glob.ts';
import type { Person } from '../domain/identity.ts';
import { type ExecutionId, shortId } from '../domain/ids.ts';
import type { Deed, FreezeTarget, OperationRequest } from '../domain/operation.ts';
import { approvalNames } from '../domain/place.ts';
import { inFull, nameAmong } from '../domain/qualified-name.ts';
import { formatLocal } from '../domain/time-zone.ts';
import { parseUntil } from '../domain/until.ts';
import type { Answer, StatusView } from './answer.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { findTarget } from './find-target.ts';
import { frozenPlaces } from './frozen-places.ts';
import { inForceNow } from './frozen-stage.ts';
import type { QuestionDeps } from './questions/answer-question.ts';
import { readStatus } from './questions/status.ts';

export interface ResolveFreezeDeps extends QuestionDeps {
  readonly structures: Pick<PipelineReads, 'structure'>;
}

type FreezeCommand = Extract<Command, { verb: 'freeze' | 'unfreeze' }>;
type FreezeDeed = Extract<Deed, { kind: 'freeze' | 'unfreeze' }>;
export type ResolvedFreeze =
  | { readonly kind: 'deed'; readonly deed: FreezeDeed }
  | { readonly kind: 'answer'; readonly answer: Answer };

const answer = (value: Answer): ResolvedFreeze => ({ kind: 'answer', answer: value });
const sameWord = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** As much as the reason of a closed way, and a button, can hold. */
const REASON_MAX = 240;
const MINUTE_MS = 60_000;

/** Turns the words of a freeze into a deed. One over all pipelines whose names fit is asked back, with the sentence that does it.
 * @param person whose time zone the words are in */
export async function resolveFreeze(
  deps: ResolveFreezeDeps,
  command: FreezeCommand,
  request: OperationRequest,
  person: Person | undefined,
  rerun: (name: string) => string,
): Promise<ResolvedFreeze> {
  const found = await findTarget(deps, command.pipeline, rerun);
  if (found.kind === 'answer') return found;
  const { target, called } = found;
  const resolved =
    command.verb === 'freeze'
      ? toFreeze(command, target, Date.parse(request.requestedAt), person?.timeZone ?? 'UTC')
      : await toUnfreeze(deps, command, target, called);
  if (resolved.kind === 'answer' || command.confirmed || !isGlob(target.pipeline)) return resolved;
  return askBack(deps, resolved.deed, called);
}

function toFreeze(
  { end, stages }: Extract<FreezeCommand, { verb: 'freeze' }>,
  ref: FreezeTarget,
  nowMs: number,
  timeZone: string,
): ResolvedFreeze {
  const parsed = parseUntil(end, nowMs, timeZone);
  if ('problem' in parsed) return answer({ kind: 'problem', problem: { kind: 'wrong_time', why: parsed.problem } });
  // Told by the minute, and never shorter than told.
  const until = new Date(Math.ceil(Date.parse(parsed.until) / MINUTE_MS) * MINUTE_MS).toISOString();
  const target = { ...ref, ...(stages === undefined ? {} : { stages }) };
  return { kind: 'deed', deed: { kind: 'freeze', target, until, reason: reasonOf(parsed.rest) || 'freeze' } };
}

function reasonOf(words: readonly string[]): string {
  return words.join(' ').slice(0, REASON_MAX);
}

async function toUnfreeze(
  deps: ResolveFreezeDeps,
  { words, once }: Extract<FreezeCommand, { verb: 'unfreeze' }>,
  ref: FreezeTarget,
  called: string,
): Promise<ResolvedFreeze> {
  const inForce = await inForceNow(deps);
  const whole: FreezeDeed = { kind: 'unfreeze', target: ref, reason: '' };
  const frozen = await frozenPlaces(deps, whole, inForce);
  const [first = '', ...rest] = words;
  const names = frozen.flatMap(({ stages }) => stages.flatMap((stage) => stage ?? []));
  const stage = names.find((name) => sameWord(name, first));
  const stages = stage ?? (isGlob(first) && names.some((name) => matchesGlob(first, name)) ? first : undefined);
  const target: FreezeTarget = { ...ref, ...(stages === undefined ? {} : { stages }) };
  const left = stages === undefined ? words : rest;
  if (!once) return { kind: 'deed', deed: { kind: 'unfreeze', target, reason: reasonOf(left) } };
  const [only] = frozen;
  if (!only) return answer({ kind: 'refused', deed: undefined, refusal: { reason: 'not_frozen' } });
  if (frozen.length > 1) {
    const options = frozen.map((place) => ({
      label: inFull(deps.served, place.ref),
      command: sentence('unfreeze', inFull(deps.served, place.ref), stages, '--once', reasonOf(left)),
    }));
    return answer({ kind: 'which', question: 'An execution of which pipeline?', options });
  }
  const { everywhere: _one, ...there } = target;
  return letOne(deps, { ...there, ...only.ref }, left, isGlob(called) ? inFull(deps.served, only.ref) : called);
}

/** The execution that is named, else the one that the freeze holds up. */
async function letOne(
  deps: ResolveFreezeDeps,
  target: FreezeTarget,
  words: readonly string[],
  called: string,
): Promise<ResolvedFreeze> {
  const { account, region, pipeline, stages } = target;
  const status = await readStatus(deps, { account, region, pipeline }, called);
  if (!status) return answer({ kind: 'not_found', typed: pipeline });
  const held = await heldUp(deps, status, stages);
  const [first = '', ...rest] = words;
  const isId = /^[0-9a-f][0-9a-f-]{7,}$/i.test(first);
  const known = [...held, ...status.executions.map(({ executionId }) => executionId)];
  const candidates = isId ? [...new Set(known)].filter((id) => id.startsWith(first.toLowerCase())) : held;
  const reason = reasonOf(isId ? rest : words);
  const [only] = candidates;
  if (!only) return answer({ kind: 'refused', deed: undefined, refusal: { reason: 'not_waiting' } });
  if (candidates.length === 1) return { kind: 'deed', deed: { kind: 'unfreeze', target, once: only, reason } };
  const options = candidates.map((id) => ({
    label: shortId(id),
    command: sentence('unfreeze', called, stages, id, '--once', reason),
  }));
  return answer({ kind: 'which', question: `Which execution of ${called}?`, options });
}

/** Those that stand before a frozen stage, and those whose approval leads into one. */
async function heldUp(
  deps: ResolveFreezeDeps,
  { ref, live, approvals }: StatusView,
  stages: string | undefined,
): Promise<ExecutionId[]> {
  const inForce = await inForceNow(deps);
  const isFrozen = (names: readonly [string, ...string[]]) =>
    (stages === undefined || names.some((name) => matchesGlob(stages, name))) &&
    inForce.some((freeze) => freezes(freeze, deps.policy, ref, names));
  const before = live.stages.flatMap(({ name, waiting, inbound }) =>
    inbound.enabled || !isFrozen([name]) ? [] : waiting,
  );
  const structure = await deps.structures.structure(ref, live.version);
  const asked = approvals.flatMap(({ stage, action, executionId }) => {
    const names = approvalNames(structure, stage, action) ?? ([stage] as const);
    return isFrozen(names) ? executionId : [];
  });
  return [...new Set([...before, ...asked])];
}

/** A freeze of many pipelines is shown before it is done, each by its name. */
async function askBack(deps: ResolveFreezeDeps, deed: FreezeDeed, called: string): Promise<ResolvedFreeze> {
  const inForce = await inForceNow(deps);
  const places = await frozenPlaces(deps, deed, inForce);
  if (places.length === 0) {
    const reason = deed.kind === 'freeze' ? 'nothing_to_freeze' : 'not_frozen';
    return answer({ kind: 'refused', deed, refusal: { reason } });
  }
  const { stages } = deed.target;
  const refs = places.map(({ ref }) => ref);
  const end = deed.kind === 'freeze' ? `until ${formatLocal(Date.parse(deed.until), 'UTC')} UTC` : undefined;
  const command = sentence(deed.kind, called, stages, end, '--confirmed', deed.reason);
  return answer({
    kind: 'confirm_freeze',
    deed,
    pipelines: places.map(({ ref }) => nameAmong(deps.served, ref, refs)),
    command,
  });
}

/** Words that read back to the same; a reason stays one word, so that nothing in it is taken for anything else. */
function sentence(...parts: readonly (string | undefined)[]): string {
  const reason = parts.at(-1) ?? '';
  const quoted = reason === '' ? [] : [`"${reason.replaceAll('"', '”')}"`];
  return [...parts.slice(0, -1).filter((part) => part !== undefined), ...quoted].join(' ');
}
