import { sha256 } from '../app/digest.ts';
import { AccountId, ExecutionId, type ExecutionRef, type PipelineRef, RunKey } from '../domain/ids.ts';
import type { DefinitionChange, DraftTarget } from '../domain/operation.ts';
import { MAX } from './limits.ts';

/** What a button, menu or modal is about. It names the target and never holds state, a token or a right (reference.why.md). */
export interface Reference {
  readonly account: string;
  readonly region: string;
  readonly pipeline: string;
  readonly executionId?: string;
  /** a stage's name, or `#` and 16 hex digits of its SHA-256 where the name was too long */
  readonly stage?: string;
  /** an action's name, or its digest as above */
  readonly action?: string;
  /** a run of an action, or `a2`: the second attempt */
  readonly run?: string;
}

export type ParsedReference =
  | { readonly ok: true; readonly reference: Reference }
  | { readonly ok: false; readonly reason: 'unknown_version' | 'not_ours' };

const VERSION = '1';
const FIELDS = ['account', 'region', 'pipeline', 'executionId', 'stage', 'action', 'run'] as const;
/** Twice what CodePipeline allows; anything longer is none of its names. */
const LONGEST_FIELD = 200;

/** `1|account|region|pipeline|execution|stage|action|run`, for a button's value.
 * @returns undefined when it does not fit, which no name that CodePipeline allows can cause */
export function toValue(reference: Reference): string | undefined {
  return encode(reference, MAX.buttonValue);
}

/** The same for a `block_id`, where names may have to become digests. */
export function toBlockId(reference: Reference): string | undefined {
  return encode(reference, MAX.blockId);
}

function encode(reference: Reference, max: number): string | undefined {
  const hashed = { ...reference, ...digestOf('stage', reference), ...digestOf('action', reference) };
  return [compact(reference), compact(hashed)].find((text) => text.length <= max);
}

function digestOf(field: 'stage' | 'action', reference: Reference): Partial<Reference> {
  const value = reference[field];
  return value === undefined || isDigest(value) ? {} : { [field]: nameDigest(value) };
}

/** `#` and the first 16 hex digits of the SHA-256 of a stage's or an action's name. */
export function nameDigest(value: string): string {
  return `#${sha256(value).slice(0, 16)}`;
}

export function isDigest(value: string): boolean {
  return /^#[0-9a-f]{16}$/.test(value);
}

function compact(reference: Reference): string {
  return [VERSION, ...FIELDS.map((field) => encodeField(reference[field] ?? ''))].join('|');
}

/** Percent-encodes only what the form itself needs and what is not plain ASCII: CodePipeline's names stay as they are. */
function encodeField(value: string): string {
  if (isDigest(value)) return value;
  const wellFormed = Buffer.from(value).toString('utf8');
  return wellFormed.replace(/[%|#]|[^\x21-\x7e]/gu, encodeURIComponent);
}

/** Reads what came back from Slack, which is input like any other. */
export function parseReference(text: string): ParsedReference {
  const [version, ...rest] = text.split('|');
  if (version !== VERSION)
    return { ok: false, reason: /^\d{1,4}$/.test(version ?? '') && rest.length > 0 ? 'unknown_version' : 'not_ours' };
  const values = rest.map(decodeField);
  if (rest.length !== FIELDS.length || values.some((value) => value === undefined))
    return { ok: false, reason: 'not_ours' };
  const entries = FIELDS.map((field, index): [string, string] => [field, values[index] ?? '']);
  const {
    account = '',
    region = '',
    pipeline = '',
    ...optional
  } = Object.fromEntries(entries.filter(([, value]) => value !== ''));
  if (account === '' || region === '' || pipeline === '') return { ok: false, reason: 'not_ours' };
  return { ok: true, reference: { account, region, pipeline, ...optional } };
}

function decodeField(text: string): string | undefined {
  try {
    const value = decodeURIComponent(text);
    return value.length <= LONGEST_FIELD ? value : undefined;
  } catch {
    return undefined; // a stray % is none of ours
  }
}

export function toPipelineRef({ account, region, pipeline }: Reference): PipelineRef {
  return { account: AccountId(account), region, pipeline };
}

/** @returns undefined when the reference names no execution */
export function toExecutionRef(reference: Reference): ExecutionRef | undefined {
  if (reference.executionId === undefined) return undefined;
  return { ...toPipelineRef(reference), executionId: ExecutionId(reference.executionId) };
}

const CHANGES: readonly DefinitionChange[] = ['create', 'edit', 'delete'];

/** A draft: `run` is its id, `action` what it does.
 * @returns undefined when the reference names none */
export function toDraft(
  reference: Reference,
): { readonly target: DraftTarget; readonly change: DefinitionChange } | undefined {
  const { run, action } = reference;
  const change = CHANGES.find((one) => one === action);
  return run === undefined || !change ? undefined : { target: { ...toPipelineRef(reference), draft: run }, change };
}

/** @returns undefined when the reference does not name a run of an approval */
export function toApprovalTarget(reference: Reference) {
  const execution = toExecutionRef(reference);
  const { stage, action, run } = reference;
  if (!execution || stage === undefined || action === undefined || run === undefined) return undefined;
  return { ...execution, stage, action, run: RunKey(run) };
}
