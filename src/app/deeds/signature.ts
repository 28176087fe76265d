import type { OperationId, UserId } from '../../domain/ids.ts';
import { markOf } from '../mark.ts';

/** `Ben Okafor (U0BEN) via Slack, op 1a2b3c4d: checked on staging`. CodePipeline only knows the bot's role, so this names the human;
 * the mark stands before the words, so that cutting cannot lose it. */
export function signed(byName: string, userId: UserId, operationId: OperationId, words: string): string {
  const who = `${byName.slice(0, 80)} (${userId}) via Slack, ${markOf(operationId)}`;
  return words.trim() === '' ? who : `${who}: ${words.trim()}`;
}
