import type { Execution } from './execution.ts';
import type { Fact } from './execution-event.ts';
import type { Progress, Revision } from './progress.ts';

export function factsOf(
  execution: Execution,
): Pick<Progress, 'trigger' | 'commit' | 'revisions' | 'branches' | 'stopReason'> {
  const facts = Object.values(execution.facts);
  const ofKind = <K extends Fact['kind']>(kind: K) =>
    facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
  const first = <T extends { attempt: number }>(list: T[]) => list.toSorted((a, b) => a.attempt - b.attempt)[0];
  const trigger = first(ofKind('trigger'))?.value;
  const commit = first(ofKind('commit'))?.value;
  const stopReason = ofKind('stopReason').toSorted((a, b) => b.attempt - a.attempt)[0]?.value;
  const authors = new Map(ofKind('author').map((fact) => [fact.revisionId, fact.value.name]));
  const newest = new Map<string, Extract<Fact, { kind: 'revision' }>>();
  for (const fact of ofKind('revision').toSorted((a, b) => (`${a.at} ${a.run}` < `${b.at} ${b.run}` ? -1 : 1))) {
    newest.set(fact.value.action, fact);
  }
  const revisions = [...newest.values()].map(({ value }): Revision => {
    const author = authors.get(value.revisionId);
    return author === undefined ? value : { ...value, author };
  });
  const branches = [commit?.branch, ...ofKind('branch').map(({ value }) => value)].filter((name) => name !== undefined);
  return {
    ...(trigger === undefined ? {} : { trigger }),
    ...(commit === undefined ? {} : { commit }),
    revisions: revisions.toSorted((a, b) => (a.action < b.action ? -1 : 1)),
    ...(branches.length === 0 ? {} : { branches: [...new Set(branches)] }),
    ...(stopReason === undefined ? {} : { stopReason }),
  };
}
