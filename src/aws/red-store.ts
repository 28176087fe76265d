import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Red, Reds } from '../app/ports.ts';
import { ExecutionId, type PipelineRef } from '../domain/ids.ts';
import { expiresAt, isConditionFailed, isExpired, type Table } from './table.ts';
import { Update } from './update.ts';

/** Each red stage of each execution is an attribute of its own: `r|<execution>|<stage>`, with the time. */
const RED = 'r|';
/** The first failure since a stage was green, `s|<stage>`: the execution and the time. */
const STREAK = 's|';

const Streak = z.object({ executionId: z.string(), at: z.string() });

const key = ({ account, region, pipeline }: PipelineRef) => ({
  pk: ['pipeline', account, region, pipeline].join('|'),
  sk: 'red',
});
const attributeOf = ({ execution, stage }: Red) => `${RED}${execution.executionId}|${stage}`;

/** Which failures of a pipeline are shown with a Retry, one item per pipeline. */
export function createRedStore(table: Table): Reds {
  const send = async (pipeline: PipelineRef, update: Update, condition?: string) => {
    const sent = table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key(pipeline),
        UpdateExpression: update.expression(false),
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: update.values,
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
      }),
    );
    await sent.catch((error: unknown) => {
      if (!isConditionFailed(error)) throw error;
    });
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
      update.setOnce(STREAK + red.stage, { executionId: red.execution.executionId, at: red.at });
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
    async streak({ account, region, pipeline }, stage) {
      const { Item = {} } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: key({ account, region, pipeline }), ConsistentRead: true }),
      );
      const first = Streak.safeParse(isExpired(Item, table.now()) ? undefined : Item[STREAK + stage]);
      if (!first.success) return undefined;
      const { executionId, at } = first.data;
      return { execution: { account, region, pipeline, executionId: ExecutionId(executionId) }, stage, at };
    },
    async endStreak(first) {
      const update = changed();
      const attribute = update.name(STREAK + first.stage);
      update.remove(attribute);
      const begun = `${attribute}.${update.name('at')}`;
      await send(first.execution, update, `${begun} = ${update.value(first.at)}`);
    },
  };
}
