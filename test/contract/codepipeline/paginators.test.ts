import {
  type CodePipelineClient,
  InvalidNextTokenException,
  ListActionExecutionsCommand,
  ListActionTypesCommand,
  ListDeployActionExecutionTargetsCommand,
  ListPipelineExecutionsCommand,
  ListPipelinesCommand,
  ListRuleExecutionsCommand,
  ListTagsForResourceCommand,
  ListWebhooksCommand,
  paginateListActionExecutions,
  paginateListActionTypes,
  paginateListDeployActionExecutionTargets,
  paginateListPipelineExecutions,
  paginateListPipelines,
  paginateListRuleExecutions,
  paginateListTagsForResource,
  paginateListWebhooks,
} from '@aws-sdk/client-codepipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPipeline, aSource, aStage, MINUTE, startOf } from '../../unit/sandbox/codepipeline/workbench.ts';
import { aCheck, anAction, createType, putWebhook } from './a-full-region.ts';
import { type Connected, connected } from './sdk.ts';

const ARN = 'arn:aws:codepipeline:eu-west-1:123456789012:shop-web';
const PAGE = 2;
const pipelineName = 'shop-web';

let sandbox: Connected;
/** of the deployment to machines */
let actionExecutionId = '';

/** Three pipelines, one with three executions, rules, machines, tags; three webhooks; a custom type. */
beforeAll(async () => {
  sandbox = await connected();
  const { workbench } = sandbox;
  const ec2 = anAction(
    'Ship',
    { category: 'Deploy', owner: 'AWS', provider: 'EC2', version: '1' },
    { inputArtifacts: [{ name: 'SourceOut' }] },
  );
  for (const name of [pipelineName, 'other-1', 'other-2'])
    workbench.call('CreatePipeline', {
      pipeline: aPipeline({
        name,
        variables: [{ name: 'go', defaultValue: 'yes' }],
        stages: [
          aStage('Source', aSource()),
          { ...aStage('Work', ec2), beforeEntry: { conditions: [{ result: 'FAIL', rules: [aCheck()] }] } },
        ],
      }),
      tags: ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key, value: key })),
    });
  for (let round = 0; round < 2; round += 1) {
    workbench.clock.advance(MINUTE);
    startOf(workbench);
  }
  workbench.clock.advance(MINUTE);
  for (const name of ['one', 'two', 'three']) await putWebhook(sandbox, { name });
  await createType(sandbox);
  const { actionExecutionDetails = [] } = await sandbox.client.send(new ListActionExecutionsCommand({ pipelineName }));
  actionExecutionId = actionExecutionDetails.find(({ actionName }) => actionName === 'Ship')?.actionExecutionId ?? '';
});
afterAll(() => sandbox.close());

/** The members of every page, in order. */
async function pages<T>(of: AsyncIterable<T>, items: (page: T) => unknown[] | undefined): Promise<unknown[][]> {
  const all: unknown[][] = [];
  for await (const page of of) all.push(items(page) ?? []);
  return all;
}

type Case = [name: string, paged: (config: { client: CodePipelineClient; pageSize: number }) => Promise<unknown[][]>];

describe.each<Case>([
  [
    'ListActionExecutions',
    (c) => pages(paginateListActionExecutions(c, { pipelineName }), (p) => p.actionExecutionDetails),
  ],
  ['ListActionTypes', (c) => pages(paginateListActionTypes(c, {}), (p) => p.actionTypes)],
  [
    'ListDeployActionExecutionTargets',
    (c) => pages(paginateListDeployActionExecutionTargets(c, { actionExecutionId }), (p) => p.targets),
  ],
  [
    'ListPipelineExecutions',
    (c) => pages(paginateListPipelineExecutions(c, { pipelineName }), (p) => p.pipelineExecutionSummaries),
  ],
  ['ListPipelines', (c) => pages(paginateListPipelines(c, {}), (p) => p.pipelines)],
  ['ListRuleExecutions', (c) => pages(paginateListRuleExecutions(c, { pipelineName }), (p) => p.ruleExecutionDetails)],
  ['ListTagsForResource', (c) => pages(paginateListTagsForResource(c, { resourceArn: ARN }), (p) => p.tags)],
  ['ListWebhooks', (c) => pages(paginateListWebhooks(c, {}), (p) => p.webhooks)],
])('%s', (name, paged) => {
  it('pages to its end, with every member once and no page longer than asked', async () => {
    const found = await paged({ client: sandbox.client, pageSize: PAGE });

    expect(found.length).toBeGreaterThan(1);
    // ListActionTypes takes no size.
    if (name !== 'ListActionTypes') for (const page of found) expect(page.length).toBeLessThanOrEqual(PAGE);
    const members = found.flat().map((member) => JSON.stringify(member));
    expect(new Set(members).size).toBe(members.length);
    const whole = await paged({ client: sandbox.client, pageSize: 100 });
    expect(members).toEqual(whole.flat().map((member) => JSON.stringify(member)));
    expect(found.at(-1)).not.toEqual([]);
  });
});

it('a token that was made up, or belongs to another list, is refused by each of them', async () => {
  const { client } = sandbox;
  const { nextToken = '' } = await client.send(new ListPipelinesCommand({ maxResults: 1 }));
  for (const token of ['made-up', `${nextToken}x`, nextToken]) {
    const refused = [
      client.send(new ListActionExecutionsCommand({ pipelineName, nextToken: token })),
      client.send(new ListActionTypesCommand({ nextToken: token })),
      client.send(new ListDeployActionExecutionTargetsCommand({ actionExecutionId, nextToken: token })),
      client.send(new ListPipelineExecutionsCommand({ pipelineName, nextToken: token })),
      client.send(new ListRuleExecutionsCommand({ pipelineName, nextToken: token })),
      client.send(new ListTagsForResourceCommand({ resourceArn: ARN, nextToken: token })),
      client.send(new ListWebhooksCommand({ NextToken: token })),
      ...(token === nextToken ? [] : [client.send(new ListPipelinesCommand({ nextToken: token }))]),
    ];
    for (const answer of await Promise.allSettled<unknown>(refused))
      expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(InvalidNextTokenException) });
  }
});
