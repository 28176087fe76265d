import { type Actor, isPerson } from '../domain/operation.ts';
import type { Answer } from './answer.ts';
import type { Preferences } from './why/ports.ts';

/** Keeps whether somebody is mentioned when their change breaks something. It is about nobody else, and changes no pipeline. */
export async function chooseMentions(
  { preferences }: { readonly preferences: Preferences },
  actor: Actor,
  on: boolean,
): Promise<Answer> {
  if (isPerson(actor)) await preferences.setMentions(actor.userId, on);
  return { kind: 'mentions', on };
}
