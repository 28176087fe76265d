import type { JsonObject } from '../json.ts';
import type { Workspace } from '../workspace.ts';

/** A method of the Web API.
 * @returns what the answer holds besides `ok: true`
 * @throws SlackError for `ok: false` */
export type Method = (workspace: Workspace, args: JsonObject) => JsonObject;
