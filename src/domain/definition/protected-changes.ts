import type { StageNames } from '../policy.ts';
import { approvalChanges, namesOf } from './approval-changes.ts';
import type { Definition } from './definition.ts';
import { diffDefinitions } from './diff.ts';
import { approvalsIn } from './guarded.ts';
import { partChanges } from './touched-parts.ts';
import { whereOf } from './where.ts';

/** Why a change is not its author's alone to make. */
export type Touched =
  | 'approval_removed'
  | 'approval_renamed'
  | 'approval_moved'
  /** something that deploys and that no approval stands before, in a pipeline that has approvals */
  | 'deploys_unapproved'
  | 'stage'
  | 'condition'
  | 'role'
  | 'source'
  | 'artifact_store'
  | 'commands'
  | 'user_parameters'
  | 'execution_mode';

export interface ProtectedChange {
  readonly touched: Touched;
  readonly stage?: string;
  readonly action?: string;
  /** of an approval: its new name or stage */
  readonly to?: string;
  /** the stages whose approvers have to agree, by the names under which rules speak of them */
  readonly asks: readonly StageNames[];
}

/** Has this stage, or approval, a rule that says who approves? */
export type IsProtected = (names: StageNames) => boolean;

export type Found = Omit<ProtectedChange, 'asks'> & { readonly names?: StageNames };

/** Names everything in a change that those who approve have to agree to.
 *
 * What lies in a protected stage asks those of the stage; what is about the pipeline as a whole, or about a stage that nobody approves,
 * may reach every stage and asks those of all. A pipeline in which nobody approves anything asks nobody.
 * @param before absent: the pipeline is to be made
 * @param after absent: it is to be deleted */
export function protectedChanges(
  before: Definition | undefined,
  after: Definition | undefined,
  isProtected: IsProtected,
): readonly ProtectedChange[] {
  const all = protectedNames([before, after], isProtected);
  if (all.length === 0) return [];
  const found = [
    ...(before ? approvalChanges(before, after) : []),
    ...(before && after ? partChanges(before, after) : []),
    ...stageChanges(before, after, isProtected),
  ];
  return once(found).map(({ names, ...change }) => ({ ...change, asks: names && isProtected(names) ? [names] : all }));
}

/** The protected stages and approvals of the old and the new definition. */
function protectedNames(definitions: readonly (Definition | undefined)[], isProtected: IsProtected): StageNames[] {
  const names = definitions.flatMap((definition): StageNames[] => {
    if (!definition) return [];
    const approvals = approvalsIn(definition).map((approval) => namesOf(definition, approval));
    return [...definition.stages.map(({ name }): StageNames => [name]), ...approvals];
  });
  return [...new Map(names.filter(isProtected).map((one) => [one?.join('|'), one])).values()];
}

/** Protected stages that are new, gone, renamed, at another place among the others, or different in anything. */
function stageChanges(
  before: Definition | undefined,
  after: Definition | undefined,
  isProtected: IsProtected,
): readonly Found[] {
  const names = [...new Set([before, after].flatMap((one) => one?.stages.map(({ name }) => name) ?? []))];
  const touched = new Set(before && after ? touchedStages(before, after) : names);
  return names
    .filter((stage) => touched.has(stage) && isProtected([stage]))
    .map((stage) => ({ touched: 'stage', stage, names: [stage] }));
}

function touchedStages(before: Definition, after: Definition): string[] {
  const changes = diffDefinitions(before, after);
  const inside = changes.flatMap(({ path }) => whereOf(path).stage ?? []);
  const newNames = changes.flatMap((change) => (change.kind === 'renamed' && isStage(change.path) ? [change.to] : []));
  const moved = changes.flatMap((change) =>
    change.kind === 'reordered' && change.path.join() === 'stages' ? change.after : [],
  );
  return [...inside, ...newNames, ...moved];
}

function isStage([list, , ...rest]: readonly string[]): boolean {
  return list === 'stages' && rest.length === 0;
}

function once(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
