/** What the parts of the sandbox know of each other. Types only; each part is made by one `create…` function. */

/** The one clock of the sandbox: real time plus an offset that can be moved forward. All times are epoch milliseconds. */
export interface Clock {
  now(): number;
  /** Runs `work` once when the clock reaches `atMs` (at once, but not synchronously, when that has passed).
   * @returns cancels it */
  at(atMs: number, work: () => void): () => void;
}

/** An event as EventBridge hands it to a target. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO, whole seconds */
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

export interface HttpRequest {
  method: string;
  /** path with query, as on the wire */
  url: string;
  /** lower-case names */
  headers: Record<string, string>;
  body: Buffer;
}

export interface HttpResponse {
  /** 0: no answer, the connection stays silent until the caller gives up */
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** One line of the log of requests that the workspace page shows. */
export interface RequestLogEntry {
  at: number;
  from: 'slack' | 'aws';
  /** `chat.postMessage`, `codepipeline:StartPipelineExecution`, `POST /slack (block_actions)` */
  what: string;
  /** 200, `invalid_blocks`, `PipelineNotFoundException` */
  outcome: string;
  ms: number;
}

/** Who calls, as the security token service knows it. */
export interface Caller {
  /** twelve digits */
  account: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
  arn: string;
}

/** The simulated CodePipeline service, all accounts and regions. Made by `createCodePipeline` in codepipeline/index.ts. */
export interface CodePipelineService {
  /** One AWS JSON 1.1 request (`X-Amz-Target: CodePipeline_20150709.…`). Never throws, whatever the body.
   * @param caller default: somebody of the home account, named by the access key */
  handle(request: HttpRequest, region: string, caller?: Caller): HttpResponse;
  /** A push to the repository behind the pipeline's (first) source action.
   * @throws Error with a message for people when the pipeline is unknown */
  commit(push: Push): { executionId: string; commitId: string };
  /** The pipelines as they truly are, for the right panel of the page. */
  yard(): YardPipeline[];
  /** Divides the simulated durations of actions that start from now on. 0 pauses all simulated actions. */
  setSpeed(speed: number): void;
  /** Called after every change of state. */
  onChange(listener: () => void): void;
  /** Gives it the world outside; until then Lambda functions are taken to answer their jobs by themselves. */
  connect(world: CodePipelineWorld): void;
  /** Sets the state of a CloudWatch alarm, for rules that look at it; one that was never set is OK. */
  setAlarm(alarm: {
    name: string;
    state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
    account?: string;
    region?: string;
  }): void;
  /** The next run of an action, or of a rule, fails (a retry then succeeds).
   * @throws ControlError with a message for people */
  fail(failure: ScriptedFailure): void;
  /** Sets the secret of a partner's customer.
   * @returns the customer's id, as PollForThirdPartyJobs tells it
   * @throws ControlError when no partner has such an action type */
  setClientToken(partner: Partner): { clientId: string };
  /** What its providers know of the work that they did for it, newest last: for the services that stand beside it.
   * @param account default: the home account */
  works(region: string, account?: string): ProviderWork[];
}

/** What the simulated CodePipeline needs of its surroundings. */
export interface CodePipelineWorld {
  /** Calls a Lambda function and does not wait for it.
   * @returns `unknown`: there is none of that name; `simulated`: it is taken to answer its job by itself */
  invoke(functionName: string, event: object, region: string): 'invoked' | 'simulated' | 'unknown';
  /** `http://127.0.0.1:PORT`, where webhooks are called: requests to `/_webhooks/…` are to be handed to `handle` */
  origin: string;
}

/** A failure that is wanted. */
export interface ScriptedFailure {
  pipeline: string;
  /** default: the home account */
  account?: string;
  /** default: the home region */
  region?: string;
  /** default: the execution that started last of those in progress */
  executionId?: string;
  /** `Stage/Action` or `Stage/Rule` */
  action: string;
  /** `JobFailed`, `PermissionError`, … */
  code?: string;
  /** default: the provider's own words */
  message?: string;
}

/** An action type of a partner whose job worker does the work. */
export interface Partner {
  category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
  provider: string;
  /** default `1` */
  version?: string;
  /** default: the home account */
  account?: string;
  /** default: the home region */
  region?: string;
  /** the secret that the job worker has to show from now on */
  clientToken: string;
}

/** One piece of work that a provider did for an action or a rule. */
export interface ProviderWork {
  pipeline: string;
  executionId: string;
  stage: string;
  /** of the action or the rule */
  name: string;
  provider: string;
  /** of the API */
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned';
  startedAt: number;
  endedAt?: number;
  configuration: Record<string, string>;
  commands: string[];
  externalId: string;
  log?: { group: string; stream: string };
  /** what it wrote into its log before it failed */
  output?: string;
  error?: { code: string; message: string };
}

export interface Push {
  pipeline: string;
  /** default: the home account */
  account?: string;
  /** default: the home region */
  region?: string;
  message?: string;
  author?: { name: string; email: string; login: string };
  /** `Stage/Action`: the next run of that action in this execution fails (retry then succeeds) */
  fail?: string;
  /** what it writes into its log before that */
  output?: string;
}

export interface YardPipeline {
  name: string;
  account: string;
  region: string;
  executionMode: 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
  stages: {
    name: string;
    status: string | null;
    executionId: string | null;
    inbound: string[];
    transition: { enabled: boolean; reason?: string };
    actions: { name: string; provider: string; category: string; status: string | null }[];
  }[];
  latest: { executionId: string; status: string; commitId?: string; message?: string; author?: string } | null;
}

export interface Person {
  id: string;
  teamId: string;
  /** handle: `dana` */
  name: string;
  realName: string;
  title: string;
  email: string;
  login: string;
  kind: 'member' | 'guest' | 'outsider' | 'bot';
  /** the account is closed; what its owner clicked before may still arrive */
  deactivated?: boolean;
}

export interface UserGroup {
  /** `S…` */
  id: string;
  handle: string;
  name: string;
  users: readonly string[];
  /** epoch ms; a disabled group is no group to whoever asks for its members */
  disabledAt?: number;
}

/** What becomes of somebody's account; what is left out stays. */
export interface PersonChange {
  /** id or handle */
  user: string;
  /** an outsider belongs to the other workspace, and is in the shared channels only */
  kind?: Exclude<Person['kind'], 'bot'>;
  deactivated?: boolean;
}

export interface UserGroupChange {
  /** id or handle */
  usergroup: string;
  /** from now on these, by id or handle, and nobody else */
  users?: readonly string[];
  disabled?: boolean;
}

/** What the app's manifest tells Slack: what people are offered, and of which events the app hears. */
export interface AppManifest {
  commands: readonly { command: string; description: string; usageHint: string }[];
  shortcuts: readonly AppShortcut[];
  /** their subdomains count, too */
  unfurlDomains: readonly string[];
  homeTab: boolean;
  /** whether Slack has an address to ask for the options of menus */
  loadsOptions: boolean;
  /** names of the bot events: `app_home_opened` */
  events: readonly string[];
}

export interface AppShortcut {
  name: string;
  callbackId: string;
  description: string;
  /** global ones start from anywhere, the others from a message */
  type: 'global' | 'message';
}

/** A word after the app's command, as its help tells it. */
export interface CommandWord {
  name: string;
  /** `retry <pipeline> [stage] [--all]` */
  usage: string;
  summary: string;
}

/** A shortcut that somebody takes; with `channel` and `ts`, on a message. */
export interface ShortcutInput {
  user: string;
  callback_id: string;
  channel?: string;
  ts?: string;
}

/** What somebody types into a menu whose options the app supplies, in a message or a view. */
export interface OptionsInput {
  user: string;
  channel?: string;
  ts?: string;
  view_id?: string;
  /** where one action_id stands in several blocks */
  block_id?: string;
  action_id: string;
  query: string;
}

/** An element that somebody clicks, of a message or of a modal. */
export interface ClickInput {
  user: string;
  channel?: string;
  ts?: string;
  view_id?: string;
  /** where one action_id stands in several blocks */
  block_id?: string;
  action_id: string;
  value?: string;
  state?: unknown;
}

/** The simulated Slack workspace. Made by `createSlackWorkspace` in slack/index.ts. */
export interface SlackWorkspace {
  /** A Web API request, `/api/<method>`, or a POST to a response_url, `/response/…`. Never throws. */
  handle(request: HttpRequest): Promise<HttpResponse>;
  /** Somebody types a slash command; answers after the app's ack (or its failure to give one within 3 s).
   * @throws ControlError on an unknown user or channel */
  command(input: { user: string; channel: string; text: string; command?: string }): Promise<AckResult>;
  /** Somebody clicks; a confirm counts as confirmed; `value` also picks a menu option.
   * @throws ControlError when there is no such message or element */
  click(input: ClickInput): Promise<AckResult>;
  /** `values` in Slack's `state.values` form. */
  submit(input: { user: string; view_id: string; values: Record<string, Record<string, unknown>> }): Promise<AckResult>;
  /** Closes a modal as its × does. */
  closeView(input: { user: string; view_id: string }): Promise<AckResult>;
  /** Somebody takes a shortcut of the manifest.
   * @throws ControlError on an unknown person, channel, message or shortcut */
  shortcut(input: ShortcutInput): Promise<AckResult>;
  /** Somebody opens the app's Home tab (event `app_home_opened`).
   * @throws ControlError on an unknown person, or where the manifest has no Home tab or does not ask for the event */
  openHome(input: { user: string }): Promise<AckResult>;
  /** Somebody types into a menu whose options the app supplies.
   * @throws ControlError when there is no such menu, or too little was typed for Slack to ask */
  options(input: OptionsInput): Promise<AckResult & OfferedOptions>;
  /** Somebody writes a message; the app hears of links to its domains (event `link_shared`).
   * @throws ControlError on an unknown person, channel or thread, or a text that Slack would not take */
  say(input: { user: string; channel: string; text: string; thread_ts?: string }): Promise<AckResult & { ts: string }>;
  /** Somebody puts a file into a file input; the app sees it once it is submitted.
   * @throws ControlError on an unknown person, or an empty file */
  upload(input: { user: string; name: string; bytes: Buffer }): UploadedFile;
  /** An administrator changes an account. The app hears nothing of it: Slack sends it no event.
   * @throws ControlError when nobody is called so */
  changePerson(change: PersonChange): Person;
  /** An administrator changes who is in a user group, or disables it. The app hears nothing of it either.
   * @throws ControlError on an unknown group or person */
  changeUserGroup(change: UserGroupChange): UserGroup;
  /** What this person sees. */
  snapshot(user: string): WorkspaceSnapshot;
  /** Open modals of everybody, for GET /control/state. */
  views(): { id: string; user: string; callback_id: string; blocks: unknown[] }[];
  /** Web API calls so far, by method. */
  calls(): Record<string, number>;
  onChange(listener: () => void): void;
}

/** Answer of a control call: what the app answered to the signed request. */
export interface AckResult {
  ok: boolean;
  /** HTTP status of the app's answer; 0 when it did not answer in time */
  status: number;
  body: unknown;
  /** id of a modal that the app opened for this trigger before the ack */
  view?: { id: string; callback_id: string; blocks: unknown[] };
  /** `operation_timeout`, … as Slack would show it */
  error?: string;
}

/** The options that the app offers, in groups or not. */
export interface OfferedOptions {
  options: Record<string, unknown>[];
  option_groups: Record<string, unknown>[];
}

export interface UploadedFile {
  id: string;
  name: string;
  /** bytes */
  size: number;
}

/** A control call that cannot be carried out; becomes `{ok: false, error}` with status 400. */
export class ControlError extends Error {}

export interface MessageView {
  ts: string;
  user: string;
  text: string;
  blocks: unknown[];
  /** Slack's attachments: what unfurled links show, too */
  attachments?: unknown[];
  threadTs?: string;
  /** shown in the channel although it is a reply */
  broadcast?: boolean;
  ephemeral?: boolean;
  edited?: boolean;
  files?: { id: string; name: string; title: string; size: number /** where this page downloads it */; path: string }[];
  replies: number;
  /** ts of the newest reply */
  latestReply?: string;
}

export interface WorkspaceSnapshot {
  /** clock, epoch ms */
  now: number;
  me: string;
  team: { id: string; name: string; domain: string };
  app: {
    commands: { command: string; description: string; usageHint: string; words: readonly CommandWord[] }[];
    shortcuts: readonly AppShortcut[];
    homeTab: boolean;
  };
  people: Person[];
  userGroups: UserGroup[];
  channels: { id: string; name: string; kind: 'channel' | 'im'; topic: string; with?: string }[];
  /** by channel id, oldest first, at most the newest 200, thread replies included */
  messages: Record<string, MessageView[]>;
  /** the top modal of this person */
  modal: ViewSnapshot | null;
  /** the App Home of this person, when published */
  home: ViewSnapshot | null;
}

export interface ViewSnapshot {
  id: string;
  callback_id: string;
  title: string;
  submit: string | null;
  close: string | null;
  blocks: unknown[];
  /** by block_id, from `response_action: errors` */
  errors: Record<string, string>;
  /** why the last submission came to nothing */
  problem: string | null;
  /** how many modals lie below this one */
  below: number;
}
