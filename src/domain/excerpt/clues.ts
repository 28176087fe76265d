/** How sure a line is to name the cause. */
export const WEIGHT = {
  /** names it beyond doubt: no memory, no right */
  certain: 110,
  /** the words in which a tool puts its one result */
  definite: 100,
  /** heads such words, or is an exception of any kind */
  strong: 92,
  /** says "error", which also many say who go on */
  vague: 60,
  /** only says that something failed before */
  consequence: 30,
  none: 0,
} as const;

type Weight = (typeof WEIGHT)[keyof typeof WEIGHT];

/** Said by those who go on, by those who only repeat, and by tests that passed. */
const HARMLESS: readonly RegExp[] = [
  /\b(?:0|no|without(?: any)?) (?:errors?|failures?|failed)\b/i,
  /\b(?:errors?|failures?|failed)["']?\s*[:=]\s*0\b(?!.*(?:errors?|failures?|failed)["']?\s*[:=]\s*[1-9])/i,
  /^\s*(?:✓|✔|√|PASS\b|ok\b|--- PASS|\[INFO]|\[DEBUG]|INFO\b|DEBUG\b|TRACE\b)/,
  /(?:^|[\s[])(?:warn(?:ing)?|npm warn|deprecated)\b/i,
  /\b(?:retrying|will retry|ignored|ignoring|non-fatal|allowed to fail|handled|recovered|expected error)\b/i,
  /\bRunning command\b/,
  /^\s*(?:\+|\$) /,
];

/** What tools say around the cause, and what tells a reader nothing. */
const BOILERPLATE: readonly RegExp[] = [
  /^\s*(?:at |\.\.\. \d+ more|❯ )/,
  /^\s*$/,
  /^\s*[⎯─━═=*~-]{3,}\s*(?:\[?\d+\/\d+]?[⎯─]*)?\s*$/,
  /npm (?:ERR!|error)\s*(?:$|A complete log|.*-debug-\d|This is probably not|For a full report|\/root\/\.npm|Fix the upstream|this command with|to accept an incorrect)/,
  /\[Help \d+]|Re-run Maven|To see the full stack trace|For more information about|^\[ERROR]\s*$|Run with --(?:stacktrace|info|scan|debug)|Get more help at/,
  /^\s*(?:Traceback \(most recent call last\):)/,
  /^goroutine \d+|^\s*\/usr\/local\/go\//,
];

/** The first that fits decides. */
const CLUES: readonly (readonly [Weight, RegExp])[] = [
  [
    WEIGHT.certain,
    /heap out of memory|OutOfMemoryError|Cannot allocate memory|\boom-?kill|Out of memory:|\bMemoryError\b|OOMKilled/i,
  ],
  [
    WEIGHT.certain,
    /is not authorized to perform|\bAccessDenied(?:Exception)?\b|\bUnauthorizedOperation\b|Access Denied/,
  ],
  [WEIGHT.certain, /No space left on device|ENOSPC/],
  [WEIGHT.consequence, /Command did not exit successfully|COMMAND_EXECUTION_ERROR|Process completed with exit code/],
  [
    WEIGHT.consequence,
    /ELIFECYCLE|npm (?:ERR!|error) (?:Test failed|Exit status|Lifecycle script|errno 1$|code 1$|path|command|workspace|in workspace)/,
  ],
  [
    WEIGHT.consequence,
    /^make(?:\[\d+])?: \*\*\*|returned a non-zero code|did not complete successfully|executor failed running/,
  ],
  [
    WEIGHT.consequence,
    /^\[ERROR] Failed to execute goal|BUILD FAILURE|^FAILURE: Build failed|^BUILD FAILED|^FAIL(?:\s+[\w./-]+\s+[\d.]+s)?$|^exit status \d+/,
  ],
  [
    WEIGHT.certain,
    /BUILD_TIMED_OUT|Build timed out|(?:exceeded|after) (?:the )?(?:timeout|time ?limit)\b|\btimed out after\b|context deadline exceeded|DeadlineExceeded/i,
  ],
  [WEIGHT.certain, /Phase context status code: (?!COMMAND_EXECUTION_ERROR)[A-Z_]{4,}/],
  [
    WEIGHT.definite,
    /\bAssertionError\b|AssertionFailedError|ComparisonFailure|AssertionFailed\b|Assert\.\w+\(\) Failure/,
  ],
  [WEIGHT.definite, /\berror (?:TS|CS|NU|MSB|FS|BC|NETSDK|CA)\d+:|\berror\[E\d+]/],
  [WEIGHT.definite, /^\s*\d+:\d+\s+error\s+\S/],
  [WEIGHT.definite, /^E {2,}\S/],
  [WEIGHT.definite, /^\[ERROR] \S.*:\[\d+,\d+]|^\[ERROR]\s+[\w.$]+(?:\.|:)[\w$]+:\d+\b|^\[ERROR]\s+[\w.$]+:\d+ /],
  [WEIGHT.definite, /^\* What went wrong:|^error: .+\.java:\d+|\.java:\d+: error:|^e: file:\/\//],
  [WEIGHT.definite, /^panic: |^--- FAIL: |^\s*[\w./-]+_test\.go:\d+: |^(?:\.\/)?[\w./-]+\.go:\d+:\d+: /],
  [WEIGHT.definite, /^\s*● .+ › |^\s*● Test suite failed|^\s*Expected: |^\s*expect\(/],
  [WEIGHT.definite, /\| (?:CREATE|UPDATE|DELETE)_FAILED\b/],
  [WEIGHT.definite, /^\s*Failed [\w.]+(?:\(.*\))? \[/],
  [WEIGHT.definite, /^[╷│|]?\s*Error: \S/],
  [
    WEIGHT.definite,
    /^fatal: |Permission denied|\bEACCES\b|command not found|: not found$|No such file or directory|Cannot find module|MODULE_NOT_FOUND|ModuleNotFoundError/,
  ],
  [
    WEIGHT.definite,
    /npm (?:ERR!|error) (?:code E(?!LIFECYCLE)\w+|ERESOLVE|\d{3} |Missing:|Could not resolve|notarget|Cannot read)/,
  ],
  [WEIGHT.definite, /\b(?:ECONNREFUSED|ENOTFOUND|ETIMEDOUT|ECONNRESET|getaddrinfo)\b|Could not resolve host/],
  [WEIGHT.strong, /^Caused by: /],
  [WEIGHT.strong, /^\s*(?:FAIL|✗|×|✖)\s+\S|^FAILED \S+::|^\S.* > .+ FAILED\s*$|^\s+\d+\) \S/],
  [
    WEIGHT.strong,
    /^(?:Uncaught |Unhandled \w+: )?(?:[A-Za-z_][\w$]*\.)*[A-Z][\w$]*(?:Error|Exception|Failure)\b(?::|$)/,
  ],
  [
    WEIGHT.strong,
    /\bsignal: killed\b|^Killed\s*$|: +\d+ Killed\b|exit (?:code|status):? 137\b|\bSegmentation fault\b|SIGKILL/,
  ],
  [WEIGHT.strong, /Build was stopped|was cancell?ed|\bSTOPPED\b|received SIGTERM/i],
  [
    WEIGHT.vague,
    /^ERROR\b|\bERROR\b[: ]|\b[Ee]rror(?:\s\w+)?:|\bfatal\b|\bFATAL\b|Exception\b|\b[Ff]ail(?:ed|ure)\b|\bERR!/,
  ],
];

/** How much a line says about why something failed.
 * @param line without what builders put before it */
export function weightOf(line: string): Weight {
  if (isBoilerplate(line)) return WEIGHT.none;
  const found = CLUES.find(([, pattern]) => pattern.test(line))?.[0] ?? WEIGHT.none;
  if (found >= WEIGHT.certain || found === WEIGHT.none) return found;
  return HARMLESS.some((pattern) => pattern.test(line)) ? WEIGHT.none : found;
}

export function isBoilerplate(line: string): boolean {
  return BOILERPLATE.some((pattern) => pattern.test(line));
}
