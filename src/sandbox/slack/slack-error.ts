import type { JsonObject } from './json.ts';

/** A refusal of the Web API: HTTP 200 with `{"ok": false, "error": code, …details}`. */
export class SlackError extends Error {
  readonly code: string;
  readonly details: JsonObject;

  constructor(code: string, details: JsonObject = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** `invalid_arguments` in the words of Slack's schema check.
 * @param messages without the `[ERROR]` mark */
export function invalidArguments(messages: string[]): SlackError {
  return new SlackError('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
