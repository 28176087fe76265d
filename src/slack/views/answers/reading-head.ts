import type { ExecutionSummary } from '../../../app/codepipeline-ports.ts';
import type { About } from '../../../app/reading.ts';
import type { State } from '../../../domain/execution-event.ts';
import { type ExecutionId, type PipelineRef, shortId } from '../../../domain/ids.ts';
import { executionUrl, pipelineUrl } from '../../console-links.ts';
import { bold, link, type Mrkdwn, name } from '../../mrkdwn.ts';
import { MARK } from '../states.ts';

/** What answers about one pipeline have in common. */

/** Its name in bold, leading to the console. */
export function pipelineHead({ ref, name: called }: About): Mrkdwn {
  return bold(link(pipelineUrl(ref), name(called)));
}

/** The short id, leading to the execution in the console. */
export function executionLink(ref: PipelineRef, executionId: ExecutionId): Mrkdwn {
  return link(executionUrl({ ...ref, executionId }), name(shortId(executionId), 60));
}

/** `InProgress` is CodePipeline's word, `running` ours; the others only differ in their first letter. */
export function executionWord({ status }: Pick<ExecutionSummary, 'status'>): string {
  return status === 'InProgress' ? 'running' : status.toLowerCase();
}

/** Of an execution or of a run, whatever words CodePipeline finds for its status. */
export function markOf({ status }: { readonly status: string }): string {
  const word = executionWord({ status });
  return isState(word) ? MARK[word] : MARK.none;
}

function isState(word: string): word is State {
  return Object.hasOwn(MARK, word);
}
