import type { CheckReport } from '../../domain/check-report.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Served } from '../../domain/served.ts';
import type { PipelineReads, Sessions } from '../codepipeline-ports.ts';
import type { Conversations, People, World } from '../ports.ts';

/** The ids that requests and messages are compared with. */
export interface AppIds {
  readonly teamId: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
}

/** Whom Slack takes the bot's token for. */
export type SlackSelf =
  | ({
      readonly kind: 'known';
      /** absent when Slack did not list them */
      readonly scopes?: readonly string[];
      /** epoch ms by Slack's clock, to the second */
      readonly slackNow?: number;
    } & AppIds)
  | { readonly kind: 'refused'; readonly error: string }
  /** the token could not be read from where it is kept */
  | { readonly kind: 'no_token' }
  | { readonly kind: 'unreachable' };

/** What checks leave for whoever wanted them. */
export interface CheckReports {
  keep(id: string, report: CheckReport): Promise<void>;
  /** A consistent read. */
  find(id: string): Promise<CheckReport | undefined>;
}

/** What the checks look at the world through: the ports of `operations`, with its own rights. */
export interface CheckDeps extends Pick<World, 'now'> {
  readonly policy: Policy;
  readonly served: Served;
  readonly reads: Pick<PipelineReads, 'catalogue' | 'structure'>;
  readonly sessions: Sessions<unknown>;
  readonly people: Pick<People, 'members'>;
  readonly conversations: Pick<Conversations, 'find'>;
  readonly self: () => Promise<SlackSelf>;
  /** as they are set */
  readonly app: AppIds;
  readonly reports: CheckReports;
  /** Puts a harmless event on the signalbox bus. @throws when the bus does not take it */
  readonly touchBus: () => Promise<void>;
  readonly operationKey: () => Promise<string>;
  readonly version: string;
}
