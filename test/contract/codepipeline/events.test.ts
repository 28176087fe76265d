import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCodePipelineEvent } from '../../../src/aws/codepipeline-events.ts';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import {
  aBuild,
  aPipeline,
  aSource,
  aStage,
  aWorkbench,
  MINUTE,
  type Workbench,
} from '../../unit/sandbox/codepipeline/workbench.ts';

const recorded = (name: string): BusEvent =>
  JSON.parse(readFileSync(new URL(`../../fixtures/events/${name}.json`, import.meta.url), 'utf8'));

/** Names, order and kinds of the members, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([name, member]) => [name, shapeOf(member)]);
}

const COMMANDS = aBuild({
  name: 'Build',
  actionTypeId: { category: 'Compute', owner: 'AWS', provider: 'Commands', version: '1' },
  configuration: {},
  commands: ['cat "buildspec.yaml"'],
});

function failedCommands(): Workbench {
  const workbench = aWorkbench();
  workbench.call('CreatePipeline', {
    pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Build', COMMANDS)] }),
  });
  workbench.clock.advance(MINUTE);
  workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Build' });
  workbench.clock.advance(MINUTE);
  return workbench;
}

const isFailed = ({ detail }: BusEvent) => detail.state === 'FAILED';

describe('emitted events beside recorded ones', () => {
  it('a failed Commands action has the recorded members in the recorded order', () => {
    const real = recorded('eventbridge-action-FAILED-compute-commands-2026');
    const ours = failedCommands().events.find((event) => isFailed(event) && event.detail.action !== undefined);

    expect(shapeOf(ours)).toEqual(shapeOf(real));
    const result = (event: BusEvent | undefined) => (event?.detail['execution-result'] ?? {}) as Record<string, string>;
    expect(result(ours)['external-execution-summary']).toBe(result(real)['external-execution-summary']);
    expect(result(ours)['error-code']).toBe(result(real)['error-code']);
    const stream =
      /^arn:aws:logs:[a-z0-9-]+:\d{12}:log-group:\/aws\/codepipeline\/[^:]+:log-stream:([0-9a-f-]{36})\/[0-9a-f-]{36}$/;
    for (const event of [ours, real])
      expect(stream.exec(result(event)['external-execution-id'] ?? '')?.[1]).toBe(event?.detail['action-execution-id']);
  });

  it('a failed pipeline has the recorded members in the recorded order', () => {
    const ours = failedCommands().events.find((event) => isFailed(event) && event.detail.stage === undefined);
    expect(shapeOf(ours)).toEqual(shapeOf(recorded('eventbridge-pipeline-FAILED-2026-a')));
  });
});

describe('emitted events and our own reader', () => {
  it('every event of a life with failure, retry, stop, update and rollback is understood', () => {
    const workbench = failedCommands();
    const { call, service, clock } = workbench;
    const newest = () => service.yard()[0]?.latest?.executionId ?? '';
    const execution = () => ({ pipelineName: 'shop-web', pipelineExecutionId: newest() });
    const good = call<{ pipelineExecutionSummaries: { pipelineExecutionId: string }[] }>('ListPipelineExecutions', {
      pipelineName: 'shop-web',
    }).pipelineExecutionSummaries.at(-1);
    call('RetryStageExecution', { ...execution(), stageName: 'Build', retryMode: 'ALL_ACTIONS' });
    clock.advance(MINUTE);
    call('RollbackStage', {
      pipelineName: 'shop-web',
      stageName: 'Build',
      targetPipelineExecutionId: good?.pipelineExecutionId,
    });
    clock.advance(MINUTE);
    service.commit({ pipeline: 'shop-web' });
    service.commit({ pipeline: 'shop-web' });
    service.commit({ pipeline: 'shop-web' });
    clock.advance(6_000);
    call('StopPipelineExecution', { ...execution(), abandon: true, reason: 'wrong branch' });
    clock.advance(MINUTE);
    call('StartPipelineExecution', { name: 'shop-web' });
    call('UpdatePipeline', { pipeline: aPipeline() });
    clock.advance(10 * MINUTE);

    const states = new Set(workbench.events.map(({ detail }) => detail.state));
    for (const state of [
      'STARTED',
      'RESUMED',
      'STOPPING',
      'STOPPED',
      'SUCCEEDED',
      'FAILED',
      'SUPERSEDED',
      'CANCELED',
      'ABANDONED',
    ])
      expect(states).toContain(state);
    for (const event of workbench.events)
      expect(() => parseCodePipelineEvent(JSON.parse(JSON.stringify(event)))).not.toThrow();
  });
});
