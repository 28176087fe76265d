import type { Deed, Outcome } from '../../domain/operation.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';
import { singleEffect } from './single-effect.ts';

/** Adds, overwrites or removes tags of a pipeline. */
export async function changeTags(
  deps: DeedDeps,
  context: DeedContext<Extract<Deed, { kind: 'tag' | 'untag' }>>,
): Promise<Outcome> {
  const { deed, operationId } = context.operation;
  return singleEffect(
    deps,
    context,
    ['tags', operationId].join('|'),
    () => (deed.kind === 'tag' ? deps.writes.tag(deed.target, deed.tags) : deps.writes.untag(deed.target, deed.keys)),
    // Tags bear no mark, and somebody may have changed them since: whether ours came through is not for us to guess.
    async (holder) => (holder === 'us' ? { kind: 'unknown' } : undefined),
  );
}
