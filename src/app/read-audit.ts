import { type AuditRecord, lastWords, pipelineOf } from '../domain/audit.ts';
import { toAuditCsv } from '../domain/audit-csv.ts';
import type { Command } from '../domain/command.ts';
import { type AccountId, type PipelineRef, samePipeline } from '../domain/ids.ts';
import { isPerson, type OperationRequest, type Refusal } from '../domain/operation.ts';
import { judgeGrant, type Standing } from '../domain/permissions.ts';
import { EVERYONE, type Policy } from '../domain/policy.ts';
import { rulingFor } from '../domain/rules.ts';
import type { Answer } from './answer.ts';
import type { AuditTrail } from './audit-trail.ts';
import { type FindDeps, findPipeline } from './find-pipeline.ts';
import type { AuditArchive, AuditPage, Files, World } from './ports.ts';
import { type StandingDeps, standingIn } from './standing.ts';

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
  const ref = found?.ref;
  trail.learn({ read: { since, ...(ref === undefined ? {} : { pipeline: ref.pipeline }) } });

  const standing = await standingIn(deps, actor, teamsWithAudit(deps.policy));
  const refusal = ref ? against(deps.policy, standing, ref) : againstAny(deps.policy, standing);
  if (refusal || !isPerson(actor)) {
    await trail.ended({ kind: 'refused', refusal: refusal ?? { reason: 'not_a_person' } });
    return { kind: 'refused', deed: undefined, refusal: refusal ?? { reason: 'not_a_person' } };
  }

  trail.learn({ rules: rulesOf(deps.policy, standing, ref) });
  await trail.requested();
  const mayRead = perPipeline((about) => against(deps.policy, standing, about) === undefined);
  const page = await deps.archive.read(since, RECORDS_AT_MOST, (record) => {
    // The line of this very question would only stand in the way.
    if (record.operationId === operationId) return false;
    const about = pipelineOf(record);
    return ref ? about !== undefined && samePipeline(about, ref) : mayRead(about ?? noPipeline(deps));
  });
  const file = await sendFile(deps, actor.userId, page, { since, ...(ref ? { pipeline: ref.pipeline } : {}) });
  await trail.ended({ kind: 'performed' });
  const records = lastWords(page.records);
  return { kind: 'audit', records, more: page.more, unreadable: page.unreadable, since, file, ...(ref ? { ref } : {}) };
}

/** What a pipeline was that is gone is asked for by its name: its audit outlives it. */
async function findOrTake(deps: ReadAuditDeps, typed: string) {
  const found = await findPipeline(deps, typed, true, (name) => `audit ${name}`);
  if (found.kind === 'found' || found.answer.kind !== 'not_found') return found;
  return { kind: 'found' as const, ref: { account: deps.homeAccount, region: deps.homeRegion, pipeline: typed } };
}

/** What led to no pipeline is for those alone who may read the audit of all of them: a glob has to fit nothing at all. */
function noPipeline({ homeAccount, homeRegion }: { homeAccount: AccountId; homeRegion: string }): PipelineRef {
  return { account: homeAccount, region: homeRegion, pipeline: '' };
}

function against(policy: Policy, standing: Standing, ref: PipelineRef): Refusal | undefined {
  const ruling = rulingFor(policy, 'audit', ref, undefined);
  return ruling ? judgeGrant(standing, 'audit', ruling) : { reason: 'not_allowed', right: 'audit', by: [] };
}

/** Is there any rule by which they may read anything? What exactly, each line is judged for. */
function againstAny({ rules }: Policy, standing: Standing): Refusal | undefined {
  const refusals: Refusal[] = [];
  for (const rule of rules) {
    if (!rule.audit) continue;
    const refusal = judgeGrant(standing, 'audit', { rule, grant: rule.audit });
    if (!refusal) return undefined;
    refusals.push(refusal);
  }
  const by = [...new Set(rules.flatMap(({ audit }) => audit?.by ?? []))];
  const unreadable = refusals.find(({ reason }) => reason === 'group_unreadable');
  return unreadable ?? { reason: 'not_allowed', right: 'audit', by };
}

function rulesOf(policy: Policy, standing: Standing, ref: PipelineRef | undefined): number[] {
  if (ref) return [rulingFor(policy, 'audit', ref, undefined)?.rule.number ?? []].flat();
  return policy.rules.flatMap((rule) =>
    rule.audit && !judgeGrant(standing, 'audit', { rule, grant: rule.audit }) ? [rule.number] : [],
  );
}

function teamsWithAudit({ rules }: Policy): string[] {
  return [...new Set(rules.flatMap(({ audit }) => audit?.by ?? []))].filter((team) => team !== EVERYONE);
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
    name: `audit-${about.replaceAll(' ', '-')}-since-${since.slice(0, 10)}.csv`,
    content: toAuditCsv(records),
    words: `Audit of ${about} since ${since.slice(0, 16).replace('T', ' ')} UTC${cut}`,
  });
  return sent ? 'sent' : 'not_sent';
}
