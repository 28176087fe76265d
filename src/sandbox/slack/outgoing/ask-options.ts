import { type AckResult, ControlError, type OfferedOptions, type OptionsInput, type Person } from '../../ports.ts';
import { type FoundElement, findElements } from '../elements/find-elements.ts';
import { stateOf } from '../elements/state-values.ts';
import { characters, type JsonObject } from '../json.ts';
import { blocksOf, viewJson } from '../view-content.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult } from './ack-result.ts';
import { messagePlace } from './click.ts';
import { personFor, viewFor } from './control-input.ts';
import { findInMessages, noSuchElement, pick } from './find-clicked.ts';
import { requestOptions } from './suggestions.ts';

/** Slack's own, where the menu says nothing. */
const USUAL_QUERY_LENGTH = 3;

/** Somebody types into a menu whose options the app supplies.
 * @throws ControlError when there is no such menu, or too little was typed for Slack to ask */
export async function askOptions(workspace: Workspace, input: OptionsInput): Promise<AckResult & OfferedOptions> {
  const person = personFor(workspace, input.user);
  const { found, place } = findMenu(workspace, input, person);
  if (!found.type.endsWith('external_select'))
    throw new ControlError(`${found.actionId} is a ${found.type}: its options are all there`);
  const { min_query_length: least = USUAL_QUERY_LENGTH } = found.element;
  if (characters(input.query) < Number(least))
    throw new ControlError(`${found.actionId} wants ${least} characters before Slack asks for options`);
  const { answer, error, options, option_groups } = await requestOptions(workspace, person, found, input.query, place);
  return { ...ackResult(answer, null, error ?? undefined), options, option_groups };
}

function findMenu(
  workspace: Workspace,
  input: OptionsInput,
  person: Person,
): { found: FoundElement; place: JsonObject } {
  if (input.view_id === undefined) {
    const { channel, message, found } = findInMessages(workspace, input, person);
    return { found, place: messagePlace(workspace, channel, message) };
  }
  const view = viewFor(workspace, input.view_id, person);
  const found = pick(findElements(blocksOf(view)), input);
  if (!found) throw new ControlError(noSuchElement(`view ${view.id}`, input.action_id, blocksOf(view)));
  const shown = viewJson(workspace, view, stateOf(blocksOf(view), view.chosen));
  return { found, place: { container: { type: 'view', view_id: view.id }, view: shown } };
}
