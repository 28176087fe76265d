import { NO_ANSWER } from '../http/no-answer.ts';
import type { HttpResponse } from '../ports.ts';
import { everyNth } from './every-nth.ts';
import type { AwsFault, SlackFault } from './faults.ts';
import { awsRefusal, slackRefusal } from './refusals.ts';

/** What becomes of one call to Slack or AWS. */
export type CallFate =
  | { kind: 'answered' }
  /** this answer, and no effect */
  | { kind: 'refused'; response: HttpResponse }
  /** swallowed on the way there: no effect, no answer */
  | { kind: 'lost' }
  /** its answer swallowed on the way back: the effect, but no answer */
  | { kind: 'unanswered' };

export interface CallFates {
  /** @param name `chat.postMessage`, `codepipeline:PutApprovalResult` */
  next(name: string): CallFate;
}

const ANSWERED: CallFate = { kind: 'answered' };

type Fault = Pick<AwsFault, 'every' | 'timeoutBefore' | 'timeoutAfter'>;

/** Every fault counts the calls that it is about; of several that strike the same call the first counts. */
function createCallFates<F extends Fault>(
  faults: readonly F[],
  isAbout: (fault: F, name: string) => boolean,
  refusal: (fault: F, name: string) => HttpResponse,
): CallFates {
  const armed = faults.map((fault) => ({ fault, strikes: everyNth(fault.every ?? 1) }));
  return {
    next(name) {
      const striking = armed.filter(({ fault, strikes }) => isAbout(fault, name) && strikes());
      const [first] = striking;
      if (!first) return ANSWERED;
      if (first.fault.timeoutBefore) return { kind: 'lost' };
      if (first.fault.timeoutAfter) return { kind: 'unanswered' };
      return { kind: 'refused', response: refusal(first.fault, name) };
    },
  };
}

/** What Slack calls the URLs for late answers; they are no part of the Web API, and have limits of their own. */
export const RESPONSE_URL = 'response_url';

export const createSlackFates = (faults: readonly SlackFault[] = []): CallFates =>
  createCallFates(
    faults,
    ({ method }, name) => (method === undefined ? name !== RESPONSE_URL : method === name),
    slackRefusal,
  );

export const createAwsFates = (faults: readonly AwsFault[] = []): CallFates =>
  createCallFates(faults, ({ operation }, name) => name === operation || name.endsWith(`:${operation}`), awsRefusal);

/** What is answered instead of carrying the call out.
 * @returns null when it is to be carried out */
export function answerInstead(fate: CallFate): HttpResponse | null {
  if (fate.kind === 'refused') return fate.response;
  return fate.kind === 'lost' ? NO_ANSWER : null;
}

/** What becomes of the answer once the call has been carried out. */
export const answerAfter = (fate: CallFate, response: HttpResponse): HttpResponse =>
  fate.kind === 'unanswered' ? NO_ANSWER : response;
