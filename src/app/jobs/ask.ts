import type { JobAction } from '../../domain/job.ts';
import { KEPT_ALIVE_MS } from '../../domain/job.ts';
import type { QuestionParameters } from '../../domain/job-parameters.ts';
import { answered } from '../answered.ts';
import { outOfTime, questionOf } from '../asked.ts';
import type { KeepDeps } from '../keep-deps.ts';
import { keepMessages } from '../keep-messages.ts';
import type { StoredExecution } from '../ports.ts';
import type { JobKind, ReadParameters, Worked } from './job-kind.ts';
import { type SettleQuestionDeps, settleQuestion } from './settle-question.ts';

export type AskDeps = KeepDeps & SettleQuestionDeps;

/** Asks people, and hands their answer on. The question is kept with its execution: asked once, whatever job asks for the answer. */
export function askKind(deps: AskDeps, read: ReadParameters<QuestionParameters>): JobKind {
  return {
    key: 'ask',
    read(written) {
      const found = read(written);
      return 'fault' in found ? found : ({ action }) => ask(deps, action, found.parameters);
    },
  };
}

async function ask(deps: AskDeps, action: JobAction, parameters: QuestionParameters): Promise<Worked> {
  const known = await deps.executions.get(action);
  const question = known && questionOf(known, action.run);
  if (!question) {
    const settled = await settleQuestion(deps, action, parameters);
    if ('fault' in settled) return { kind: 'failure', type: 'ConfigurationError', message: settled.fault };
    const fact = { kind: 'question' as const, run: action.run, value: settled.question };
    const stored = await keepMessages(deps, await deps.executions.addFacts(executionOf(action), [fact]));
    return refusedBySlack(stored, action) ?? waits(stored, action);
  }
  const decision = known.execution.decisions[action.run] ?? (await outOfTime(deps, action, question));
  return decision ? answered(question, decision) : waits(known, action);
}

function executionOf({ account, region, pipeline, executionId }: JobAction) {
  return { account, region, pipeline, executionId };
}

/** Nobody can see it: better the author of the pipeline hears at once. */
function refusedBySlack({ messages }: StoredExecution, { run }: JobAction): Worked | undefined {
  const asked = Object.entries(messages).filter(([slot]) => slot.startsWith(`question:${run}@`));
  const dead = asked.flatMap(([slot, { dead: why }]) =>
    why === undefined ? [] : `${slot.slice(slot.indexOf('@') + 1)}: ${why}`,
  );
  if (asked.length === 0 || dead.length < asked.length) return undefined;
  const message = `channel: Slack does not take messages there (${dead.join(', ')}); a channel that exists and that the app is a member of was expected`;
  return { kind: 'failure', type: 'ConfigurationError', message };
}

function waits({ messages }: StoredExecution, { run }: JobAction): Worked {
  const shown = Object.entries(messages).find(
    ([slot, { ts }]) => slot.startsWith(`question:${run}@`) && ts !== undefined,
  );
  const channel = shown?.[0].slice(shown[0].indexOf('@') + 1);
  const externalId = shown && { externalId: `${channel}&message_ts=${shown[1].ts}` };
  return {
    kind: 'continue',
    afterMs: KEPT_ALIVE_MS,
    token: 'asked',
    details: { summary: 'Waits for an answer in Slack', ...externalId },
  };
}
