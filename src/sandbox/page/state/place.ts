import { effect, signal } from '@preact/signals';
import { readPlace, writePlace } from './place-hash.ts';

export type Pane = 'channels' | 'messages' | 'yard';
export const HOME = 'home';
const STORED = 'signalbox.place';

const remembered = readPlace(location.hash, readStored());

/** Who the person in front of the screen acts as: a user id. */
export const actingAs = signal(remembered.user);
/** A channel id, or HOME. */
export const place = signal(remembered.place);
/** The first message of the open thread. */
export const thread = signal<{ channel: string; ts: string } | null>(null);
/** The panel that a narrow screen shows; a wide one shows them all. */
export const pane = signal<Pane>('messages');

export function goTo(target: string): void {
  place.value = target;
  thread.value = null;
  pane.value = 'messages';
}

export function openThread(channel: string, ts: string): void {
  thread.value = { channel, ts };
}

/** The choice survives a reload: in the address, so that two tabs can be two people, and in the browser for the next visit. */
export function rememberPlace(): void {
  effect(() => {
    const hash = writePlace({ user: actingAs.value, place: place.value });
    history.replaceState(null, '', hash);
    try {
      localStorage.setItem(STORED, hash);
    } catch {
      // Storage may be switched off; the address still carries the choice.
    }
  });
  addEventListener('hashchange', () => {
    const wanted = readPlace(location.hash, writePlace({ user: actingAs.peek(), place: place.peek() }));
    actingAs.value = wanted.user;
    if (wanted.place !== place.peek()) goTo(wanted.place);
  });
}

function readStored(): string {
  try {
    return localStorage.getItem(STORED) ?? '';
  } catch {
    return '';
  }
}
