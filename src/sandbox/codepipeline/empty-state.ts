import type { Seed } from './machine/seed.ts';
import { partnerTypes } from './providers/partner-types.ts';
import type { RegionState } from './state.ts';
import { typeKey } from './type-shapes.ts';

/** Where the sandbox serves AWS when nobody asks for another port. */
const DEFAULT_ORIGIN = 'http://127.0.0.1:4566';

/** A Region in which nothing has happened yet. */
export const emptyState = (place: { accountId: string; region: string; seed: Seed; speed?: number }): RegionState => ({
  speed: 1,
  ...place,
  sequence: 0,
  pipelines: new Map(),
  heads: new Map(),
  types: new Map(partnerTypes(place.accountId).map((type) => [typeKey(type.id), type])),
  webhooks: new Map(),
  alarms: new Map(),
  invokes: false,
  origin: DEFAULT_ORIGIN,
});
