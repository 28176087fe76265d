import type { PipelineRef } from './ids.ts';
import type { Deed, OperationRequest, Origin, Outcome } from './operation.ts';

/** One line of the audit: that somebody asked for something, written before anything is done about it, or how that ended.
 *
 * The same operation and phase is the same record, however often it was delivered.
 */
export interface AuditRecord {
  readonly v: 1;
  readonly operationId: OperationRequest['operationId'];
  readonly phase: 'requested' | 'ended';
  /** ISO; when this was written */
  readonly at: string;
  /** ISO */
  readonly requestedAt: string;
  readonly actor: OperationRequest['actor'] & { /** as Slack said then */ readonly name?: string };
  readonly origin: Omit<Origin, 'responseUrl' | 'modal'>;
  /** absent when what was asked for did not lead to a deed */
  readonly deed?: Deed;
  /** as somebody typed them after the slash command; cut when they are very long */
  readonly words?: string;
  /** the audit itself was read */
  readonly read?: AuditRead;
  /** hash of the policy in force */
  readonly policy: string;
  /** numbers of the rules that decided, none where it did not come to that */
  readonly rules: readonly number[];
  /** what the execution is about */
  readonly revisions: readonly AuditedRevision[];
  /** what the person could see of the execution when it was decided */
  readonly shown?: Shown;
  /** of an ended one */
  readonly outcome?: Outcome;
}

export interface AuditedRevision {
  readonly action: string;
  readonly revisionId: string;
}

export interface AuditRead {
  /** absent: of everything that the person may read */
  readonly pipeline?: string;
  /** ISO */
  readonly since: string;
}

export interface Shown {
  /** of the execution's messages */
  readonly version: number;
  /** of the message that was acted on, where Slack certainly showed it */
  readonly digest?: string;
}

/** What its rights are judged by. @returns undefined for what led to no pipeline */
export function pipelineOf({ deed }: AuditRecord): PipelineRef | undefined {
  if (!deed) return undefined;
  const { account, region, pipeline } = deed.target;
  return { account, region, pipeline };
}

/** What each operation came to, in the order given: its end, or, where that is missing, that it was asked for. */
export function lastWords(records: readonly AuditRecord[]): AuditRecord[] {
  const last = new Map<string, AuditRecord>();
  for (const record of records) {
    if (record.phase === 'ended' || !last.has(record.operationId)) last.set(record.operationId, record);
  }
  return [...last.values()];
}
