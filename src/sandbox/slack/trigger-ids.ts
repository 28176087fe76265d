import type { Clock } from '../ports.ts';
import { SlackError } from './slack-error.ts';

/** A trigger id dies three seconds after the deed that caused it, or when it is used. */
const LIFE_MS = 3_000;
/** Dead ones are remembered a while, so that the app learns which of the two happened. */
const REMEMBERED_MS = 600_000;

/** What somebody did that lets the app open a modal for them. */
export interface Trigger {
  user: string;
  /** the channel it happened in, or started from */
  channel: string | null;
  /** the modal it happened in */
  viewId: string | null;
  /** the modal that the app opened in return */
  opened: string | null;
}

export interface TriggerIds {
  issue(trigger: Omit<Trigger, 'opened'>): { id: string; trigger: Trigger };
  /** Uses a trigger id up.
   * @throws SlackError `invalid_trigger_id`, `exchanged_trigger_id`, `expired_trigger_id` */
  exchange(id: string): Trigger;
}

export function createTriggerIds(clock: Clock, newTriggerId: () => string): TriggerIds {
  const issued = new Map<string, { trigger: Trigger; at: number; used: boolean }>();
  return {
    issue(seed) {
      for (const [id, { at }] of issued) {
        if (clock.now() - at <= REMEMBERED_MS) break;
        issued.delete(id);
      }
      const id = newTriggerId();
      const trigger = { ...seed, opened: null };
      issued.set(id, { trigger, at: clock.now(), used: false });
      return { id, trigger };
    },
    exchange(id) {
      const known = issued.get(id);
      if (!known) throw new SlackError('invalid_trigger_id');
      if (known.used) throw new SlackError('exchanged_trigger_id');
      if (clock.now() - known.at > LIFE_MS) throw new SlackError('expired_trigger_id');
      known.used = true;
      return known.trigger;
    },
  };
}
