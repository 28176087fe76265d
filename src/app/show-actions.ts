import type { ExecutionRef } from '../domain/ids.ts';
import { namesOf } from '../domain/message-plan.ts';
import type { Origin, Subject } from '../domain/operation.ts';
import { nameAmong } from '../domain/qualified-name.ts';
import type { Served } from '../domain/served.ts';
import type { Answer, ExecutionActions } from './answer.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type { KeepDeps } from './keep-deps.ts';
import { progressOf, termsFor } from './plan-for.ts';
import type { MessageSubjects } from './ports.ts';
import { readStatus } from './questions/status.ts';

export interface ShowActionsDeps extends Pick<KeepDeps, 'executions' | 'structures' | 'policy'> {
  readonly subjects: MessageSubjects;
  /** as the person may see them */
  readonly reads: PipelineReads;
  readonly served: Served;
}

/** Every word that applies now, with buttons that work.
 * @param of absent: what the message is about that a shortcut was chosen on */
export async function showActions(deps: ShowActionsDeps, of: Subject | undefined, origin: Origin): Promise<Answer> {
  const subject = of ?? (await subjectOf(deps, origin));
  if (subject === undefined || subject === 'unreadable')
    return { kind: 'no_subject', unreadable: subject === 'unreadable' };
  const { executionId, ...ref } = subject;
  const name = nameAmong(deps.served, ref, await deps.reads.list());
  const status = await readStatus(deps, ref, name);
  if (!status) return { kind: 'not_found', typed: ref.pipeline };
  const execution = executionId && (await readExecution(deps, { ...ref, executionId }));
  return { kind: 'actions', status, ...(execution ? { execution } : {}) };
}

async function subjectOf({ subjects }: ShowActionsDeps, { channel, messageTs }: Origin) {
  return channel && messageTs ? subjects.of(channel, messageTs) : undefined;
}

/** @returns undefined for one that no event told of: then its pipeline is shown, with what runs there */
async function readExecution(deps: ShowActionsDeps, ref: ExecutionRef): Promise<ExecutionActions | undefined> {
  const stored = await deps.executions.get(ref);
  if (!stored) return undefined;
  const progress = await progressOf(deps, stored);
  const waiting = progress.approvals.filter(
    ({ state, replaced, decided }) => state === 'waiting' && !replaced && !decided,
  );
  const approvals = waiting.map((approval) => {
    const terms = termsFor(deps.policy, progress, namesOf(approval));
    return { approval, ...(terms ? { terms } : {}) };
  });
  return { progress, approvals };
}
