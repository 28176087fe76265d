import {
  ApprovalAlreadyCompletedException,
  ConcurrentPipelineExecutionsLimitExceededException,
  CreatePipelineCommand,
  DeletePipelineCommand,
  DisableStageTransitionCommand,
  DuplicatedStopRequestException,
  EnableStageTransitionCommand,
  GetPipelineCommand,
  GetPipelineExecutionCommand,
  GetPipelineStateCommand,
  InvalidApprovalTokenException,
  InvalidArnException,
  InvalidNextTokenException,
  InvalidStructureException,
  ListActionExecutionsCommand,
  ListPipelineExecutionsCommand,
  ListPipelinesCommand,
  ListTagsForResourceCommand,
  NotLatestPipelineExecutionException,
  PipelineExecutionNotFoundException,
  PipelineExecutionNotStoppableException,
  PipelineNameInUseException,
  PipelineNotFoundException,
  PipelineVersionNotFoundException,
  PutApprovalResultCommand,
  paginateListActionExecutions,
  ResourceNotFoundException,
  RetryStageExecutionCommand,
  RollbackStageCommand,
  StageNotFoundException,
  StageNotRetryableException,
  StartPipelineExecutionCommand,
  StopPipelineExecutionCommand,
  TagResourceCommand,
  TooManyTagsException,
  UnableToRollbackStageException,
  UntagResourceCommand,
  UpdatePipelineCommand,
  ValidationException,
} from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  aBuild,
  aPipeline,
  aSource,
  aStage,
  CALLER,
  MINUTE,
  REGION,
} from '../../unit/sandbox/codepipeline/workbench.ts';
import { type Connected, connected } from './sdk.ts';

const NOBODY = '33333333-aaaa-4bbb-8ccc-444444444444';
const ARN = `arn:aws:codepipeline:${REGION}:${ACCOUNT}:shop-web`;
const approval = { pipelineName: 'shop-web', stageName: 'Prod', actionName: 'Go-ahead' };

let sandbox: Connected;
beforeEach(async () => {
  sandbox = await connected();
});
afterEach(() => sandbox.close());

const pass = (ms: number) => sandbox.workbench.clock.advance(ms);
const create = (change = {}) => sandbox.client.send(new CreatePipelineCommand({ pipeline: aPipeline(change) }));
const start = async (name = 'shop-web') =>
  (await sandbox.client.send(new StartPipelineExecutionCommand({ name }))).pipelineExecutionId ?? '';
const waiting = async () => {
  const { stageStates = [] } = await sandbox.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
  const action = stageStates[2]?.actionStates?.[0]?.latestExecution;
  return { token: action?.token ?? '', executionId: stageStates[2]?.latestExecution?.pipelineExecutionId ?? '' };
};

describe('CreatePipeline', () => {
  it('answers with version 1 and tags, and its first execution is already listed', async () => {
    const tags = [{ key: 'team', value: 'payments' }];

    const made = await sandbox.client.send(new CreatePipelineCommand({ pipeline: aPipeline(), tags }));

    expect(made.pipeline).toMatchObject({
      name: 'shop-web',
      version: 1,
      executionMode: 'SUPERSEDED',
      pipelineType: 'V2',
    });
    expect(made.tags).toEqual(tags);
    const { pipelineExecutionSummaries } = await sandbox.client.send(
      new ListPipelineExecutionsCommand({ pipelineName: 'shop-web' }),
    );
    expect(pipelineExecutionSummaries).toMatchObject([
      { status: 'InProgress', trigger: { triggerType: 'CreatePipeline', triggerDetail: CALLER } },
    ]);
  });

  it('refuses a name that is taken, a faulty structure and an input that is not valid', async () => {
    await create();
    await expect(create()).rejects.toBeInstanceOf(PipelineNameInUseException);
    await expect(create({ name: 'other', stages: [aStage('Source', aSource())] })).rejects.toBeInstanceOf(
      InvalidStructureException,
    );
    await expect(create({ name: 'not a name' })).rejects.toBeInstanceOf(ValidationException);
  });
});

describe('UpdatePipeline', () => {
  it('counts the version up and cancels what runs', async () => {
    await create();
    const updated = await sandbox.client.send(
      new UpdatePipelineCommand({
        pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Build', aBuild())] }),
      }),
    );
    pass(MINUTE);

    expect(updated.pipeline?.version).toBe(2);
    const { pipelineExecutionSummaries } = await sandbox.client.send(
      new ListPipelineExecutionsCommand({ pipelineName: 'shop-web' }),
    );
    expect(pipelineExecutionSummaries).toMatchObject([{ status: 'Cancelled' }]);
  });

  it('refuses a pipeline that does not exist', async () => {
    const update = sandbox.client.send(new UpdatePipelineCommand({ pipeline: aPipeline() }));
    await expect(update).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('DeletePipeline', () => {
  it('answers nothing, and the pipeline is gone; deleting it again is no error', async () => {
    await create();
    const gone = new DeletePipelineCommand({ name: 'shop-web' });
    await expect(sandbox.client.send(gone)).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    await expect(sandbox.client.send(gone)).resolves.toBeDefined();
    await expect(sandbox.client.send(new GetPipelineCommand({ name: 'shop-web' }))).rejects.toBeInstanceOf(
      PipelineNotFoundException,
    );
  });

  it('refuses a name that no pipeline could have', async () => {
    await expect(sandbox.client.send(new DeletePipelineCommand({ name: '' }))).rejects.toBeInstanceOf(
      ValidationException,
    );
  });
});

describe('GetPipeline', () => {
  it('gives the definition that was sent, with times as dates', async () => {
    const sent = aPipeline();
    await sandbox.client.send(new CreatePipelineCommand({ pipeline: sent }));

    const { pipeline, metadata } = await sandbox.client.send(new GetPipelineCommand({ name: 'shop-web' }));

    expect(pipeline).toMatchObject(sent);
    expect(metadata).toEqual({
      pipelineArn: ARN,
      created: new Date('2026-03-02T09:15:27.104Z'),
      updated: new Date('2026-03-02T09:15:27.104Z'),
    });
  });

  it('refuses a pipeline or version that does not exist', async () => {
    await create();
    await expect(sandbox.client.send(new GetPipelineCommand({ name: 'shop' }))).rejects.toBeInstanceOf(
      PipelineNotFoundException,
    );
    await expect(sandbox.client.send(new GetPipelineCommand({ name: 'shop-web', version: 2 }))).rejects.toBeInstanceOf(
      PipelineVersionNotFoundException,
    );
  });
});

describe('ListPipelines', () => {
  it('lists by name, page by page', async () => {
    for (const name of ['b', 'c', 'a']) await create({ name });
    const first = await sandbox.client.send(new ListPipelinesCommand({ maxResults: 2 }));
    const second = await sandbox.client.send(new ListPipelinesCommand({ maxResults: 2, nextToken: first.nextToken }));

    expect(first.pipelines?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(second.pipelines?.map(({ name }) => name)).toEqual(['c']);
    expect(second.nextToken).toBeUndefined();
  });

  it('refuses a token that it did not hand out', async () => {
    const list = sandbox.client.send(new ListPipelinesCommand({ nextToken: 'bm90IG91cnM' }));
    await expect(list).rejects.toBeInstanceOf(InvalidNextTokenException);
  });
});

describe('GetPipelineState', () => {
  it('shows the stage, the action and the token of a waiting approval', async () => {
    await create();
    pass(MINUTE);

    const state = await sandbox.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));

    expect(state.stageStates?.map(({ stageName, latestExecution }) => [stageName, latestExecution?.status])).toEqual([
      ['Source', 'Succeeded'],
      ['Build', 'Succeeded'],
      ['Prod', 'InProgress'],
    ]);
    expect(state.stageStates?.[2]?.actionStates?.[0]).toMatchObject({
      actionName: 'Go-ahead',
      latestExecution: {
        status: 'InProgress',
        token: expect.stringMatching(/^[0-9a-f-]{36}$/),
        lastStatusChange: expect.any(Date),
      },
    });
  });

  it('refuses a pipeline that does not exist', async () => {
    await expect(sandbox.client.send(new GetPipelineStateCommand({ name: 'shop' }))).rejects.toBeInstanceOf(
      PipelineNotFoundException,
    );
  });
});

describe('GetPipelineExecution and ListPipelineExecutions', () => {
  it('tell the same of an execution', async () => {
    await create();
    const { executionId, commitId } = sandbox.workbench.service.commit({ pipeline: 'shop-web', message: 'Fix cart' });
    pass(MINUTE);

    const { pipelineExecution } = await sandbox.client.send(
      new GetPipelineExecutionCommand({ pipelineName: 'shop-web', pipelineExecutionId: executionId }),
    );
    const { pipelineExecutionSummaries = [] } = await sandbox.client.send(
      new ListPipelineExecutionsCommand({ pipelineName: 'shop-web', maxResults: 1 }),
    );

    expect(pipelineExecutionSummaries[0]).toMatchObject({
      pipelineExecutionId: executionId,
      status: pipelineExecution?.status,
      trigger: pipelineExecution?.trigger,
      executionType: 'STANDARD',
      sourceRevisions: [{ actionName: 'App', revisionId: commitId }],
    });
    expect(pipelineExecution).toMatchObject({
      trigger: { triggerType: 'Webhook' },
      artifactRevisions: [
        {
          name: 'SourceOut',
          revisionId: commitId,
          revisionSummary: JSON.stringify({ ProviderType: 'GitHub', CommitMessage: 'Fix cart' }),
          created: expect.any(Date),
        },
      ],
    });
  });

  it('refuse what does not exist, and a token of another list', async () => {
    await create();
    await start();
    const { nextToken } = await sandbox.client.send(
      new ListPipelineExecutionsCommand({ pipelineName: 'shop-web', maxResults: 1 }),
    );
    await create({ name: 'other' });

    await expect(
      sandbox.client.send(new GetPipelineExecutionCommand({ pipelineName: 'shop-web', pipelineExecutionId: NOBODY })),
    ).rejects.toBeInstanceOf(PipelineExecutionNotFoundException);
    await expect(
      sandbox.client.send(new ListPipelineExecutionsCommand({ pipelineName: 'other', nextToken })),
    ).rejects.toBeInstanceOf(InvalidNextTokenException);
  });
});

describe('ListActionExecutions', () => {
  it('lists newest first; the paginator of the SDK walks through all of it', async () => {
    await create();
    pass(MINUTE);
    const seen: string[] = [];
    const pages = paginateListActionExecutions({ client: sandbox.client, pageSize: 1 }, { pipelineName: 'shop-web' });
    for await (const { actionExecutionDetails = [] } of pages)
      seen.push(...actionExecutionDetails.map(({ actionName, status }) => `${actionName} ${status}`));

    expect(seen).toEqual(['Go-ahead InProgress', 'Compile Succeeded', 'App Succeeded']);
  });

  it('refuses an execution that the pipeline does not have', async () => {
    await create();
    const filter = { pipelineExecutionId: NOBODY };
    await expect(
      sandbox.client.send(new ListActionExecutionsCommand({ pipelineName: 'shop-web', filter })),
    ).rejects.toBeInstanceOf(PipelineExecutionNotFoundException);
  });
});

describe('StartPipelineExecution', () => {
  it('starts one execution for one token', async () => {
    await create();
    const command = { name: 'shop-web', clientRequestToken: 'click-1' };
    const one = await sandbox.client.send(new StartPipelineExecutionCommand(command));
    const two = await sandbox.client.send(new StartPipelineExecutionCommand(command));
    expect(two.pipelineExecutionId).toBe(one.pipelineExecutionId);
  });

  it('refuses the fifty-first execution of a QUEUED pipeline', async () => {
    await create({ executionMode: 'QUEUED' });
    for (let count = 1; count < 50; count += 1) await start();
    await expect(start()).rejects.toBeInstanceOf(ConcurrentPipelineExecutionsLimitExceededException);
  });
});

describe('StopPipelineExecution', () => {
  it('stops, and then has nothing to stop', async () => {
    await create();
    const pipelineExecutionId = await start();
    const stop = (abandon: boolean) =>
      sandbox.client.send(
        new StopPipelineExecutionCommand({
          pipelineName: 'shop-web',
          pipelineExecutionId,
          abandon,
          reason: 'wrong one',
        }),
      );
    pass(MINUTE);
    await expect(stop(false)).resolves.toMatchObject({ pipelineExecutionId });
    await expect(stop(false)).rejects.toBeInstanceOf(PipelineExecutionNotStoppableException);
  });

  it('refuses a second stop of the same kind while the first waits', async () => {
    await create();
    const { pipelineExecutionSummaries = [] } = await sandbox.client.send(
      new ListPipelineExecutionsCommand({ pipelineName: 'shop-web' }),
    );
    const pipelineExecutionId = pipelineExecutionSummaries[0]?.pipelineExecutionId;
    const command = new StopPipelineExecutionCommand({ pipelineName: 'shop-web', pipelineExecutionId });
    await sandbox.client.send(command);
    await expect(sandbox.client.send(command)).rejects.toBeInstanceOf(DuplicatedStopRequestException);
  });
});

describe('RetryStageExecution', () => {
  const retry = (pipelineExecutionId: string) =>
    sandbox.client.send(
      new RetryStageExecutionCommand({
        pipelineName: 'shop-web',
        stageName: 'Build',
        pipelineExecutionId,
        retryMode: 'FAILED_ACTIONS',
      }),
    );

  it('takes the failed stage up in the same execution', async () => {
    await create();
    pass(MINUTE);
    const { executionId } = sandbox.workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    pass(MINUTE);
    await expect(retry(executionId)).resolves.toMatchObject({ pipelineExecutionId: executionId });
  });

  it('refuses a stage without failure, and an execution that another has followed', async () => {
    await create();
    const { executionId } = sandbox.workbench.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    pass(MINUTE);
    const later = await start();
    pass(MINUTE);
    await expect(retry(later)).rejects.toBeInstanceOf(StageNotRetryableException);
    await expect(retry(executionId)).rejects.toBeInstanceOf(NotLatestPipelineExecutionException);
  });
});

describe('RollbackStage', () => {
  const rollback = (targetPipelineExecutionId: string, stageName = 'Build') =>
    sandbox.client.send(new RollbackStageCommand({ pipelineName: 'shop-web', stageName, targetPipelineExecutionId }));

  it('runs the stage in a new execution with the revisions of the target', async () => {
    await create();
    pass(MINUTE);
    const { executionId: target } = await waiting();

    const { pipelineExecutionId } = await rollback(target);

    const { pipelineExecution } = await sandbox.client.send(
      new GetPipelineExecutionCommand({ pipelineName: 'shop-web', pipelineExecutionId }),
    );
    expect(pipelineExecution).toMatchObject({
      executionType: 'ROLLBACK',
      rollbackMetadata: { rollbackTargetPipelineExecutionId: target },
      trigger: { triggerType: 'ManualRollback', triggerDetail: CALLER },
      artifactRevisions: [{ name: 'SourceOut' }],
    });
  });

  it('refuses a target that was not good in the stage, or is unknown', async () => {
    await create();
    pass(MINUTE);
    const { executionId } = await waiting();
    await expect(rollback(executionId, 'Prod')).rejects.toBeInstanceOf(UnableToRollbackStageException);
    await expect(rollback(NOBODY)).rejects.toBeInstanceOf(PipelineExecutionNotFoundException);
  });
});

describe('PutApprovalResult', () => {
  const put = (token: string, change = {}) =>
    sandbox.client.send(
      new PutApprovalResultCommand({
        ...approval,
        token,
        result: { status: 'Approved', summary: 'checked' },
        ...change,
      }),
    );

  it('answers when it was approved', async () => {
    await create();
    pass(MINUTE);
    const { token } = await waiting();
    await expect(put(token)).resolves.toMatchObject({ approvedAt: new Date('2026-03-02T09:16:27.104Z') });
  });

  it('refuses an unknown token, a second answer, an unknown stage and a token that is no UUID', async () => {
    await create();
    pass(MINUTE);
    const { token } = await waiting();
    await expect(put(NOBODY)).rejects.toBeInstanceOf(InvalidApprovalTokenException);
    await put(token);
    await expect(put(token)).rejects.toBeInstanceOf(ApprovalAlreadyCompletedException);
    await expect(put(token, { stageName: 'Live' })).rejects.toBeInstanceOf(StageNotFoundException);
    await expect(put('yes')).rejects.toBeInstanceOf(ValidationException);
  });
});

describe('DisableStageTransition and EnableStageTransition', () => {
  const gate = { pipelineName: 'shop-web', stageName: 'Prod', transitionType: 'Inbound' } as const;
  const transition = async () =>
    (await sandbox.client.send(new GetPipelineStateCommand({ name: 'shop-web' }))).stageStates?.[2]
      ?.inboundTransitionState;

  it('close and open the way into a stage', async () => {
    await create();
    await sandbox.client.send(new DisableStageTransitionCommand({ ...gate, reason: 'end-of-quarter freeze' }));
    expect(await transition()).toMatchObject({
      enabled: false,
      disabledReason: 'end-of-quarter freeze',
      lastChangedBy: CALLER,
    });
    await sandbox.client.send(new EnableStageTransitionCommand(gate));
    expect(await transition()).toEqual({ enabled: true, lastChangedBy: CALLER, lastChangedAt: expect.any(Date) });
  });

  it('refuse an unknown stage, and a reason outside the alphabet', async () => {
    await create();
    await expect(
      sandbox.client.send(new EnableStageTransitionCommand({ ...gate, stageName: 'Live' })),
    ).rejects.toBeInstanceOf(StageNotFoundException);
    await expect(
      sandbox.client.send(new DisableStageTransitionCommand({ ...gate, reason: 'freeze: end of quarter' })),
    ).rejects.toBeInstanceOf(ValidationException);
  });
});

describe('tags', () => {
  const tagsOf = async () => (await sandbox.client.send(new ListTagsForResourceCommand({ resourceArn: ARN }))).tags;

  it('are added, overwritten and removed', async () => {
    await create();
    await sandbox.client.send(
      new TagResourceCommand({
        resourceArn: ARN,
        tags: [
          { key: 'team', value: 'a' },
          { key: 'tier', value: '1' },
        ],
      }),
    );
    await sandbox.client.send(new TagResourceCommand({ resourceArn: ARN, tags: [{ key: 'team', value: 'b' }] }));
    await sandbox.client.send(new UntagResourceCommand({ resourceArn: ARN, tagKeys: ['tier'] }));
    expect(await tagsOf()).toEqual([{ key: 'team', value: 'b' }]);
  });

  it('are refused for what does not exist, for foreign ARNs and beyond fifty', async () => {
    await create();
    const tags = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));
    await expect(sandbox.client.send(new TagResourceCommand({ resourceArn: ARN, tags }))).rejects.toBeInstanceOf(
      TooManyTagsException,
    );
    await expect(
      sandbox.client.send(new UntagResourceCommand({ resourceArn: `${ARN}-2`, tagKeys: ['a'] })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(
      sandbox.client.send(new ListTagsForResourceCommand({ resourceArn: ARN.replace(REGION, 'us-east-1') })),
    ).rejects.toBeInstanceOf(InvalidArnException);
  });
});
