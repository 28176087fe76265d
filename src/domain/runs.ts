import type { Keyed } from './current.ts';
import type { Execution } from './execution.ts';
import { toSubject } from './execution-event.ts';
import type { Structure } from './progress.ts';

export interface Runs {
  readonly pipeline: Keyed[];
  readonly stages: Map<string, Keyed[]>;
  readonly actions: Map<string, Map<string, Keyed[]>>;
}

export function groupRuns(execution: Execution): Runs {
  const runs: Runs = { pipeline: [], stages: new Map(), actions: new Map() };
  for (const [key, observation] of Object.entries(execution.latest)) {
    const subject = toSubject(key);
    if (subject?.kind === 'pipeline')
      runs.pipeline.push({ order: String(subject.attempt).padStart(6, '0'), observation });
    if (subject?.kind === 'stage') push(runs.stages, subject.stage, { order: subject.begun, observation });
    if (subject?.kind === 'action') {
      const ofStage = runs.actions.get(subject.stage) ?? new Map<string, Keyed[]>();
      runs.actions.set(subject.stage, ofStage);
      const began = observation.startedAt ?? observation.at;
      push(ofStage, subject.action, { order: `${began} ${subject.runId}`, observation });
    }
  }
  return runs;
}

function push(map: Map<string, Keyed[]>, name: string, entry: Keyed): void {
  const list = map.get(name);
  if (list) list.push(entry);
  else map.set(name, [entry]);
}

export const beganAt = ({ observation }: Keyed) => observation.startedAt ?? observation.at;

export function earliest(times: readonly string[]): string | undefined {
  return times.toSorted()[0];
}

export function stageNames(runs: Runs, structure: Structure | undefined): string[] {
  const seen = new Set([...runs.stages.keys(), ...runs.actions.keys()]);
  const declared = structure?.stages.map(({ name }) => name) ?? [];
  const firstSeen = (name: string) =>
    earliest(
      [...(runs.stages.get(name) ?? []), ...[...(runs.actions.get(name)?.values() ?? [])].flat()].map(beganAt),
    ) ?? '';
  const others = [...seen].filter((name) => !declared.includes(name));
  others.sort((a, b) => firstSeen(a).localeCompare(firstSeen(b)) || (a < b ? -1 : 1));
  return [...declared, ...others];
}

/** Event times are cut to the second; what began within that second may have come before or after. */
export function endOfSecond(at: string): string {
  return at.endsWith('.000Z') ? at.replace('.000Z', '.999Z') : at;
}
