import type { PipelineReads } from '../../app/codepipeline-ports.ts';
import type { KeepDeps } from '../../app/keep-deps.ts';
import type { Conversations, LastGoods, Log, Subscriptions } from '../../app/ports.ts';
import { createRecentBook } from '../../app/recent-book.ts';
import type { AccountClients } from '../../aws/account-clients.ts';
import { createPipelineReads } from '../../aws/codepipeline-reads.ts';
import { createDetailsDesk } from '../../aws/details-desk.ts';
import { createExecutionStore } from '../../aws/execution-store.ts';
import { createLastGoodStore } from '../../aws/last-good-store.ts';
import { createPaceStore } from '../../aws/pace-store.ts';
import { createRedStore } from '../../aws/red-store.ts';
import { createSecrets } from '../../aws/secrets.ts';
import { createSharedStructures } from '../../aws/shared-structures.ts';
import { createStructureCache } from '../../aws/structure-cache.ts';
import { createSubscriptionStore } from '../../aws/subscription-store.ts';
import { createTable, type Table } from '../../aws/table.ts';
import { type Config, readConfig } from '../../config.ts';
import { type AccountId, type PipelineRef, TeamId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy.ts';
import { abroad } from '../../domain/qualified-name.ts';
import type { Served } from '../../domain/served.ts';
import { createSlackClient, type SlackClient } from '../../slack/client.ts';
import { createConversations } from '../../slack/conversations.ts';
import { createMessenger } from '../../slack/messenger.ts';
import { createPeople } from '../../slack/people.ts';
import { NOBODY, servedBy, wireAccounts } from './pipelines.ts';
import { MESSAGE_SETTINGS } from './policy.ts';
import { world } from './runtime.ts';

export interface MessageWiring {
  readonly keep: Omit<KeepDeps, 'timeLeft'> & {
    readonly reads: PipelineReads;
    readonly lastGoods: LastGoods;
    readonly subscriptions: Subscriptions;
    readonly conversations: Conversations;
  };
  readonly slack: SlackClient;
  readonly table: Table;
  readonly served: Served;
  readonly accounts: AccountClients;
  /** what a pipeline of another account is called; of others undefined */
  readonly qualifiedName: (ref: PipelineRef) => string | undefined;
}

/** A failure is told after five seconds at most, whatever is known of it by then. */
const DETAILS_WAIT_MS = 4_500;

/** The ports of every function that keeps messages: store, pace, reads of CodePipeline, Slack.
 * @param waitMs how long the first message about a failure may wait for its details */
export function wireMessages(
  config: Config<(typeof MESSAGE_SETTINGS)[number], 'SLACK_BOT_TOKEN'>,
  policy: Policy,
  home: AccountId,
  log: Log,
  waitMs = DETAILS_WAIT_MS,
): MessageWiring {
  const secrets = createSecrets({ SLACK_BOT_TOKEN: config.secrets.SLACK_BOT_TOKEN }, config.AWS_REGION, world.now);
  const slack = createSlackClient({
    slackApiUrl: config.SLACK_API_URL,
    botToken: secrets.SLACK_BOT_TOKEN,
    rereadToken: secrets.SLACK_BOT_TOKEN.reread,
    now: world.now,
  });
  const table = createTable(config.TABLE_NAME, world.now);
  const served = servedBy(policy, home, config.AWS_REGION);
  const accounts = wireAccounts(served);
  const subscriptions = createSubscriptionStore(table);
  const reads = createPipelineReads(accounts.as('read', NOBODY), served, log);
  const qualifiedName = (ref: PipelineRef) => abroad(served, ref);
  return {
    slack,
    table,
    served,
    accounts,
    qualifiedName,
    keep: {
      ...world,
      executions: createExecutionStore(table),
      structures: createStructureCache(createSharedStructures(reads, table), world.now, log),
      messenger: createMessenger(slack, config.SLACK_BOT_ID, qualifiedName),
      pace: createPaceStore(table),
      reds: createRedStore(table),
      details: createDetailsDesk(waitMs, config.EVENT_BUS_NAME, config.AWS_REGION, process.env, log),
      lastGoods: createLastGoodStore(table),
      book: createRecentBook(subscriptions, world.now),
      subscriptions,
      conversations: createConversations(slack, world.now),
      people: createPeople({ slack, log, ...world }),
      homeTeam: TeamId(config.SLACK_TEAM_ID),
      policy,
      log,
      reads,
    },
  };
}

export function readMessageConfig(env: NodeJS.ProcessEnv) {
  return readConfig(env, MESSAGE_SETTINGS, ['SLACK_BOT_TOKEN']);
}
