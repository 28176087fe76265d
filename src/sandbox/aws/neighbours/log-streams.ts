import type { ProviderWork } from '../../ports.ts';
import { type LogLine, linesOf } from './log-lines.ts';

/** A stream of a log group, with what it holds until now. */
export interface LogStream {
  group: string;
  stream: string;
  lines: LogLine[];
}

/** What builds and commands wrote until now. */
export function streamsOf(works: readonly ProviderWork[], now: number): LogStream[] {
  return works.flatMap((work) => (work.log ? [{ ...work.log, lines: linesOf(work, now) }] : []));
}
