import type { ControlAnswer } from './control-api.ts';

/** What went wrong, and what to do next, in words for a person.
 * @param deed what was tried: "That command", "The button" */
export function explainAnswer(deed: string, answer: ControlAnswer): string {
  const { error, status } = answer;
  if (error === 'unreachable')
    return `${deed} did not reach the sandbox. Is it still running? Start it with “npm start”.`;
  if (error === 'operation_timeout' || status === 0) {
    return `${deed} was delivered, but the app did not answer within 3 seconds. It may still happen.`;
  }
  if (status !== undefined && status >= 400) {
    return `${deed} was delivered, but the app answered with HTTP ${status}${error ? ` (${error})` : ''}.`;
  }
  return error ? `${deed} was not accepted: ${error}` : `${deed} was not accepted, and the sandbox did not say why.`;
}
