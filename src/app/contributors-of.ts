import type { Contributor, Contributors } from '../domain/contributors.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import type { DeedDeps } from './deeds/deed-context.ts';

/** Who made the change that waits, read now.
 * @param gates the stage that it waits for, since whose last success the change counts */
export async function contributorsOf(
  deps: Pick<DeedDeps, 'reads' | 'executions' | 'people' | 'policy'>,
  { account, region, pipeline, executionId }: ExecutionRef,
  _gates: string | undefined,
): Promise<Contributors> {
  const ref = { account, region, pipeline, executionId };
  const authors = await deps.reads.authors(ref);
  const people: Contributor[] = [];
  for (const { value } of authors) {
    const known = deps.policy.people.find(({ emails }) => value.email !== undefined && emails.includes(value.email));
    const user = known?.slack ?? (value.email === undefined ? undefined : await deps.people.byEmail(value.email));
    people.push({ role: 'author', name: value.name, ...(user ? { user } : {}) });
  }
  return { people, complete: authors.length > 0 };
}
