import { type ParsedCommand, type Sentence, toSentence } from '../domain/command.ts';
import type { OperationRequest } from '../domain/operation.ts';
import type { Answer } from './answer.ts';
import { DeniedError } from './denied-error.ts';
import { NoAccessError } from './no-access-error.ts';
import { pipelineOfChannel } from './pipeline-of-channel.ts';
import { answerQuestion, type QuestionDeps } from './questions/answer-question.ts';
import { isQuestion, type Question } from './questions/question.ts';
import type { Asker } from './questions/read-subscriptions.ts';

export interface Answered {
  readonly answer: Answer;
  /** of a question: its answer may have more pages */
  readonly sentence?: Sentence;
}

/** Answers what was typed, when that is a question or nothing that can be understood.
 * @param parsed no deed */
export async function answerWords(
  deps: QuestionDeps,
  parsed: ParsedCommand,
  request: OperationRequest,
): Promise<Answered> {
  const text = request.ask.kind === 'words' ? request.ask.text : '';
  if (!parsed.ok) return withoutName(deps, { kind: 'problem', problem: parsed.problem }, request);
  if (!isQuestion(parsed.command)) throw new Error(`${parsed.command.verb} is a deed`);
  const answer = await answerOrFail(deps, parsed.command, request);
  return withoutName(deps, answer, request, toSentence(text, parsed.page));
}

/** In a channel that is about one pipeline its name may be left out: a question is answered as if it stood there, and a deed asked back
 * with the whole sentence, because deeds need the exact name.
 * @param answer what there is to say otherwise; anything but "not found" or "not understood" is said
 * @param sentence of a question */
export async function withoutName(
  deps: QuestionDeps,
  answer: Answer,
  { ask, origin, actor }: OperationRequest,
  sentence?: Sentence,
): Promise<Answered> {
  const otherwise: Answered = { answer, ...(sentence ? { sentence } : {}) };
  const text = ask.kind === 'words' ? ask.text : '';
  const missed = answer.kind === 'problem' || (answer.kind === 'not_found' && answer.nearest === undefined);
  if (!missed || deps.commands.withPipeline(text, ANY) === undefined) return otherwise;
  const pipeline = await pipelineOfChannel(deps, origin.channel);
  const whole = pipeline === undefined ? undefined : deps.commands.withPipeline(text, pipeline);
  const parsed = whole === undefined ? undefined : deps.commands.parse(whole);
  if (pipeline === undefined || whole === undefined || !parsed?.ok) return otherwise;
  if (!isQuestion(parsed.command))
    return {
      answer: {
        kind: 'which',
        question: `This channel is about ${pipeline}. Do you mean this?`,
        options: [{ label: pipeline, command: whole }],
      },
    };
  return {
    answer: await answerOrFail(deps, parsed.command, { actor, origin }),
    sentence: toSentence(whole, parsed.page),
  };
}

/** What no repetition makes good is told at once; everything else is thrown, and asked again. */
async function answerOrFail(deps: QuestionDeps, question: Question, asker: Asker): Promise<Answer> {
  try {
    return await answerQuestion(deps, question, asker);
  } catch (error) {
    if (!(error instanceof DeniedError || error instanceof NoAccessError)) throw error;
    return { kind: 'failed', deed: undefined, code: error.code, advice: error.advice };
  }
}

/** A name that every pipeline may have, to see whether the sentence would be whole with one. */
const ANY = 'any';
