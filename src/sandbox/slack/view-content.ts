import type { ViewSnapshot } from '../ports.ts';
import { examineView } from './blocks/examine.ts';
import { normaliseBlocks, withTextDefaults } from './blocks/normalise.ts';
import type { StateValues } from './elements/state-values.ts';
import { isObject, type JsonObject, objectsIn, plainText, stringOr } from './json.ts';
import { invalidArguments, SlackError } from './slack-error.ts';
import type { View } from './view-stacks.ts';
import type { Workspace } from './workspace.ts';

/** Slack's 250 kB. */
const LARGEST = 250_000;

/** Checks and normalises a view.
 * @throws SlackError `invalid_arguments` with Slack's messages, `view_too_large`, `duplicate_external_id` */
export function readView(workspace: Workspace, given: unknown, kind: View['kind'], replaced?: View): JsonObject {
  if (given === undefined) throw invalidArguments(['missing required field: view']);
  if (!isObject(given)) throw invalidArguments(['must provide an object [json-pointer:/view]']);
  if (JSON.stringify(given).length > LARGEST) throw new SlackError('view_too_large');
  const problems = examineView(given);
  if (problems.length > 0)
    throw invalidArguments(problems.map((problem) => `${problem.message} [json-pointer:/view${problem.pointer}]`));
  if (given.type !== kind)
    throw invalidArguments([`unsupported type: ${stringOr(given.type, '')} [json-pointer:/view/type]`]);
  const externalId = stringOr(given.external_id, '');
  const holder = externalId === '' ? undefined : workspace.views.byExternalId(externalId);
  if (holder && holder !== replaced) throw new SlackError('duplicate_external_id');

  const { blocks, ...rest } = given;
  const content = withTextDefaults(rest);
  return { ...(isObject(content) ? content : {}), blocks: normaliseBlocks(objectsIn(blocks), workspace.ids.blockId) };
}

/** The view object of the views methods and of interaction payloads. */
export function viewJson(workspace: Workspace, view: View, values: StateValues): JsonObject {
  const { team, app } = workspace.deps;
  const { content } = view;
  return {
    id: view.id,
    team_id: team.id,
    type: view.kind,
    blocks: content.blocks,
    private_metadata: stringOr(content.private_metadata, ''),
    callback_id: stringOr(content.callback_id, ''),
    state: { values },
    hash: view.hash,
    title: content.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: content.clear_on_close === true,
    notify_on_close: content.notify_on_close === true,
    close: content.close ?? null,
    submit: content.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: app.appId,
    external_id: stringOr(content.external_id, ''),
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}

export function callbackId(view: View): string {
  return stringOr(view.content.callback_id, '');
}

export function blocksOf(view: View): JsonObject[] {
  return objectsIn(view.content.blocks);
}

/** What the person sees of it.
 * @param below how many modals lie below it */
export function viewSnapshot(view: View, below = 0): ViewSnapshot {
  return {
    id: view.id,
    callback_id: callbackId(view),
    title: plainText(view.content.title) ?? '',
    submit: plainText(view.content.submit),
    close: plainText(view.content.close),
    blocks: blocksOf(view),
    errors: view.errors,
    problem: view.problem,
    below,
  };
}
