import type { Executions, KeptMessage, StoredExecution } from '../../src/app/ports.ts';
import type { ExecutionEvent } from '../../src/domain/execution-event.ts';
import { TeamId } from '../../src/domain/ids.ts';
import { directory, memberOf } from '../support/person.ts';
import type { Sabotage } from './world.ts';

const inExecutions = (change: (executions: Executions) => Partial<Executions>): Sabotage => ({
  deps: (deps) => ({ ...deps, executions: { ...deps.executions, ...change(deps.executions) } }),
});

/** Bugs that published bots have, each of which some invariant must notice. */
export const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  'no lease: nobody sees that another draws': inExecutions((executions) => ({
    observe: async (event, dueAt) => {
      const { changed, stored } = await executions.observe(event, dueAt);
      return { changed, stored: unheld(stored) };
    },
    get: async (ref) => {
      const stored = await executions.get(ref);
      return stored && unheld(stored);
    },
    claim: async (ref, claim) => {
      const stored = await executions.claim(ref, { ...claim, leaseUntil: 0 });
      return stored && unheld(stored);
    },
  })),
  'order of arrival: the event that comes last is believed': inExecutions((executions) => ({
    observe: (event, dueAt) => executions.observe(asNewest(event), dueAt),
  })),
  'no claim: every delivery acts': {
    deps: (deps) => ({
      ...deps,
      claims: {
        ...deps.claims,
        claimOperation: async () => ({ kind: 'fresh' }),
        claimEffect: async (_effect, _operation, byName) => ({ mine: true, byName }),
      },
    }),
  },
  'no request in the audit: only what ended is written down': {
    deps: (deps) => ({
      ...deps,
      audit: { record: async (record) => (record.phase === 'requested' ? record : deps.audit.record(record)) },
    }),
  },
  'acknowledged before the bus had it': { losesRequests: true },
  'no schedule: what got lost stays lost': { noSchedule: true },
  'no adoption: a message whose answer got lost is posted again': {
    deps: (deps) => ({ ...deps, messenger: { ...deps.messenger, find: async () => [] } }),
  },
  'no end: a deed is carried out however late': {
    request: (request) => ({ ...request, notAfter: '2126-01-01T00:00:00.000Z' }),
  },
  'anybody may act': {
    deps: (deps) => ({
      ...deps,
      people: directory(async (user) => memberOf(deps.homeTeam, user, {})),
      homeTeam: TeamId('T0SIGNALBX'),
    }),
  },
  'no pace: Slack is written to as fast as events come': {
    deps: (deps) => ({ ...deps, pace: { ...deps.pace, get: async () => undefined, put: async () => true } }),
  },
  'no end of tries: what Slack will never take is sent again and again': inExecutions((executions) => ({
    release: (ref, { result: { dead: _never, ...result }, ...release }) =>
      executions.release(ref, { ...release, result }),
  })),
  'a redraw is believed to be shown though its answer got lost': inExecutions((executions) => ({
    release: (ref, release) => executions.release(ref, { ...release, result: believed(release.result) }),
  })),
};

/** As if leases were not kept; who draws now still knows that it is them. */
function unheld(stored: StoredExecution): StoredExecution {
  const messages = Object.entries(stored.messages).map(([slot, { leaseUntil: _l, quietUntil: _q, ...kept }]) => [
    slot,
    kept,
  ]);
  return { ...stored, messages: Object.fromEntries(messages) };
}

/** Each event outranks all before it, so that the last to come wins. */
let arrivals = 0;
function asNewest(event: ExecutionEvent): ExecutionEvent {
  arrivals += 1;
  const rank = (4 + arrivals) as ExecutionEvent['observation']['rank'];
  return { ...event, observation: { ...event.observation, rank } };
}

function believed<R extends { readonly notBefore?: KeptMessage['notBefore'] | undefined }>(result: R): R {
  const unsure = 'shown' in result && !('ts' in result);
  return unsure ? { ...result, shown: 'believed', notBefore: undefined } : result;
}

/** Those that few runs notice are looked for by `npm run test:full`. */
const RARE = ['a redraw is believed'];
export const QUICKLY_SEEN = Object.keys(SABOTAGES).filter((name) => !RARE.some((rare) => name.startsWith(rare)));
