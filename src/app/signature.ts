import type { OperationId } from '../domain/ids.ts';
import type { Vote } from '../domain/votes.ts';
import { markOf } from './mark.ts';

/** `Ben Okafor (U0BEN) via Slack, op 1a2b3c4d: checked on staging`. CodePipeline only knows the bot's role, so this names the human;
 * the mark stands before the words, so that cutting cannot lose it. */
export function signed(byName: string, by: string, operationId: OperationId, words: string): string {
  return withWords(`${byName.slice(0, 80)} (${by}) via Slack, ${markOf(operationId)}`, words);
}

/** PutApprovalResult takes so much. */
const SUMMARY_MAX = 512;
/** All names at full length take no more than that; else the ids alone stand for them, which say the same to who must know. */
const NAMES_MAX = 260;

/** The summary of an approval: every voter by name and id, the mark, and what each of them said, in at most 512 characters.
 * @param breakGlass the reason for going past the rule */
export function signedByAll(votes: readonly Vote[], operationId: OperationId, breakGlass: string | undefined): string {
  const full = votes.map(({ by, byName }) => `${byName.slice(0, 80)} (${by})`).join(', ');
  const names = full.length <= NAMES_MAX ? full : votes.map(({ by }) => by).join(', ');
  const who = `${names} via Slack, ${markOf(operationId)}${breakGlass === undefined ? '' : ', BREAK-GLASS'}`;
  const alone = votes.length === 1;
  const said = votes.filter(({ comment }) => comment !== undefined && comment !== '');
  const reasons = breakGlass === undefined ? [] : [breakGlass];
  const comments = said.map(({ byName, by, comment = '' }) =>
    alone ? comment : `${full.length <= NAMES_MAX ? byName.slice(0, 80) : by}: ${comment}`,
  );
  return withWords(who, shared([...reasons, ...comments], SUMMARY_MAX - who.length - 2).join('; '));
}

function withWords(who: string, words: string): string {
  return words.trim() === '' ? who : `${who}: ${words.trim()}`;
}

/** Cuts texts so that together they fit, the long ones first: nobody's words are dropped for another's. */
function shared(texts: readonly string[], room: number): string[] {
  let left = room - 2 * Math.max(0, texts.length - 1);
  let waiting = texts.length;
  const shortestFirst = texts.map((text, index) => ({ text, index })).toSorted((a, b) => a.text.length - b.text.length);
  const cut: string[] = [];
  for (const { text, index } of shortestFirst) {
    const share = Math.max(0, Math.floor(left / waiting));
    cut[index] = text.length <= share ? text : `${text.slice(0, Math.max(0, share - 1))}…`;
    left -= Math.min(text.length, share);
    waiting -= 1;
  }
  return cut;
}
