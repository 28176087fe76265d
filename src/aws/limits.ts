/** Limits of what is stored of an observation, so that an execution of a thousand actions fits into one item of 400 KB. */
export const EXTERNAL_ID_MAX = 120;
export const ERROR_TEXT_MAX = 500;
export const REVISION_SUMMARY_MAX = 200;
export const TRIGGER_DETAIL_MAX = 300;
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
  return { ...(code ? { code: code.slice(0, 60) } : {}), ...(text ? { text: text.slice(0, ERROR_TEXT_MAX) } : {}) };
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

/** Cuts by characters as people count them, never inside one, and says that it did. */
export function cutTo(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = text.slice(0, max - 1);
  if (/[\uD800-\uDBFF]$/.test(cut)) cut = cut.slice(0, -1);
  return `${cut}…`;
}

/** Connection sources wrap the commit message: `{"ProviderType":"GitHub","CommitMessage":"…"}`; all others write it plainly. */
export function toCommitMessage(summary: string): string {
  if (!summary.startsWith('{')) return firstLine(summary);
  try {
    const { CommitMessage } = JSON.parse(summary) as { CommitMessage?: unknown };
    return typeof CommitMessage === 'string' ? firstLine(CommitMessage) : '';
  } catch {
    return firstLine(summary);
  }
}
