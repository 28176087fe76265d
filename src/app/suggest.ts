import { bestMatches } from '../domain/best-matches.ts';
import { judgeIdentity } from '../domain/identity.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { PersonActor } from '../domain/operation.ts';
import { mayLook, teamsThatLook } from '../domain/permissions.ts';
import type { KeptCatalogue, KeptExecution } from './ports.ts';
import { type StandingDeps, standingIn } from './standing.ts';

export interface SuggestDeps extends StandingDeps {
  readonly catalogue: KeptCatalogue;
}

/** What somebody chooses from while typing. */
export type Wanted =
  | { readonly kind: 'pipelines'; readonly typed: string }
  | { readonly kind: 'stages' | 'executions'; readonly typed: string; readonly of: PipelineRef };

export type Suggested =
  | { readonly kind: 'pipelines'; readonly pipelines: readonly PipelineRef[] }
  | { readonly kind: 'stages'; readonly stages: readonly string[] }
  | { readonly kind: 'executions'; readonly executions: readonly KeptExecution[] };

/** As many as Slack takes in one list. */
const AT_MOST = 100;

/** Options from the stored catalogue: what it was at the last pass, and only what this person may look at, by the same rule as everywhere
 * and with teams as fresh. One round trip: who asks and what there is are read side by side.
 * @returns nothing for guests and strangers
 * @throws when Slack or the table cannot be asked: then nobody is told anything */
export async function suggest(deps: SuggestDeps, actor: PersonActor, wanted: Wanted): Promise<Suggested> {
  const [standing, found] = await Promise.all([
    standingIn(deps, actor, teamsThatLook(deps.policy)),
    read(deps, wanted),
  ]);
  const isNobody = judgeIdentity(actor, standing.person, deps.homeTeam) !== undefined;
  const mayI = (ref: PipelineRef) => !isNobody && mayLook(standing, deps.policy, ref);
  switch (found.kind) {
    case 'pipelines': {
      const mine = found.pipelines.filter(mayI);
      return { kind: 'pipelines', pipelines: bestMatches(wanted.typed, mine, ({ pipeline }) => pipeline, AT_MOST) };
    }
    case 'stages': {
      const mine = mayI(found.of) ? found.stages : [];
      return { kind: 'stages', stages: bestMatches(wanted.typed, mine, (stage) => stage, AT_MOST) };
    }
    case 'executions': {
      const mine = mayI(found.of) ? found.executions : [];
      const words = ({ executionId, status, summary = '' }: KeptExecution) => `${executionId} ${status} ${summary}`;
      return { kind: 'executions', executions: bestMatches(wanted.typed, mine, words, AT_MOST) };
    }
  }
}

type Read =
  | Extract<Suggested, { kind: 'pipelines' }>
  | (Exclude<Suggested, { kind: 'pipelines' }> & { readonly of: PipelineRef });

async function read({ catalogue }: SuggestDeps, wanted: Wanted): Promise<Read> {
  if (wanted.kind === 'pipelines') return { kind: 'pipelines', pipelines: await catalogue.pipelines() };
  const { of } = wanted;
  const { stages, executions } = await catalogue.parts(of);
  return wanted.kind === 'stages' ? { kind: 'stages', of, stages } : { kind: 'executions', of, executions };
}
