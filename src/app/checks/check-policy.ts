import { type Finding, ok, warning } from '../../domain/check-report.ts';
import { matchesGlob } from '../../domain/glob.ts';
import type { PipelineRef } from '../../domain/ids.ts';
import { coversPipeline, type Policy, type Scope } from '../../domain/policy.ts';
import type { CheckDeps } from './check-deps.ts';

/** Pipelines whose stages are read, so that a large account is not throttled. */
const READ = 50;

/** Is every entry of the policy about something? A glob with a slip of the pen refuses or hides without a word. */
export async function checkPolicy({ policy, reads }: CheckDeps): Promise<readonly Finding[]> {
  const { pipelines } = await reads.catalogue();
  if (policy.rules.length === 0) {
    return [warning('Policy', 'It has no rules, so nobody may do anything.', 'Write rules into infra/policy.yml.')];
  }
  if (pipelines.length === 0) return [warning('Policy', 'There is no pipeline yet.', 'Create one, then ask again.')];
  const stagesOf = stageReader(reads);
  const idle: Finding[] = [];
  for (const { name, scope } of entriesOf(policy)) {
    if (await isAboutSomething(scope, pipelines, stagesOf)) continue;
    const says = `${name} (${scopeWords(scope)}) is about none of the pipelines that are listed.`;
    idle.push(warning('Policy', says, 'Compare its globs with `/pipeline list` and the stages’ names.'));
  }
  return idle.length === 0 ? [ok('Policy', 'Every rule, route and freeze is about at least one pipeline.')] : idle;
}

function entriesOf({ rules, routes, freezes }: Policy): { readonly name: string; readonly scope: Scope }[] {
  return [
    ...rules.map((scope) => ({ name: `Rule ${scope.number}`, scope })),
    ...routes.map((scope, index) => ({ name: `Route ${index + 1}`, scope })),
    ...freezes.map((scope, index) => ({ name: `Freeze ${index + 1}`, scope })),
  ];
}

type StagesOf = (ref: PipelineRef) => Promise<readonly string[] | 'not_read'>;

async function isAboutSomething(scope: Scope, all: readonly PipelineRef[], stagesOf: StagesOf): Promise<boolean> {
  const { stages: glob } = scope;
  const refs = all.filter((ref) => coversPipeline(scope, ref));
  if (glob === undefined) return refs.length > 0;
  for (const ref of refs) {
    const stages = await stagesOf(ref);
    if (stages === 'not_read' || stages.some((stage) => matchesGlob(glob, stage))) return true;
  }
  return false;
}

function stageReader(reads: CheckDeps['reads']): StagesOf {
  const known = new Map<string, Promise<readonly string[]>>();
  return async (ref) => {
    const key = `${ref.account}|${ref.region}|${ref.pipeline}`;
    const stages = known.get(key);
    if (stages) return stages;
    if (known.size >= READ) return 'not_read';
    const read = reads.structure(ref, undefined).then((found) => (found?.stages ?? []).map(({ name }) => name));
    known.set(key, read);
    return read;
  };
}

function scopeWords({ pipelines, stages, accounts, regions }: Scope): string {
  return [
    pipelines,
    ...(stages === undefined ? [] : [`stages ${stages}`]),
    ...(accounts ? [`accounts ${accounts.join(' ')}`] : []),
    ...(regions ? [`regions ${regions.join(' ')}`] : []),
  ].join(', ');
}
