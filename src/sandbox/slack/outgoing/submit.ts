import { type AckResult, ControlError, type Person } from '../../ports.ts';
import { type FoundElement, findElements, optionsOf } from '../elements/find-elements.ts';
import { isEmpty, merge, readStateValues, type StateValues, statefulField, stateOf } from '../elements/state-values.ts';
import { isObject, type JsonObject, plainText, stringOr } from '../json.ts';
import { blocksOf, viewJson } from '../view-content.ts';
import type { View } from '../view-stacks.ts';
import type { Workspace } from '../workspace.ts';
import { ackResult, openedView } from './ack-result.ts';
import { personFor, viewFor } from './control-input.ts';
import { commonParts, responseUrl } from './payload-parts.ts';
import { sendInteraction } from './send.ts';
import { followSubmission } from './submission-answer.ts';
import { submitFiles } from './submitted-files.ts';

/** Somebody submits the modal on top.
 * @throws ControlError when it is not there, has no submit button, or a required input is empty: Slack's client would
 * not send that either */
export async function submit(
  workspace: Workspace,
  input: { user: string; view_id: string; values: Record<string, Record<string, unknown>> },
): Promise<AckResult> {
  const person = personFor(workspace, input.user);
  const view = viewFor(workspace, input.view_id, person);
  if (view.kind !== 'modal' || plainText(view.content.submit) === null)
    throw new ControlError(`view ${view.id} has no submit button`);
  view.chosen = merge(view.chosen, readAnswers(workspace, person, view, input.values));
  const values = stateOf(blocksOf(view), view.chosen);
  refuseEmpty(view, values);

  const { id: triggerId, trigger } = workspace.triggers.issue({
    user: person.id,
    channel: view.channel,
    viewId: view.id,
  });
  const answer = await sendInteraction(workspace, {
    ...commonParts(workspace, 'view_submission', person),
    trigger_id: triggerId,
    view: viewJson(workspace, view, values),
    response_urls: responseUrls(workspace, person, view, values),
  });
  if (answer.error) {
    workspace.views.lose(view, troubled(answer.error));
    return ackResult(answer);
  }
  const outcome = followSubmission(workspace, view, answer.body);
  if (outcome.error !== undefined) workspace.views.lose(view, troubled(outcome.error));
  return ackResult(answer, outcome.view ?? openedView(workspace, trigger), outcome.error);
}

/** Slack's words, and for whoever builds the app the reason, which Slack keeps to itself. */
function troubled(error: string): string {
  const why = error === 'operation_timeout' ? 'the app did not respond' : error;
  return `We had some trouble connecting. Try again? (${why})`;
}

/** The given answers, each completed: an option given by its value alone becomes the whole option.
 * @throws ControlError for a block or action that the view does not have, or files that the input does not take */
function readAnswers(workspace: Workspace, person: Person, view: View, given: unknown): StateValues {
  const inputs = findElements(blocksOf(view)).filter((found) => statefulField(found.type));
  const answers = readStateValues(given);
  const completed: StateValues = {};
  for (const [blockId, actions] of Object.entries(answers)) {
    for (const [actionId, state] of Object.entries(actions)) {
      const found = inputs.find((each) => each.blockId === blockId && each.actionId === actionId);
      if (!found) throw new ControlError(`the view has no input ${blockId}/${actionId}; it has ${names(inputs)}`);
      completed[blockId] = { ...completed[blockId], [actionId]: complete(workspace, person, found, state) };
    }
  }
  return completed;
}

function names(inputs: readonly FoundElement[]): string {
  return inputs.length === 0 ? 'none' : inputs.map((found) => `${found.blockId}/${found.actionId}`).join(', ');
}

function complete(workspace: Workspace, person: Person, found: FoundElement, state: JsonObject): JsonObject {
  if (found.type === 'file_input')
    return { type: found.type, files: submitFiles(workspace, person, found, state.files) };
  const options = [...optionsOf(found.element), ...workspace.offered.to(person.id, found)];
  const whole = (chosen: unknown): unknown =>
    (isObject(chosen) && options.find((option) => option.value === chosen.value)) || chosen;
  const { selected_option: one, selected_options: many } = state;
  return {
    ...state,
    type: found.type,
    ...(one === undefined ? {} : { selected_option: whole(one) }),
    ...(Array.isArray(many) ? { selected_options: many.map(whole) } : {}),
  };
}

function refuseEmpty(view: View, values: StateValues): void {
  const empty = findElements(blocksOf(view)).find(
    (found) => found.block.type === 'input' && found.block.optional !== true && isEmpty(found, values),
  );
  if (!empty) return;
  const label = plainText(empty.block.label) ?? empty.blockId;
  throw new ControlError(`“${label}” (${empty.blockId}/${empty.actionId}) is required`);
}

/** One for each channel chosen in a menu with `response_url_enabled`. */
function responseUrls(workspace: Workspace, person: Person, view: View, values: StateValues): JsonObject[] {
  return findElements(blocksOf(view)).flatMap(({ element, blockId, actionId }) => {
    const state = values[blockId]?.[actionId];
    const channel = stringOr(state?.selected_conversation ?? state?.selected_channel, null);
    if (element.response_url_enabled !== true || channel === null) return [];
    const url = responseUrl(workspace, { user: person.id, channel, source: null });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url: url }];
  });
}
