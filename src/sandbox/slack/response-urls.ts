import type { Clock } from '../ports.ts';

const LIFE_MS = 30 * 60_000;
const USES = 5;
const REMEMBERED_MS = 24 * 60 * 60_000;

/** Where an answer through a `response_url` goes. */
export interface ResponseTarget {
  user: string;
  channel: string;
  /** the message that was clicked; a slash command has none */
  source: { ts: string; ephemeral: boolean } | null;
}

export interface ResponseUrls {
  /** @returns the opaque last part of the URL */
  issue(target: ResponseTarget): string;
  /** Looks one up without using it. */
  look(opaque: string): ResponseTarget | 'no_service' | 'used_url' | 'expired_url';
  /** Counts one of the five uses. */
  use(opaque: string): void;
}

export function createResponseUrls(clock: Clock, newSecret: () => string): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  return {
    issue(target) {
      for (const [opaque, { at }] of issued) {
        if (clock.now() - at <= REMEMBERED_MS) break;
        issued.delete(opaque);
      }
      const opaque = newSecret();
      issued.set(opaque, { target, at: clock.now(), uses: 0 });
      return opaque;
    },
    look(opaque) {
      const known = issued.get(opaque);
      if (!known) return 'no_service';
      if (known.uses >= USES) return 'used_url';
      return clock.now() - known.at > LIFE_MS ? 'expired_url' : known.target;
    },
    use(opaque) {
      const known = issued.get(opaque);
      if (known) known.uses++;
    },
  };
}
