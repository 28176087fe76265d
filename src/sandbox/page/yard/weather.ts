import type { Faults } from '../../faults/faults.ts';

/** A set of faults that a person can choose, and what to look out for. */
export interface Weather {
  id: string;
  name: string;
  /** what it does, and what becomes of it, in one or two sentences */
  words: string;
  faults: Faults;
}

const TOO_MANY = { status: 429, retryAfter: 10, every: 2 };

const CALM: Weather = {
  id: 'calm',
  name: 'Calm',
  words: 'Every event arrives once, and everybody answers.',
  faults: {},
};

export const WEATHERS: readonly Weather[] = [
  CALM,
  {
    id: 'doubled',
    name: 'Doubled events',
    words: 'Every event comes twice, at the same moment. There is still one card.',
    faults: { duplicateEvents: true },
  },
  {
    id: 'shuffled',
    name: 'Shuffled events',
    words: 'Every event is up to ten seconds late, so they come in any order. The card never goes back.',
    faults: { shuffleEvents: { seed: 1, windowMs: 10_000 } },
  },
  {
    id: 'lost',
    name: 'Lost events',
    words: 'Every third event is lost. Watch the card become true within two minutes.',
    faults: { dropEvents: { every: 3 } },
  },
  {
    id: 'storm',
    name: 'Storms of 429',
    words: 'Slack refuses every second message and update for ten seconds. Cards fall behind, then catch up.',
    faults: {
      slack: [
        { method: 'chat.postMessage', ...TOO_MANY },
        { method: 'chat.update', ...TOO_MANY },
      ],
    },
  },
  {
    id: 'crashes',
    name: 'Crashes',
    words: 'The function that follows events dies in the middle of its work, and gets the event again a minute later.',
    faults: { crash: [{ function: 'pipeline-events', afterCall: 6 }] },
  },
];

/** The weather that these faults make. What the control API has set may be none of ours; then it is named by its faults. */
export function weatherOf(faults: Faults): Weather {
  const known = WEATHERS.find((weather) => canonical(weather.faults) === canonical(faults));
  const kinds = Object.keys(faults);
  return known ?? { id: 'other', name: 'Set from outside', words: `In force: ${kinds.join(', ')}.`, faults };
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** How often it has struck, in few words; nothing while it has not. */
export function struckWords(struck: Readonly<Record<string, number | undefined>>): string {
  const times = Math.max(0, ...Object.values(struck).map((count) => count ?? 0));
  if (times === 0) return '';
  return times === 1 ? 'once so far' : `${times} times so far`;
}
