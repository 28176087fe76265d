import { parseArgs } from 'node:util';
import { parseDuration } from '../../domain/duration.ts';

export interface Arguments {
  readonly table: string;
  readonly logGroup: string;
  readonly sinceMs: number;
}

export const USAGE = 'npm run audit-verify -- --table NAME --log-group NAME [--since 7d]';

/** @throws Error that says what is wrong */
export function readArguments(argv: readonly string[]): Arguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { table: text, 'log-group': text, since: { ...text, default: '7d' } },
  });
  const sinceMs = parseDuration(values.since);
  if (sinceMs === undefined) throw new Error(`“${values.since}” is no length of time: write 12h, 7d or 4w.`);
  if (!values.table) throw new Error('--table is missing: the output TableName of the stack.');
  if (!values['log-group']) throw new Error('--log-group is missing: the output AuditLogGroup of the stack.');
  return { table: values.table, logGroup: values['log-group'], sinceMs };
}
