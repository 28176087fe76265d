import type { Drawing } from '../../app/ports.ts';
import { shortId } from '../../domain/ids.ts';
import type { Progress } from '../../domain/progress.ts';
import { context } from '../blocks.ts';
import { md, name } from '../mrkdwn.ts';
import { drawing } from './drawing.ts';
import { peopleWords } from './failure-background.ts';
import { pipelineName } from './pipeline-name.ts';

/** One line that tells those whose change it is: their failure had been told before anybody knew them. */
export function drawConcerned(
  { stage, begun }: { readonly stage: string; readonly begun: string },
  progress: Progress,
): Drawing {
  const failure = progress.failures.find((one) => one.stage === stage && one.begun === begun);
  const people = failure?.background && peopleWords(failure.background);
  const what = md`${name(stage, 120)} failed in ${name(pipelineName(progress), 200)}`;
  const words = people ? md`${what} · ${people}` : what;
  return drawing(md`${words}. Execution ${name(shortId(progress.ref.executionId), 60)}.`, [context(words)]);
}
