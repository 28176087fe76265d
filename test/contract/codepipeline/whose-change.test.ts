import {
  CreatePipelineCommand,
  GetPipelineStateCommand,
  PutApprovalResultCommand,
  RollbackStageCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PipelineReads } from '../../../src/app/codepipeline-ports.ts';
import { createPipelineReads } from '../../../src/aws/codepipeline-reads.ts';
import { AccountId, ExecutionId, type PipelineRef } from '../../../src/domain/ids.ts';
import { silentLog } from '../../support/memory-slack.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { onlyHome } from '../../support/served.ts';
import { ACCOUNT, CALLER, MINUTE, REGION } from '../../unit/sandbox/codepipeline/workbench.ts';
import { type Connected, connected } from './sdk.ts';

const SHOP: PipelineRef = { account: AccountId(ACCOUNT), region: REGION, pipeline: 'shop-web' };
const DANA = { name: 'Dana Reyes', email: 'dana@railway.example', login: 'dana-rg' };

let sandbox: Connected;
let reads: PipelineReads;
beforeEach(async () => {
  sandbox = await connected();
  reads = createPipelineReads(() => sandbox.client, onlyHome(), silentLog);
  await sandbox.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
  sandbox.workbench.clock.advance(MINUTE);
});
afterEach(() => sandbox.close());

async function approve(): Promise<void> {
  const { stageStates = [] } = await sandbox.client.send(new GetPipelineStateCommand({ name: 'shop-web' }));
  const token = stageStates.find(({ stageName }) => stageName === 'Approve')?.actionStates?.[0]?.latestExecution?.token;
  const result = { status: 'Approved' as const, summary: '' };
  await sandbox.client.send(
    new PutApprovalResultCommand({
      pipelineName: 'shop-web',
      stageName: 'Approve',
      actionName: 'Go-ahead',
      token,
      result,
    }),
  );
  sandbox.workbench.clock.advance(MINUTE);
}

const push = (message: string) => sandbox.workbench.service.commit({ pipeline: 'shop-web', message, author: DANA });

describe('what CodePipeline tells of whose change it is', () => {
  it('is the author of a revision, by name, address and login, and who wrote it with them', async () => {
    const { executionId, commitId } = push('Fix the cart\n\nCo-authored-by: Lee Chen <lee@railway.example>');
    sandbox.workbench.clock.advance(MINUTE);

    const authors = await reads.authors({ ...SHOP, executionId: ExecutionId(executionId) });

    expect(authors).toEqual([
      {
        kind: 'author',
        revisionId: commitId,
        value: { ...DANA, coAuthors: [{ name: 'Lee Chen', email: 'lee@railway.example' }] },
      },
      { kind: 'branch', revisionId: expect.any(String), value: 'main' },
    ]);
  });

  it('is the whole message of each commit, out of the text that connections wrap it in', async () => {
    const message = 'Fix the cart\n\nCo-authored-by: Lee Chen <lee@railway.example>';
    const { commitId } = push(message);
    sandbox.workbench.clock.advance(MINUTE);

    const [newest] = (await reads.history(SHOP))?.executions ?? [];

    expect(newest?.revisions).toEqual([{ action: 'App', host: 'GitHub', revisionId: commitId, message }]);
  });

  it('is the caller who started an execution, and the connection where nobody did', async () => {
    push('Faster search');
    await sandbox.client.send(new StartPipelineExecutionCommand({ name: 'shop-web' }));

    const { executions = [] } = (await reads.history(SHOP)) ?? {};

    expect(executions.map(({ trigger }) => trigger)).toEqual([
      { type: 'StartPipelineExecution', detail: CALLER },
      { type: 'Webhook', detail: expect.stringMatching(/^arn:aws:codeconnections:/) },
      { type: 'CreatePipeline', detail: CALLER },
    ]);
  });

  it('is every execution, page after page', async () => {
    for (let count = 0; count < 120; count++) push(`Commit ${count}`);

    const first = await reads.history(SHOP);
    const second = await reads.history(SHOP, first?.next);

    expect(first?.executions).toHaveLength(100);
    expect(second?.executions).toHaveLength(21);
    expect(second?.next).toBeUndefined();
    const ids = [...(first?.executions ?? []), ...(second?.executions ?? [])].map(({ executionId }) => executionId);
    expect(new Set(ids).size).toBe(121);
  });

  it('is what was good in a stage, and what a rollback brought back', async () => {
    await approve();
    const { executionId: bad } = push('Break it');
    sandbox.workbench.clock.advance(MINUTE);
    await approve();
    const [, good] = await reads.goodIn(SHOP, 'Prod');
    expect((await reads.goodIn(SHOP, 'Prod')).map(({ executionId }) => executionId)).toEqual([bad, good?.executionId]);

    const { pipelineExecutionId: rollback } = await sandbox.client.send(
      new RollbackStageCommand({
        pipelineName: 'shop-web',
        stageName: 'Prod',
        targetPipelineExecutionId: good?.executionId ?? '',
      }),
    );
    sandbox.workbench.clock.advance(MINUTE);

    const [newest] = (await reads.history(SHOP))?.executions ?? [];
    expect(newest).toMatchObject({
      executionId: rollback,
      status: 'Succeeded',
      rollbackOf: good?.executionId,
      trigger: { type: 'ManualRollback', detail: CALLER },
    });
  });

  it('is nothing for a pipeline that it does not know', async () => {
    expect(await reads.history({ ...SHOP, pipeline: 'nobody' })).toBeUndefined();
    expect(await reads.goodIn({ ...SHOP, pipeline: 'nobody' }, 'Prod')).toEqual([]);
  });
});
