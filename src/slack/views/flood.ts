import type { Drawing } from '../../app/ports.ts';
import type { Uncarded } from '../../domain/execution.ts';
import type { ExecutionRef } from '../../domain/ids.ts';
import { actions, button, context, section } from '../blocks.ts';
import { pipelineUrl } from '../console-links.ts';
import { bold, join, link, md, name } from '../mrkdwn.ts';
import { toValue } from '../reference.ts';
import { drawing } from './drawing.ts';

export const SHOW_CARDS = 'flood:show';
const PIPELINES_SHOWN = 10;

/** Many executions at once: those for whose cards the channel had no room. It tells no state, which would need as many redraws as cards.
 * @param carrier the execution whose item keeps this message */
export function drawFlood(carrier: ExecutionRef, uncarded: readonly Uncarded[]): Drawing {
  const waiting = uncarded.filter(({ asked }) => !asked).length;
  const pipelines = countByPipeline(uncarded);
  const shown = pipelines.slice(0, PIPELINES_SHOWN);
  const more = pipelines.length - shown.length;
  const headline = md`${uncarded.length} more ${executions(uncarded.length)} began here at the same time`;
  const list = shown.map(({ ref, count }) => md`${link(pipelineUrl(ref), name(ref.pipeline, 100))} ${count}`);
  const rest = md`Slack takes one message a second, so these have no cards. Failures and approvals among them are shown as always.`;
  const allAsked = md`Their cards are in this channel, or on their way.`;
  return drawing(
    join(
      [
        md`${headline}.`,
        md`${join(
          shown.map(({ ref, count }) => md`${name(ref.pipeline, 60)} ${count}`),
          ', ',
        )}.`,
        waiting > 0 ? rest : allAsked,
      ],
      ' ',
    ),
    [
      section(bold(headline)),
      context(join([...list, more > 0 ? md`and ${more} more pipelines` : undefined], ' · ')),
      context(waiting > 0 ? rest : allAsked),
      ...actions(waiting > 0 ? showButton(carrier, waiting) : undefined),
    ],
  );
}

function executions(count: number): string {
  return count === 1 ? 'execution' : 'executions';
}

function showButton({ account, region, pipeline, executionId }: ExecutionRef, waiting: number) {
  return button({
    actionId: SHOW_CARDS,
    text: waiting === 1 ? 'Show its card' : 'Show their cards',
    value: toValue({ account, region, pipeline, executionId }),
    label: `Show the cards of ${waiting} ${executions(waiting)}`,
  });
}

/** Most first, then by name. */
function countByPipeline(uncarded: readonly Uncarded[]): { readonly ref: ExecutionRef; readonly count: number }[] {
  const counts = new Map<string, { readonly ref: ExecutionRef; readonly count: number }>();
  for (const { execution } of uncarded) {
    const key = [execution.account, execution.region, execution.pipeline].join('|');
    counts.set(key, { ref: execution, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const byName = (a: ExecutionRef, b: ExecutionRef) => (a.pipeline < b.pipeline ? -1 : 1);
  return [...counts.values()].toSorted((a, b) => b.count - a.count || byName(a.ref, b.ref));
}
