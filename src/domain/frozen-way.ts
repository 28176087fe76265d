import type { ExecutionId, PipelineRef } from './ids.ts';

/** The way into a stage, with what Signalbox did to it for a freeze.
 *
 * It is written down before CodePipeline is told and after: whoever goes on after a crash sees how far it had come, and a change by
 * hand is one that nothing here explains.
 */
export interface FrozenWay extends PipelineRef {
  readonly stage: string;
  readonly state:
    | 'closing'
    | 'closed'
    | 'opening'
    /** open for the execution that somebody let through */
    | 'letting_in'
    /** somebody changed it by hand meanwhile: theirs, as long as the freezes of that time hold */
    | 'left_alone';
  /** the freeze whose mark it bears */
  readonly freeze: string;
  /** ISO */
  readonly at: string;
}

/** The way as CodePipeline has it. */
export interface LiveWay {
  readonly enabled: boolean;
  readonly reason?: string;
  /** who stands before it */
  readonly waiting: readonly ExecutionId[];
}

/** What freezes want of a way at this moment. */
export interface WantedWay {
  /** the freeze that ends last, and the mark that its reason bears */
  readonly freeze: string;
  readonly mark: string;
  /** ISO; when the newest of them began */
  readonly since: string;
  readonly letThrough: readonly ExecutionId[];
}

export type WayStep =
  | { readonly kind: 'nothing' | 'close' | 'open' | 'left_alone' | 'forget' }
  | { readonly kind: 'let_in'; readonly executionId: ExecutionId };

/** Until then an operation may be at it, and a read may show the time before. */
const AT_WORK_MS = 45_000;

/** What is to be done about a way. Pure; the operation that does it looks again.
 * @param wanted undefined: it is not frozen any more
 * @param way what was done so far
 * @param marks of all freezes that are known: what bears one of them was closed by us
 * @param live undefined where nobody has to look */
export function judgeWay(
  wanted: WantedWay | undefined,
  way: FrozenWay | undefined,
  marks: readonly string[],
  live: LiveWay | undefined,
  nowMs: number,
): WayStep {
  if (!wanted) return way ? { kind: way.state === 'left_alone' ? 'forget' : 'open' } : NOTHING;
  if (!live) return NOTHING;
  const settled = way !== undefined && nowMs - Date.parse(way.at) >= AT_WORK_MS;
  if (!way || way.state === 'left_alone') {
    if (way && way.at >= wanted.since) return NOTHING;
    return live.enabled || live.reason?.includes(wanted.mark) ? CLOSE : NOTHING;
  }
  if (live.enabled) {
    if (!settled) return NOTHING;
    return way.state === 'closed' ? { kind: 'left_alone' } : CLOSE;
  }
  const isOurs = [wanted.mark, ...marks].some((one) => live.reason?.includes(one));
  if (!isOurs) return settled ? { kind: 'left_alone' } : NOTHING;
  const executionId = live.waiting.find((id) => wanted.letThrough.includes(id));
  if (executionId !== undefined) return { kind: 'let_in', executionId };
  if (!live.reason?.includes(wanted.mark)) return CLOSE;
  return way.state !== 'closed' && settled ? CLOSE : NOTHING;
}

const NOTHING = { kind: 'nothing' } as const;
const CLOSE = { kind: 'close' } as const;
