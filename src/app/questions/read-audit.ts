import { judgeAnywhere, teamsAnywhere } from '../../domain/anywhere.ts';
import { type AuditRecord, lastWords, pipelineOf } from '../../domain/audit.ts';
import { toAuditCsv } from '../../domain/audit-csv.ts';
import type { Command } from '../../domain/command.ts';
import { type PipelineRef, samePipeline } from '../../domain/ids.ts';
import { isPerson, type OperationRequest, type Refusal } from '../../domain/operation.ts';
import { judgeGrant, type Standing } from '../../domain/permissions.ts';
import type { Policy } from '../../domain/policy.ts';
import { meantPlaces, parseQualified } from '../../domain/qualified-name.ts';
import { rulingFor } from '../../domain/rules.ts';
import type { Answer } from '../answer.ts';
import type { AuditTrail } from '../audit-trail.ts';
import { type FindDeps, type Found, findPipeline } from '../find-pipeline.ts';
import type { AuditArchive, AuditPage, Files, World } from '../ports.ts';
import { type StandingDeps, standingIn } from '../standing.ts';

export interface ReadAuditDeps extends FindDeps, StandingDeps, Pick<World, 'now'> {
  readonly archive: AuditArchive;
  readonly files: Files;
}

/** As many as fit into a file that a spreadsheet still opens, and into the time that a function has. */
const RECORDS_AT_MOST = 10_000;

/** Answers who did what, from the table; all of it follows as a file by direct message.
 *
 * Reading it is written down before anything is shown. Nobody sees lines of pipelines whose audit they may not read.
 */
export async function readAudit(
  deps: ReadAuditDeps,
  command: Extract<Command, { verb: 'audit' }>,
  { actor, operationId }: OperationRequest,
  trail: AuditTrail,
): Promise<Answer> {
  const since = new Date(deps.now() - command.spanMs).toISOString();
  const { pipeline: typed } = command;
  const found = typed === undefined ? undefined : await findOrTake(deps, typed);
  if (found?.kind === 'answer') return found.answer;
  const named = found && { pipeline: found.name };
  trail.learn({ read: { since, ...named } });

  const standing = await standingIn(deps, actor, teamsAnywhere(deps.policy, 'audit'));
  const refusal = found ? againstAll(deps.policy, standing, found.refs) : judgeAnywhere(deps.policy, standing, 'audit');
  if (refusal || !isPerson(actor)) {
    await trail.ended({ kind: 'refused', refusal: refusal ?? { reason: 'not_a_person' } });
    return { kind: 'refused', deed: undefined, refusal: refusal ?? { reason: 'not_a_person' } };
  }

  trail.learn({ rules: rulesOf(deps.policy, standing, found?.refs) });
  await trail.requested();
  const mayRead = perPipeline((about) => against(deps.policy, standing, about) === undefined);
  const page = await deps.archive.read(since, RECORDS_AT_MOST, (record) => {
    // The line of this very question would only stand in the way.
    if (record.operationId === operationId) return false;
    const about = pipelineOf(record);
    if (!found) return mayRead(about ?? noPipeline(deps));
    return about !== undefined && found.refs.some((ref) => samePipeline(about, ref)) && mayRead(about);
  });
  const file = await sendFile(deps, actor.userId, page, { since, ...named });
  await trail.ended({ kind: 'performed' });
  const records = lastWords(page.records);
  return { kind: 'audit', records, more: page.more, unreadable: page.unreadable, since, file, ...named };
}

type About = { readonly kind: 'about'; readonly name: string; readonly refs: readonly PipelineRef[] };

/** A pipeline that is gone is asked for by its name, wherever it may have been: its audit outlives it. */
async function findOrTake(deps: ReadAuditDeps, typed: string): Promise<About | Extract<Found, { kind: 'answer' }>> {
  const found = await findPipeline(deps, typed, true, (name) => `audit ${name}`);
  if (found.kind === 'found') return { kind: 'about', name: found.name, refs: [found.ref] };
  if (found.answer.kind !== 'not_found') return found;
  const wanted = parseQualified(typed);
  const refs = meantPlaces(deps.served, wanted).map((place) => ({ ...place, pipeline: wanted.pipeline }));
  return refs.length === 0 ? found : { kind: 'about', name: typed, refs };
}

/** What led to no pipeline is for those alone who may read the audit of all of them: a glob has to fit nothing at all. */
function noPipeline({ served }: Pick<ReadAuditDeps, 'served'>): PipelineRef {
  return { ...served.home, pipeline: '' };
}

/** @returns why none of them may be read */
function againstAll(policy: Policy, standing: Standing, refs: readonly PipelineRef[]): Refusal | undefined {
  const refusals = refs.flatMap((ref) => against(policy, standing, ref) ?? []);
  return refusals.length < refs.length ? undefined : refusals[0];
}

function against(policy: Policy, standing: Standing, ref: PipelineRef): Refusal | undefined {
  const ruling = rulingFor(policy, 'audit', ref, undefined);
  return ruling ? judgeGrant(standing, 'audit', ruling) : { reason: 'not_allowed', right: 'audit', by: [] };
}

function rulesOf(policy: Policy, standing: Standing, refs: readonly PipelineRef[] | undefined): number[] {
  const rulings = refs?.flatMap((ref) => rulingFor(policy, 'audit', ref, undefined)?.rule.number ?? []);
  if (rulings) return [...new Set(rulings)];
  return policy.rules.flatMap((rule) =>
    rule.audit && !judgeGrant(standing, 'audit', { rule, grant: rule.audit }) ? [rule.number] : [],
  );
}

/** Many lines are about few pipelines. */
function perPipeline(judge: (ref: PipelineRef) => boolean): (ref: PipelineRef) => boolean {
  const known = new Map<string, boolean>();
  return (ref) => {
    const key = `${ref.account}|${ref.region}|${ref.pipeline}`;
    const judged = known.get(key) ?? judge(ref);
    known.set(key, judged);
    return judged;
  };
}

async function sendFile(
  { files }: ReadAuditDeps,
  to: Parameters<Files['send']>[0],
  { records, more }: AuditPage,
  { pipeline, since }: NonNullable<AuditRecord['read']>,
): Promise<'sent' | 'not_sent' | 'empty'> {
  if (records.length === 0) return 'empty';
  const about = pipeline === undefined ? 'all pipelines' : pipeline;
  const cut = more ? `, the newest ${records.length} lines` : '';
  const sent = await files.send(to, {
    name: `audit-${about.replace(/[^A-Za-z0-9._-]+/g, '-')}-since-${since.slice(0, 10)}.csv`,
    content: toAuditCsv(records),
    words: `Audit of ${about} since ${since.slice(0, 16).replace('T', ' ')} UTC${cut}`,
  });
  return sent ? 'sent' : 'not_sent';
}
