import type { CallFate } from '../faults/call-fates.ts';
import type { AppManifest, Clock, CommandWord, HttpResponse, Person, RequestLogEntry, UserGroup } from '../ports.ts';

/** What the Slack workspace needs from outside. */
export interface SlackWorkspaceDeps {
  clock: Clock;
  /** unique on every call; it seeds `response_url`s and trigger ids, so nobody should be able to guess it */
  newId: () => string;
  /** 0 <= n < 1, as Math.random */
  random: () => number;
  /** as they are at first */
  people: readonly Person[];
  channels: readonly ChannelSeed[];
  team: { id: string; name: string; domain: string };
  /** the workspace of the outsiders */
  otherTeamId: string;
  app: { appId: string; botId: string; botUserId: string /** default `signalbox` */; name?: string };
  manifest: AppManifest;
  /** what can follow the first command of the manifest, for whoever types it; unless given nothing is known */
  commandWords?: readonly CommandWord[];
  /** as they are at first; unless given there are none */
  userGroups?: readonly UserGroup[];
  token: string;
  signingSecret: string;
  /** of this server, for response_urls: `http://127.0.0.1:PORT`; asked late, as the port is known only after listen */
  origin: () => string;
  /** Carries a signed request to the app's URL. */
  deliver: (request: { headers: Record<string, string>; body: string }) => Promise<HttpResponse>;
  log?: (entry: RequestLogEntry) => void;
  /** What becomes of a call of this Web API method, or of a `response_url`. */
  fateOf?: (method: string) => CallFate;
  /** How long the app may take to answer a request, in milliseconds of real time. Slack's own 3,000 unless given. */
  answerWithinMs?: number;
}

export interface ChannelSeed {
  id: string;
  name: string;
  topic: string;
  archived?: boolean;
  /** with the outsiders' workspace (Slack Connect); unless said, the first channel is */
  shared?: boolean;
  /** unless said, the app's bot is a member */
  withoutBot?: boolean;
}
