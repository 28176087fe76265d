import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Red, Reds } from '../app/ports.ts';
import { ExecutionId, type PipelineRef } from '../domain/ids.ts';
import { expiresAt, isExpired, type Table } from './table.ts';
import { Update } from './update.ts';

/** Each red stage of each execution is an attribute of its own: `r|<execution>|<stage>`, with the time. */
const RED = 'r|';

const key = ({ account, region, pipeline }: PipelineRef) => ({
  pk: ['pipeline', account, region, pipeline].join('|'),
  sk: 'red',
});
const attributeOf = ({ execution, stage }: Red) => `${RED}${execution.executionId}|${stage}`;

/** Which failures of a pipeline are shown with a Retry, one item per pipeline. */
export function createRedStore(table: Table): Reds {
  const send = async (pipeline: PipelineRef, update: Update) => {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key(pipeline),
        UpdateExpression: update.expression(false),
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: update.values,
      }),
    );
  };
  const changed = () => {
    const update = new Update();
    update.set('v', 1);
    update.set('expiresAt', expiresAt(table, 'execution'));
    return update;
  };
  return {
    async note(red) {
      const update = changed();
      update.setOnce(attributeOf(red), red.at);
      await send(red.execution, update);
    },
    async of({ account, region, pipeline }) {
      const { Item = {} } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: key({ account, region, pipeline }) }),
      );
      if (isExpired(Item, table.now())) return [];
      return Object.entries(Item).flatMap(([name, at]): Red[] => {
        const [, id, stage] = /^r\|([^|]+)\|(.+)$/s.exec(name) ?? [];
        if (id === undefined || stage === undefined || typeof at !== 'string') return [];
        return [{ execution: { account, region, pipeline, executionId: ExecutionId(id) }, stage, at }];
      });
    },
    async forget(red) {
      const update = changed();
      update.remove(update.name(attributeOf(red)));
      await send(red.execution, update);
    },
  };
}
