import {
  ActionExecutionNotFoundException,
  ActionNotFoundException,
  GetPipelineStateCommand,
  ListDeployActionExecutionTargetsCommand,
  ListPipelineExecutionsCommand,
  PipelineNotFoundException,
  PutActionRevisionCommand,
} from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../unit/sandbox/codepipeline/workbench.ts';
import { anAction, createWith } from './a-full-region.ts';
import { type Connected, connected } from './sdk.ts';

const EC2 = anAction(
  'Ship',
  { category: 'Deploy', owner: 'AWS', provider: 'EC2', version: '1' },
  { inputArtifacts: [{ name: 'SourceOut' }] },
);

let sandbox: Connected;
beforeEach(async () => {
  sandbox = await connected();
  await createWith(sandbox, EC2);
  sandbox.workbench.clock.advance(MINUTE);
});
afterEach(() => sandbox.close());

describe('PutActionRevision', () => {
  const put = (change = {}) =>
    sandbox.client.send(
      new PutActionRevisionCommand({
        pipelineName: 'shop-web',
        stageName: 'Source',
        actionName: 'App',
        actionRevision: { revisionId: 'r-7', revisionChangeId: 'c-7', created: new Date('2026-03-01T00:00:00Z') },
        ...change,
      }),
    );

  it('starts the pipeline with a revision that is new, and nothing with one that is known', async () => {
    const first = await put();
    expect(first).toMatchObject({ newRevision: true, pipelineExecutionId: expect.any(String) });
    sandbox.workbench.clock.advance(MINUTE);
    expect(await put()).toMatchObject({ newRevision: false, pipelineExecutionId: first.pipelineExecutionId });

    const { pipelineExecutionSummaries = [] } = await sandbox.client.send(
      new ListPipelineExecutionsCommand({ pipelineName: 'shop-web' }),
    );
    expect(pipelineExecutionSummaries).toHaveLength(2);
    expect(pipelineExecutionSummaries[0]).toMatchObject({
      trigger: { triggerType: 'PutActionRevision' },
      sourceRevisions: [{ actionName: 'App', revisionId: 'r-7' }],
    });
  });

  it('is refused for what is no source action', async () => {
    await expect(put({ stageName: 'Work', actionName: 'Ship' })).rejects.toBeInstanceOf(ActionNotFoundException);
    await expect(put({ actionName: 'Other' })).rejects.toBeInstanceOf(ActionNotFoundException);
  });
});

describe('ListDeployActionExecutionTargets', () => {
  const list = (input: object) =>
    sandbox.client.send(new ListDeployActionExecutionTargetsCommand({ actionExecutionId: '?', ...input }));
  async function ship() {
    const { stageStates = [] } = await sandbox.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
    return stageStates[1]?.actionStates?.[0]?.latestExecution?.actionExecutionId ?? '';
  }

  it('tells of each machine that an EC2 deployment went to', async () => {
    const { targets = [] } = await list({ actionExecutionId: await ship(), pipelineName: 'shop-web' });
    expect(targets.length).toBeGreaterThanOrEqual(3);
    expect(targets[0]).toMatchObject({
      targetId: expect.stringMatching(/^i-[0-9a-f]{17}$/),
      targetType: 'EC2',
      status: 'Succeeded',
      startTime: expect.any(Date),
      endTime: expect.any(Date),
      events: [{ name: 'Deploy', status: 'Succeeded' }],
    });
  });

  it('finds the one that failed', async () => {
    sandbox.workbench.service.commit({ pipeline: 'shop-web', fail: 'Work/Ship' });
    sandbox.workbench.clock.advance(MINUTE);
    const filters = [{ name: 'TARGET_STATUS' as const, values: ['Failed'] }];
    const { targets = [] } = await list({ actionExecutionId: await ship(), filters });
    expect(targets).toHaveLength(1);
    expect(targets[0]?.events?.[0]?.context?.message).toContain('failed');
  });

  it('is refused for runs and pipelines that are not there', async () => {
    await expect(list({})).rejects.toBeInstanceOf(ActionExecutionNotFoundException);
    await expect(list({ pipelineName: 'nowhere' })).rejects.toBeInstanceOf(PipelineNotFoundException);
  });
});
