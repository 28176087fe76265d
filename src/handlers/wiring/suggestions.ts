import type { Log } from '../../app/ports.ts';
import { suggest } from '../../app/suggest.ts';
import { createCatalogueQuery } from '../../aws/catalogue-query.ts';
import { TeamId } from '../../domain/ids.ts';
import type { SlackClient } from '../../slack/client.ts';
import type { Suggestions } from '../../slack/options/option-list.ts';
import { createPeople } from '../../slack/people.ts';
import { readPolicy } from './policy.ts';
import { world } from './runtime.ts';

export interface SuggestionSettings {
  readonly TABLE_NAME: string;
  readonly POLICY_FILE: string;
  readonly AWS_REGION: string;
  readonly SLACK_TEAM_ID: string;
}

/** What lists that load while somebody types are answered from. Loaded when the first of them is asked for. */
export async function wireSuggestions(
  settings: SuggestionSettings,
  slack: SlackClient,
  log: Log,
): Promise<Suggestions> {
  const policy = await readPolicy(settings.POLICY_FILE);
  const deps = {
    policy,
    people: createPeople({ slack, log, ...world }),
    catalogue: createCatalogueQuery(settings.TABLE_NAME, settings.AWS_REGION, process.env, world.now),
    homeTeam: TeamId(settings.SLACK_TEAM_ID),
  };
  return {
    suggest: (actor, wanted) => suggest(deps, actor, wanted),
    placeName: ({ account, region }) =>
      `${policy.accounts.find(({ id }) => id === account)?.alias ?? account}/${region}`,
  };
}
