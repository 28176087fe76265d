import type { UsedRight } from '../../src/sandbox/aws/rights/used-rights.ts';
import type { Faults } from '../../src/sandbox/faults/faults.ts';
import type { Struck } from '../../src/sandbox/faults/index.ts';
import type {
  AckResult,
  BusEvent,
  OfferedOptions,
  OptionsInput,
  PersonChange,
  Push,
  ShortcutInput,
  UploadedFile,
  UserGroupChange,
} from '../../src/sandbox/ports.ts';

export interface ControlState {
  now: number;
  calls: { slack: Record<string, number>; aws: Record<string, number> };
  pending: number;
  deadLetters: {
    at: number;
    from: string;
    reason: string;
    error: { errorType: string; errorMessage: string };
    body: unknown;
  }[];
  views: { id: string; user: string; callback_id: string; blocks: unknown[] }[];
  /** hosts outside this machine that a function tried to reach */
  violations: string[];
  /** in force now */
  faults: Faults;
  /** how often each kind of fault has struck since it is in force */
  struck: Struck;
}

export interface LogLine {
  at: number;
  function: string;
  line: string;
}

type Values = Record<string, Record<string, Record<string, unknown>>>;

/** The control API of a running sandbox. Every call throws when the sandbox refuses it (status other than 200). */
export interface ControlClient {
  commit(
    push: Omit<Push, 'author'> & { author?: string | Push['author'] },
  ): Promise<{ executionId: string; commitId: string }>;
  command(input: { user: string; channel: string; text: string; command?: string }): Promise<AckResult>;
  click(input: {
    user: string;
    channel?: string;
    ts?: string;
    view_id?: string;
    action_id: string;
    value?: string;
    state?: unknown;
  }): Promise<AckResult>;
  submit(input: { user: string; view_id: string; values?: Values }): Promise<AckResult>;
  close(input: { user: string; view_id: string }): Promise<AckResult>;
  /** A shortcut of the manifest; with `channel` and `ts`, one of a message. */
  shortcut(input: ShortcutInput): Promise<AckResult>;
  /** Somebody opens the app's Home tab. */
  home(user: string): Promise<AckResult>;
  /** Somebody types into a menu whose options the app supplies. */
  options(input: OptionsInput): Promise<AckResult & OfferedOptions>;
  /** Somebody writes a message; the app hears of links to its domains. */
  message(input: {
    user: string;
    channel: string;
    text: string;
    thread_ts?: string;
  }): Promise<AckResult & { ts: string }>;
  /** A file for a file input; its id goes into `files` of the submission. */
  upload(input: { user: string; name: string; content: string; encoding?: 'utf8' | 'base64' }): Promise<UploadedFile>;
  /** Somebody's account is changed, and the app is not told. */
  person(change: PersonChange): Promise<void>;
  /** A user group is changed, and the app is not told. */
  userGroup(change: UserGroupChange): Promise<void>;
  /** A raw event to the default bus; what is left out of the envelope is filled in. */
  event(event: Partial<BusEvent> & Pick<BusEvent, 'source' | 'detail-type' | 'detail'>): Promise<{ id: string }>;
  advance(ms: number): Promise<{ now: number }>;
  speed(speed: number): Promise<void>;
  pause(paused: boolean): Promise<void>;
  /** From now on these faults and no others are in force. */
  faults(faults: Faults): Promise<void>;
  /** Waits until nothing is pending.
   * @throws Error when it takes longer */
  settle(timeoutMs?: number): Promise<void>;
  state(): Promise<ControlState>;
  /** what the functions wrote */
  logs(): Promise<LogLine[]>;
  /** what the functions needed rights for */
  rights(): Promise<UsedRight[]>;
  /** what was put on the buses */
  bus(): Promise<BusEvent[]>;
  /** Any call as it is, whatever the answer. */
  raw(name: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
}

export function createControlClient(origin: string): ControlClient {
  const post = (name: string, body: unknown) =>
    fetch(`${origin}/control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  async function good<T>(name: string, response: Response): Promise<T> {
    if (response.status !== 200) throw new Error(`control ${name}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  const call = async <T>(name: string, body: unknown): Promise<T> => good(name, await post(name, body));
  const read = async <T>(name: string): Promise<T> => good(name, await fetch(`${origin}/control/${name}`));

  async function raw(name: string, body: unknown) {
    const response = await post(name, body);
    return { status: response.status, body: await response.json() };
  }

  return {
    raw,
    commit: (push) => call('commit', push),
    command: (input) => call('command', input),
    click: (input) => call('click', input),
    submit: (input) => call('submit', input),
    close: (input) => call('close', input),
    shortcut: (input) => call('shortcut', input),
    home: (user) => call('home', { user }),
    options: (input) => call('options', input),
    message: (input) => call('message', input),
    upload: async (input) => (await call<{ file: UploadedFile }>('upload', input)).file,
    person: (change) => call('people', change),
    userGroup: (change) => call('usergroups', change),
    event: (event) => call('event', event),
    advance: (advanceMs) => call('clock', { advanceMs }),
    speed: (speed) => call('clock', { speed }),
    pause: (paused) => call('clock', { paused }),
    faults: (faults) => call('faults', faults),
    async settle(timeoutMs = 10_000) {
      const answer = await raw('settle', { timeoutMs });
      if (answer.body.ok !== true) throw new Error(`The sandbox did not settle: ${JSON.stringify(answer.body)}`);
    },
    state: () => read('state'),
    logs: async () => (await read<{ lines: LogLine[] }>('logs')).lines,
    rights: async () => (await read<{ rights: UsedRight[] }>('rights')).rights,
    bus: async () => (await read<{ events: BusEvent[] }>('bus')).events,
  };
}
