import { ControlError, type Person } from '../../ports.ts';
import type { FoundElement } from '../elements/find-elements.ts';
import { optionsOf } from '../elements/find-elements.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Workspace } from '../workspace.ts';
import { commonParts } from './payload-parts.ts';
import { sendInteraction } from './send.ts';

/** Asks the app for the options of an external select, as Slack does while somebody types.
 * @param query what was typed so far
 * @param place `container` with `view`, or with `channel` and `message`
 * @throws ControlError when the app does not answer with options */
export async function requestOptions(
  workspace: Workspace,
  person: Person,
  found: FoundElement,
  query: string,
  place: JsonObject,
): Promise<JsonObject[]> {
  const answer = await sendInteraction(workspace, {
    ...commonParts(workspace, 'block_suggestion', person),
    ...place,
    action_id: found.actionId,
    block_id: found.blockId,
    value: query,
  });
  if (answer.error || !isObject(answer.body))
    throw new ControlError(`${found.actionId} got no options: ${answer.error ?? 'the answer was empty'}`);
  return optionsOf(answer.body);
}
