import { mask } from '../domain/mask/mask.ts';

/** Limits of what is stored of an observation, so that an execution of a thousand actions fits into one item of 400 KB. */
export const EXTERNAL_ID_MAX = 120;
const ERROR_TEXT_MAX = 500;
const ERROR_CODE_MAX = 60;
export const REVISION_SUMMARY_MAX = 200;
export const TRIGGER_DETAIL_MAX = 300;
/** of people, branches and tags */
export const NAME_MAX = 100;
const URL_MAX = 600;

/** CodePipeline's limits on what we send, from its service model. */
export const APPROVAL_SUMMARY_MAX = 512;
export const STOP_REASON_MAX = 200;
export const TRANSITION_REASON_MAX = 300;

export function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.trim() ?? '';
}

/** @returns undefined unless it is an https link of sensible length */
export function httpsUrl(url: string | null | undefined): string | undefined {
  return url?.startsWith('https://') && url.length <= URL_MAX ? url : undefined;
}

export function toErrorText(
  code: string | null | undefined,
  text: string | null | undefined,
): { code?: string; text?: string } | undefined {
  if (!code && !text) return undefined;
  return {
    ...(code ? { code: cut(code, ERROR_CODE_MAX) } : {}),
    ...(text ? { text: cutTo(mask(text), ERROR_TEXT_MAX) } : {}),
  };
}

/** CodePipeline takes only these characters in the reason of a closed transition; everything else would be refused.
 * @see DisableStageTransition, `[a-zA-Z0-9!@ \(\)\.\*\?\-]+`, 1 to 300 characters */
export function toTransitionReason(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[,;:/\\|_–—]+/g, ' - ')
    .replace(/[^a-zA-Z0-9!@ ().*?-]+/g, ' ')
    .replace(/ (?:- )+/g, ' - ')
    .replace(/\s+/g, ' ')
    .trim();
  return (plain || 'closed from Slack').slice(0, TRANSITION_REASON_MAX).trim();
}

/** For ids and names: at most so many UTF-16 units, never half a character. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

/** For what people read: as `cut`, and ends in "…" when something is missing. */
export function cutTo(text: string, max: number): string {
  return text.length <= max ? text : `${cut(text, max - 1)}…`;
}

/** Connection sources wrap the commit message: `{"ProviderType":"GitHub","CommitMessage":"…"}`; all others write it plainly. Masked. */
export function toWholeMessage(summary: string): string {
  return mask(unwrapped(summary));
}

function unwrapped(summary: string): string {
  const wrapped = unwrap(summary);
  if (!wrapped) return summary;
  return typeof wrapped.CommitMessage === 'string' ? wrapped.CommitMessage : '';
}

/** Where the repository behind a connection is: nothing else tells. */
export function toHost(summary: string): { host?: string } {
  const host = unwrap(summary)?.ProviderType;
  return typeof host === 'string' ? { host } : {};
}

function unwrap(summary: string): { CommitMessage?: unknown; ProviderType?: unknown } | undefined {
  if (!summary.startsWith('{')) return undefined;
  try {
    return JSON.parse(summary) as { CommitMessage?: unknown; ProviderType?: unknown };
  } catch {
    return undefined;
  }
}

export function toCommitMessage(summary: string): string {
  return firstLine(toWholeMessage(summary));
}
