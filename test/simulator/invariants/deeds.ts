import { actorId } from '../../../src/domain/operation.ts';
import { MAY_ACT } from '../places.ts';
import type { World } from '../world.ts';

/** 1. No change without an allowed actor, and none on an execution or run other than the one on the button. */
export function deeds({ done }: World): string[] {
  return done.flatMap(({ request, call, target, runOfToken }) => {
    const problems: string[] = [];
    const who = actorId(request.actor);
    const isSettled = request.ask.kind === 'deed' && request.ask.deed.kind === 'settle';
    if (!isSettled && !MAY_ACT.includes(who)) problems.push(`${call} for ${who}, who may not act`);
    if (request.ask.kind !== 'deed') return problems;
    const wanted: object = request.ask.deed.target;
    const asked = 'executionId' in wanted ? wanted.executionId : undefined;
    if ('executionId' in target && asked !== undefined && target.executionId !== asked) {
      problems.push(`${call} on execution ${String(target.executionId)} instead of ${String(asked)}`);
    }
    if (call === 'putApprovalResult' && 'run' in wanted && runOfToken !== wanted.run) {
      problems.push(`an approval of run ${String(wanted.run)} used the token of run ${runOfToken}`);
    }
    return problems;
  });
}
