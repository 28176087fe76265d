import type { DrawContext } from '../../app/ports.ts';
import type { State } from '../../domain/execution-event.ts';
import { shortId } from '../../domain/ids.ts';
import type { Progress } from '../../domain/progress.ts';
import { foreign, join, type Mrkdwn, md, name } from '../mrkdwn.ts';
import { closedWords } from './closed-words.ts';
import { failureReason, withoutStop } from './failure-reason.ts';
import { pipelineName } from './pipeline-name.ts';
import { changeOf } from './provenance.ts';
import { currentStage, durationBetween, nextStage, placeWords, shownStages } from './strip.ts';

/** The whole meaning of a card in sentences, without marks: what a lock screen shows and a screen reader hears. */
export function cardWords(progress: Progress, decisions: DrawContext['decisions']): Mrkdwn {
  const change = changeOf(progress);
  const commit =
    change && md`Commit ${foreign(change.id, 80)}${change.author ? md` by ${foreign(change.author, 100)}` : ''}.`;
  return join(
    [
      headSentence(progress, decisions),
      progress.closed && md`${closedWords(progress.closed)}.`,
      commit,
      took(progress),
      stageSentence(progress),
      executionSentence(progress),
    ],
    ' ',
  );
}

function headSentence(progress: Progress, decisions: DrawContext['decisions']): Mrkdwn {
  const pipeline = name(pipelineName(progress), 300);
  const stage = currentStage(progress);
  const inStage = placeWords(progress, 120);
  switch (progress.state) {
    case 'waiting':
      return md`${pipeline} is waiting for approval${inStage}.`;
    case 'running':
      return stage?.state === 'running' ? md`${pipeline} is running${inStage}.` : md`${pipeline} is running.`;
    case 'stopping':
      return md`${pipeline} is stopping${inStage}.`;
    case 'failed': {
      const why = failureReason(progress, decisions);
      return why === undefined
        ? md`${pipeline} failed${inStage}.`
        : md`${pipeline} failed${inStage}: ${foreign(withoutStop(why), 240)}.`;
    }
    case 'succeeded':
      return md`${pipeline} succeeded.`;
    case 'superseded': {
      const next = nextStage(progress);
      return next === undefined
        ? md`${pipeline} was superseded.`
        : md`${pipeline} was superseded before ${name(next.name, 120)}.`;
    }
    case 'stopped':
    case 'cancelled':
    case 'abandoned':
      return md`${pipeline} was ${progress.state}${inStage}.`;
  }
}

function took({ startedAt, endedAt }: Progress): Mrkdwn | undefined {
  return startedAt === undefined || endedAt === undefined
    ? undefined
    : md`It took ${durationBetween(startedAt, endedAt)}.`;
}

function executionSentence({ ref }: Progress): Mrkdwn {
  return md`Execution ${name(shortId(ref.executionId), 60)}.`;
}

/** `Source succeeded, Build failed, Staging and Prod not started.` */
function stageSentence(progress: Progress): Mrkdwn | undefined {
  const runs: { word: State | 'not started'; names: string[] }[] = [];
  for (const { name: stage, state } of shownStages(progress)) {
    const word = state ?? 'not started';
    const last = runs.at(-1);
    if (last?.word === word) last.names.push(stage);
    else runs.push({ word, names: [stage] });
  }
  if (runs.length === 0) return undefined;
  return md`${join(
    runs.map(({ word, names }) => md`${enumeration(names)} ${word}`),
    ', ',
  )}.`;
}

const NAMED = 5;

/** `Source`, `Staging and Prod`, `Source, Build, Test, Staging and 12 more` */
function enumeration(names: readonly string[]): Mrkdwn {
  const told = names.slice(0, names.length > NAMED ? NAMED - 1 : NAMED).map((stage) => name(stage, 60));
  const last = names.length > NAMED ? md`${names.length - told.length} more` : told.pop();
  if (told.length === 0) return last ?? md``;
  return md`${join(told, ', ')} and ${last ?? ''}`;
}
