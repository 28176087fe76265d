import { applyEvent, type Execution, newExecution } from '../../src/domain/execution.ts';
import type { ExecutionEvent, Fact, Observation, State, Subject } from '../../src/domain/execution-event.ts';
import { RANK, rankOf } from '../../src/domain/execution-event.ts';
import {
  AccountId,
  ChannelId,
  ExecutionId,
  type ExecutionRef,
  OperationId,
  RunKey,
  TeamId,
  UserId,
} from '../../src/domain/ids.ts';
import type { Actor, Deed, Operation, OperationRequest } from '../../src/domain/operation.ts';
import type { Structure } from '../../src/domain/progress.ts';

export const SHOP: ExecutionRef = {
  account: AccountId('123456789012'),
  region: 'eu-west-1',
  pipeline: 'shop-web',
  executionId: ExecutionId('4b1e07c2-1111-4222-8333-444455556666'),
};

/** Noon plus so many seconds, as an ISO instant. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 2, 2, 12, 0, 0) + seconds * 1000).toISOString();
}

export const SHOP_STRUCTURE: Structure = {
  stages: [
    {
      name: 'Source',
      actions: [{ name: 'App', category: 'Source', provider: 'CodeStarSourceConnection', runOrder: 1 }],
    },
    { name: 'Build', actions: [{ name: 'Compile', category: 'Build', provider: 'CodeBuild', runOrder: 1 }] },
    { name: 'Approve', actions: [{ name: 'Go-ahead', category: 'Approval', provider: 'Manual', runOrder: 1 }] },
    { name: 'Prod', actions: [{ name: 'Deploy', category: 'Deploy', provider: 'ECS', runOrder: 1 }] },
  ],
};

export function anEvent(
  subject: Subject,
  state: State,
  seconds: number,
  more: Partial<Observation> = {},
  facts: Fact[] = [],
): ExecutionEvent {
  const rank = state === 'waiting' ? RANK.waiting : rankOf(state);
  return { execution: SHOP, subject, observation: { rank, state, at: at(seconds), ...more }, facts };
}

export const pipeline = (state: State, seconds: number, attempt = 1, facts: Fact[] = []) =>
  anEvent({ kind: 'pipeline', attempt }, state, seconds, { startedAt: at(0) }, facts);

export const stage = (name: string, state: State, seconds: number, began = seconds, begun = '') =>
  anEvent({ kind: 'stage', stage: name, begun }, state, seconds, { startedAt: at(began) });

export function action(
  stageName: string,
  name: string,
  state: State,
  seconds: number,
  run: string,
  more: Partial<Observation> = {},
): ExecutionEvent {
  return anEvent({ kind: 'action', stage: stageName, action: name, runId: run }, state, seconds, {
    runKey: RunKey(run),
    ...more,
  });
}

export const approvalWaits = (seconds: number, run: string) =>
  action('Approve', 'Go-ahead', 'waiting', seconds, run, {
    category: 'Approval',
    provider: 'Manual',
    startedAt: at(seconds),
  });

export function folded(...events: ExecutionEvent[]): Execution {
  return events.reduce(applyEvent, newExecution(SHOP));
}

export const BEN: Actor = { userId: UserId('U0BEN'), teamId: TeamId('T0SIGNALBX') };

const approveDeed: Deed = {
  kind: 'approve',
  target: { ...SHOP, stage: 'Approve', action: 'Go-ahead', run: RunKey('0123456789abcdef') },
  comment: '',
};

export function aRequest(more: Partial<OperationRequest> = {}): OperationRequest {
  return {
    v: 1,
    operationId: OperationId('operation-1'),
    actor: BEN,
    origin: { surface: 'button', channel: ChannelId('C0DEPLOYS') },
    ask: { kind: 'deed', deed: approveDeed },
    requestedAt: at(0),
    notAfter: at(900),
    ...more,
  };
}

export function anOperation(more: Partial<Operation> = {}): Operation {
  const { ask: _ask, ...request } = aRequest();
  return { ...request, deed: approveDeed, ...more };
}
