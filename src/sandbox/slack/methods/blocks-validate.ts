import type { Problem } from '../blocks/check.ts';
import { examineBlocks, examineView } from '../blocks/examine.ts';
import { isObject, type JsonObject } from '../json.ts';
import { invalidArguments, SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

/** Examines exactly one of `blocks`, `message` and `view`; needs no token. */
export function blocksValidate(_workspace: Workspace, args: JsonObject): JsonObject {
  const given = ['blocks', 'message', 'view'].filter((name) => args[name] !== undefined);
  if (given.length !== 1) throw invalidArguments(['provide exactly one of blocks, message, view']);
  const errors = problemsOf(args);
  if (errors.length > 0) throw new SlackError('invalid_blocks', { errors });
  return {};
}

function problemsOf({ blocks, message, view }: JsonObject): Problem[] {
  if (blocks !== undefined) return examineBlocks(blocks);
  if (view !== undefined) return examineView(view);
  if (!isObject(message)) throw invalidArguments(['must provide an object [json-pointer:/message]']);
  return examineBlocks(message.blocks ?? []).map((problem) => ({ ...problem, pointer: `/blocks${problem.pointer}` }));
}
