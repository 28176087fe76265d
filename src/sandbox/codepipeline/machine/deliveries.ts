import { findProvider } from '../providers/index.ts';
import type { ActionDeclaration, Configuration } from '../shapes.ts';
import type { Author, Pipeline, Webhook } from '../state.ts';
import { type Call, isAuthentic } from '../webhooks/authentic.ts';
import { parseJsonPath, select } from '../webhooks/json-path.ts';
import { type Draft, editPipeline, putHead } from './draft.ts';
import { sourceActions } from './pipeline-views.ts';
import { launch } from './push.ts';
import { defaultAuthor, newRevision } from './sources.ts';
import { variablesFor } from './start-variables.ts';

/** Somebody calls the URL of a webhook. */
export interface Delivery extends Call {
  /** the secret part of the URL */
  key: string;
}

export interface Answer {
  status: number;
  /** of the execution that was started */
  executionId?: string;
  message: string;
}

const refuse = (status: number, message: string): Answer => ({ status, message });

/** Starts the webhook's pipeline when caller and payload are what it expects. A payload that its filters leave out is no error. */
export function acceptWebhook(draft: Draft, delivery: Delivery): Answer {
  const webhook = [...draft.webhooks.values()].find(({ key }) => key === delivery.key);
  if (!webhook) return refuse(404, 'There is no such webhook.');
  if (!isAuthentic(webhook.definition, delivery)) return refuse(403, 'The request is not authorized by the webhook.');
  const payload = parsed(delivery.body);
  if (payload === undefined) return refuse(400, 'The request body is not valid JSON.');
  const { targetPipeline, targetAction } = webhook.definition;
  const found = draft.pipelines.get(targetPipeline);
  const action = found && sourceActions(found.declaration).find(({ name }) => name === targetAction);
  if (!found || !action) return refuse(404, `The pipeline ${targetPipeline} has no source action ${targetAction}.`);
  if (!isWanted(webhook, payload, action.configuration ?? {}))
    return { status: 200, message: 'The filters of the webhook do not match.' };
  return trigger(draft, webhook, editPipeline(draft, found), action, payload);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** All filters must match; `{Key}` in one stands for that key of the action's configuration. */
function isWanted({ definition: { filters } }: Webhook, payload: unknown, configuration: Configuration): boolean {
  return filters.every(({ jsonPath, matchEquals }) => {
    const values = select(payload, parseJsonPath(jsonPath) ?? []);
    const wanted = matchEquals?.replaceAll(/\{(\w+)\}/g, (whole, key: string) =>
      Object.hasOwn(configuration, key) ? (configuration[key] ?? whole) : whole,
    );
    return values.some((value) => wanted === undefined || (typeof value !== 'object' && String(value) === wanted));
  });
}

function trigger(
  draft: Draft,
  webhook: Webhook,
  pipeline: Pipeline,
  action: ActionDeclaration,
  payload: unknown,
): Answer {
  const variables = variablesFor(pipeline.declaration, []);
  if (variables.kind !== 'complete') return refuse(400, `The variable ${variables.name} has no default value.`);
  draft.webhooks = new Map(draft.webhooks).set(webhook.definition.name, { ...webhook, lastTriggeredAt: draft.now });
  const source = findProvider(draft.types, action.actionTypeId)?.source;
  const { id, message, author } = commitIn(payload);
  const pushed =
    source &&
    newRevision(draft, source, {
      ...(id !== undefined && { id }),
      message: message ?? '',
      author: author ?? defaultAuthor(),
    });
  if (source && pushed) putHead(draft, source.key(action.configuration ?? {}), pushed);
  const execution = launch(draft, pipeline, {
    trigger: { type: 'Webhook', detail: webhook.arn },
    variables: variables.variables,
    pinned: pushed ? [{ action: action.name, revision: pushed }] : [],
  });
  return { status: 200, executionId: execution.id, message: 'The pipeline was started.' };
}

const text = (payload: unknown, path: string): string | undefined => {
  const [value] = select(payload, parseJsonPath(path) ?? []);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The commit that a push of GitHub tells of; nothing of it for other payloads. */
function commitIn(payload: unknown): { id?: string; message?: string; author?: Author } {
  const id = text(payload, '$.head_commit.id');
  const message = text(payload, '$.head_commit.message');
  const name = text(payload, '$.head_commit.author.name');
  const email = text(payload, '$.head_commit.author.email') ?? '';
  const login = text(payload, '$.head_commit.author.username') ?? name ?? '';
  return {
    ...(id !== undefined && { id: id.slice(0, 1500) }),
    ...(message !== undefined && { message: message.slice(0, 2048) }),
    ...(name !== undefined && { author: { name, email, login } }),
  };
}
