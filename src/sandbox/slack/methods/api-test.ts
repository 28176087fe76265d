import { optionalString } from '../arguments.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

/** Echoes its arguments; `error` makes it fail with that code. */
export function apiTest(_workspace: Workspace, args: JsonObject): JsonObject {
  const error = optionalString(args, 'error');
  const { token: _, ...echo } = args;
  if (error !== undefined) throw new SlackError(error, { args: echo });
  return { args: echo };
}
