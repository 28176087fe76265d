import { type Finding, failed, ok, warning } from './check-report.ts';

/* What the doctor sees of an installation from outside, judged. */

/** @param status as CloudFormation names it: `UPDATE_COMPLETE` */
export function judgeStack(name: string, status: string): Finding[] {
  if (status.endsWith('_IN_PROGRESS')) {
    return [warning('Stack', `${name} is being changed: ${status}.`, 'Ask again when that is over.')];
  }
  // A rolled back update leaves what was there before, which works.
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return [ok('Stack', `${name} stands.`)];
  if (status === 'UPDATE_ROLLBACK_COMPLETE') {
    const next = 'Look at the stack’s events for the reason, then deploy again.';
    return [warning('Stack', `${name} is as it was before its last update, which failed.`, next)];
  }
  const next = 'Look at the stack’s events, mend the cause, and run `npm run deploy`.';
  return [failed('Stack', `${name} does not stand: ${status}.`, next)];
}

export interface FunctionSeen {
  /** `slack-requests` */
  readonly name: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Lambda's words, `Active`, `Failed` */
  readonly state?: string;
  readonly lastUpdate?: string;
}

/** Leases last 40 s: a function that lives longer could act after somebody else has taken over; one that dies sooner ends nothing. */
const TIMEOUT_SECONDS = { least: 15, most: 35 } as const;
const LEAST_MEMORY_MB = 256;
/** A person waits for this one, and processor time comes with memory. */
const DOOR = 'slack-requests';
const LEAST_DOOR_MB = 512;
const REDEPLOY = 'Run `npm run deploy`; what serverless.yml says is sensible.';

export function judgeFunctions(functions: readonly FunctionSeen[]): Finding[] {
  const problems = functions.flatMap(problemsOf);
  return problems.length > 0
    ? problems
    : [ok('Functions', `${functions.length} stand, with sensible time-outs and memory.`)];
}

function problemsOf({ name, timeoutSeconds, memoryMb, state, lastUpdate }: FunctionSeen): Finding[] {
  const found: Finding[] = [];
  if (state === 'Failed' || state === 'Inactive') found.push(failed('Functions', `${name} is ${state}.`, REDEPLOY));
  if (lastUpdate === 'Failed') found.push(failed('Functions', `The last update of ${name} failed.`, REDEPLOY));
  if (timeoutSeconds < TIMEOUT_SECONDS.least || timeoutSeconds > TIMEOUT_SECONDS.most) {
    const says = `${name} is stopped after ${timeoutSeconds} s; from ${TIMEOUT_SECONDS.least} to ${TIMEOUT_SECONDS.most} s is sensible.`;
    found.push(failed('Functions', says, REDEPLOY));
  }
  const least = name === DOOR ? LEAST_DOOR_MB : LEAST_MEMORY_MB;
  if (memoryMb < least) {
    found.push(
      warning('Functions', `${name} has ${memoryMb} MB; ${least} MB is the least that is quick enough.`, REDEPLOY),
    );
  }
  return found;
}

export interface RuleSeen {
  readonly calls: string;
  readonly bus: 'default' | 'signalbox';
  /** EventBridge's word: `ENABLED` */
  readonly state: string;
}

/** What has to be called by rules of which bus, where it is deployed. */
const CALLED: readonly Omit<RuleSeen, 'state'>[] = [
  { calls: 'pipeline-events', bus: 'default' },
  { calls: 'operations', bus: 'signalbox' },
  { calls: 'details', bus: 'signalbox' },
  { calls: 'schedule', bus: 'default' },
  { calls: 'changes', bus: 'signalbox' },
];
/** Deployed only where the stage says so. */
const OPTIONAL: readonly string[] = ['changes'];

/** @param deployed names of the functions that there are */
export function judgeRules(rules: readonly RuleSeen[], deployed: readonly string[]): Finding[] {
  const called = CALLED.filter(({ calls }) => deployed.includes(calls) || !OPTIONAL.includes(calls));
  const off = rules
    .filter(({ state }) => !state.startsWith('ENABLED'))
    .map(({ calls, bus }) =>
      failed('Rules', `A rule of the ${bus} bus that calls ${calls} is switched off.`, 'Enable it in EventBridge.'),
    );
  const missing = called
    .filter((one) => !rules.some(({ calls, bus }) => calls === one.calls && bus === one.bus))
    .map(({ calls, bus }) => failed('Rules', `No rule of the ${bus} bus calls ${calls}.`, REDEPLOY));
  const problems = [...missing, ...off];
  return problems.length > 0 ? problems : [ok('Rules', 'Every function is called by its rules.')];
}

export interface DoorSeen {
  /** HTTP status of the answer; absent: there was none */
  readonly status?: number;
  /** with the stored signing secret, which whoever asked could read */
  readonly signed: boolean;
}

/** What became of a request that Slack might have sent. Whether Slack signs with the same secret, only Slack can show. */
export function judgeDoor({ status, signed }: DoorSeen): Finding[] {
  const about = 'Function URL';
  if (status === undefined) return [failed(about, 'The function URL did not answer.', REDEPLOY)];
  if (status === 200 && signed) {
    return [
      ok(
        about,
        'It takes what is signed with the stored signing secret. `/pipeline doctor` proves that Slack has the same.',
      ),
    ];
  }
  if (status === 401 && !signed) {
    const says = 'It answers, and refuses what is not signed. Your credentials may not read the signing secret.';
    return [warning(about, says, 'Type `/pipeline doctor` in Slack: that it is answered proves the rest.')];
  }
  if (status === 401) {
    const says = 'It refuses what is signed with the stored signing secret.';
    return [
      failed(about, says, 'Was the secret changed a moment ago? The functions read it again within five minutes.'),
    ];
  }
  if (status === 503) {
    return [failed(about, 'The function cannot read its signing secret.', 'Store it with `npm run setup`.')];
  }
  return [failed(about, `It answers with status ${status}.`, 'Look at the log of slack-requests.')];
}

const SKEW_WARNING_MS = 30_000;
/** AWS and Slack refuse signatures that are five minutes old. */
const SKEW_FAILED_MS = 240_000;

/** @param skewMs of this machine's clock and AWS's */
export function judgeOwnClock(skewMs: number): Finding[] {
  const apart = Math.abs(skewMs);
  if (apart <= SKEW_WARNING_MS) return [ok('Your clock', 'It agrees with AWS’s.')];
  const verdict = apart > SKEW_FAILED_MS ? failed : warning;
  const says = `It is ${Math.round(apart / 1_000)} s away from AWS’s; from five minutes on AWS refuses what you sign.`;
  return [verdict('Your clock', says, 'Let this machine keep time by NTP.')];
}

export function judgeDeadLetters(waiting: number): Finding[] {
  if (waiting === 0) return [ok('Dead letters', 'None waits.')];
  const says = `${waiting} ${waiting === 1 ? 'waits' : 'wait'} in the queue.`;
  return [warning('Dead letters', says, 'See what they are with `npm run redrive -- --stage <stage>`.')];
}

/** @param here of the sources that the doctor comes from */
export function judgeVersion(deployed: string, here: string): Finding[] {
  if (deployed === here) return [ok('Version', `${deployed} is deployed.`)];
  return [
    warning('Version', `${deployed} is deployed, and this is ${here}.`, 'Run `npm run deploy` when you want this one.'),
  ];
}
