import { ControlError, type OfferedOptions, type Person } from '../../ports.ts';
import { object, type Problem } from '../blocks/check.ts';
import { offeredGroups, offeredOptions } from '../blocks/composition.ts';
import type { FoundElement } from '../elements/find-elements.ts';
import { isObject, type JsonObject, objectsIn } from '../json.ts';
import type { Workspace } from '../workspace.ts';
import { commonParts } from './payload-parts.ts';
import { type Answer, sendInteraction } from './send.ts';

/** How the app answered when it was asked for options. */
export interface Suggested extends OfferedOptions {
  answer: Answer;
  /** why the client could show none */
  error: string | null;
}

const checkAnswer = object({ options: offeredOptions, option_groups: offeredGroups });

/** Asks the app for the options of an external select, as Slack does while somebody types.
 * @param query what was typed so far
 * @param place `container` with `view`, or with `channel` and `message`
 * @throws ControlError where Slack would not ask: the manifest has no address for it */
export async function requestOptions(
  workspace: Workspace,
  person: Person,
  found: FoundElement,
  query: string,
  place: JsonObject,
): Promise<Suggested> {
  if (!workspace.deps.manifest.loadsOptions)
    throw new ControlError('the manifest has no message_menu_options_url, so Slack has nobody to ask for options');
  const answer = await sendInteraction(workspace, {
    ...commonParts(workspace, 'block_suggestion', person),
    ...place,
    action_id: found.actionId,
    block_id: found.blockId,
    value: query,
  });
  const error = answer.error ?? problemOf(answer.body);
  const { body } = answer;
  if (error !== null || !isObject(body)) return { answer, error, options: [], option_groups: [] };
  const suggested = { options: objectsIn(body.options), option_groups: objectsIn(body.option_groups) };
  workspace.offered.remember(person.id, found, suggested);
  return { answer, error: null, ...suggested };
}

/** Slack shows nothing of an answer that is not as it should be. */
function problemOf(body: unknown): string | null {
  const problems: Problem[] = [];
  checkAnswer(body, '', problems);
  const [first] = problems;
  if (first) return `invalid_options: ${first.message} [json-pointer:${first.pointer}]`;
  const isOffer = isObject(body) && (body.options === undefined) !== (body.option_groups === undefined);
  return isOffer ? null : 'invalid_options: give either options or option_groups';
}
