import type { AuditRecord } from './audit.ts';
import { isPerson, type Outcome } from './operation.ts';

const COLUMNS = [
  'at',
  'phase',
  'requested_at',
  'operation',
  'user',
  'name',
  'team',
  'surface',
  'channel',
  'message',
  'kind',
  'account',
  'region',
  'pipeline',
  'execution',
  'stage',
  'action',
  'run',
  'arguments',
  'typed',
  'outcome',
  'reason',
  'details',
  'rules',
  'policy',
  'revisions',
  'shown_version',
  'shown_digest',
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** The audit as a file for spreadsheets (RFC 4180), a line per record, in the order given. */
export function toAuditCsv(records: readonly AuditRecord[]): string {
  const rows = records.map((record) => {
    const row = toRow(record);
    return COLUMNS.map((column) => row[column]);
  });
  return [COLUMNS, ...rows].map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula is made a text by an apostrophe before it: people chose most of these words. */
export function toCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n\t]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function toRow({ actor, origin, deed, outcome, ...record }: AuditRecord): Row {
  return {
    at: record.at,
    phase: record.phase,
    requested_at: record.requestedAt,
    operation: record.operationId,
    user: isPerson(actor) ? actor.userId : actor.service,
    name: actor.name ?? '',
    team: isPerson(actor) ? (actor.teamId ?? '') : '',
    surface: origin.surface,
    channel: origin.channel ?? '',
    message: origin.messageTs ?? '',
    kind: record.read ? 'audit_read' : (deed?.kind ?? ''),
    ...targetCells(deed),
    arguments: argumentCells(record.read ?? deed),
    typed: record.words ?? '',
    outcome: outcome?.kind ?? '',
    reason: reasonOf(outcome),
    details: detailsOf(outcome),
    rules: record.rules.join(' '),
    policy: record.policy,
    revisions: record.revisions.map(({ action, revisionId }) => `${action}=${revisionId}`).join(' '),
    shown_version: record.shown === undefined ? '' : String(record.shown.version),
    shown_digest: record.shown?.digest ?? '',
  };
}

type Target = 'account' | 'region' | 'pipeline' | 'execution' | 'stage' | 'action' | 'run';

function targetCells(deed: AuditRecord['deed']): Pick<Row, Target> {
  const target: Readonly<Record<string, string | boolean>> = deed ? { ...deed.target } : {};
  const cell = (name: string) => String(target[name] ?? '');
  const [account, region, pipeline] = [cell('account'), cell('region'), cell('pipeline')];
  // A freeze may name its stages by a pattern.
  const stage = cell('stage') || cell('stages');
  return { account, region, pipeline, execution: cell('executionId'), stage, action: cell('action'), run: cell('run') };
}

/** Everything that was said with it, as JSON: comment, reason, mode, variables. */
function argumentCells(asked: object | undefined): string {
  const { kind: _kind, target: _target, ...rest }: Record<string, unknown> = { ...asked };
  return Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);
}

function reasonOf(outcome: Outcome | undefined): string {
  if (outcome?.kind === 'refused') return outcome.refusal.reason;
  return outcome?.kind === 'failed' ? outcome.code : '';
}

function detailsOf(outcome: Outcome | undefined): string {
  if (outcome?.kind === 'refused') {
    const { reason: _reason, ...rest } = outcome.refusal;
    return argumentCells(rest);
  }
  return outcome?.kind === 'performed' || outcome?.kind === 'voted' ? argumentCells(outcome) : '';
}
