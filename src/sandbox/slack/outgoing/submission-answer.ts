import { isObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { blocksOf, readView } from '../view-content.ts';
import type { View } from '../view-stacks.ts';
import type { Workspace } from '../workspace.ts';

interface Outcome {
  /** the modal that the person sees because of the answer */
  view?: View;
  /** why Slack could not follow the answer; the modal stays */
  error?: string;
}

/** Does what the answer to a view_submission says: nothing closes the modal; else errors, update, push or clear. */
export function followSubmission(workspace: Workspace, view: View, body: unknown): Outcome {
  if (body === '') {
    workspace.views.close(view);
    return {};
  }
  if (!isObject(body)) return { error: 'invalid_response' };
  try {
    switch (body.response_action) {
      case undefined:
        workspace.views.close(view);
        return {};
      case 'clear':
        workspace.views.clear(view.user);
        return {};
      case 'update':
        workspace.views.update(view, readView(workspace, body.view, 'modal', view));
        return { view };
      case 'push':
        return { view: workspace.views.push(view, readView(workspace, body.view, 'modal')) };
      case 'errors':
        return showErrors(workspace, view, body.errors);
      default:
        return { error: 'invalid_response_action' };
    }
  } catch (error) {
    if (error instanceof SlackError) return { error: describe(error) };
    throw error;
  }
}

/** Slack takes errors for input blocks only. */
function showErrors(workspace: Workspace, view: View, errors: unknown): Outcome {
  if (!isObject(errors)) return { error: 'invalid_errors' };
  const inputs = new Set(blocksOf(view).flatMap((block) => (block.type === 'input' ? [block.block_id] : [])));
  const shown: Record<string, string> = {};
  for (const [blockId, text] of Object.entries(errors)) {
    if (typeof text !== 'string' || !inputs.has(blockId)) return { error: `invalid_errors: ${blockId}` };
    shown[blockId] = text;
  }
  workspace.views.fail(view, shown);
  return {};
}

function describe({ code, details }: SlackError): string {
  const told = isObject(details.response_metadata) ? details.response_metadata.messages : undefined;
  return Array.isArray(told) ? `${code}: ${told.join('; ')}` : code;
}
