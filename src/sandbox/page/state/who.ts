import { APP } from '../../people.ts';
import type { Person } from '../../ports.ts';

/** A person of the snapshot, or somebody made up from the id: the bot and Slackbot are in no list of people. */
export function whoIs(id: string, people: readonly Person[]): { id: string; realName: string; kind: Person['kind'] } {
  const person = people.find((candidate) => candidate.id === id);
  if (person) return person;
  if (id === APP.botUserId || id === APP.botId) return { id, realName: 'Signalbox', kind: 'bot' };
  return { id, realName: id === 'USLACKBOT' ? 'Slackbot' : id, kind: id === 'USLACKBOT' ? 'bot' : 'member' };
}

/** How somebody is marked beside the name; null for full members. */
export function kindMark({ kind, deactivated }: Pick<Person, 'kind' | 'deactivated'>): string | null {
  if (deactivated) return 'deactivated';
  if (kind === 'guest') return 'guest';
  if (kind === 'outsider') return 'partner company';
  return kind === 'bot' ? 'app' : null;
}
