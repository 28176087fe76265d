import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PipelineStructure } from '../../../src/app/codepipeline-ports.ts';
import { createSharedStructures } from '../../../src/aws/shared-structures.ts';
import type { PipelineRef } from '../../../src/domain/ids.ts';
import { at, SHOP, SHOP_STRUCTURE } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';

const HOUR = 3600_000;
const STRUCTURE: PipelineStructure = {
  ...SHOP_STRUCTURE,
  variables: [{ name: 'region', defaultValue: 'eu-west-1', description: 'Where to' }],
  sources: [{ name: 'App', stage: 'Source', takes: ['COMMIT_ID'] }],
  type: 'V2',
  mode: 'QUEUED',
};

let now = Date.parse(at(0));
let serial = 0;
let reads = 0;
let local: Awaited<ReturnType<typeof startLocalTable>>;
let pipeline: PipelineRef;

beforeAll(async () => {
  local = await startLocalTable(() => now);
});
afterAll(() => local.stop());
beforeEach(() => {
  now = Date.parse(at(0));
  reads = 0;
  pipeline = { account: SHOP.account, region: 'eu-west-1', pipeline: `shop-${++serial}` };
});

/** One container, in front of a CodePipeline that knows one pipeline. */
function container() {
  const structure = async () => {
    reads += 1;
    return STRUCTURE;
  };
  return createSharedStructures({ structure }, local.table);
}

describe('the structure of a version', () => {
  it('is read once for all containers', async () => {
    expect(await container().structure(pipeline, 3)).toEqual(STRUCTURE);
    expect(await container().structure(pipeline, 3)).toEqual(STRUCTURE);

    expect(reads).toBe(1);
  });

  it('is that of its own pipeline and version only', async () => {
    await container().structure(pipeline, 3);
    await container().structure(pipeline, 4);
    await container().structure({ ...pipeline, region: 'us-east-1' }, 3);

    expect(reads).toBe(3);
  });

  it('is read again after an hour: a pipeline made anew counts its versions from one', async () => {
    await container().structure(pipeline, 1);
    now += HOUR;
    await container().structure(pipeline, 1);

    expect(reads).toBe(2);
  });

  it('is read each time while nobody knows which version it is', async () => {
    await container().structure(pipeline, undefined);
    await container().structure(pipeline, undefined);

    expect(reads).toBe(2);
  });

  it('is asked for again when there was none', async () => {
    const gone = createSharedStructures({ structure: async () => undefined }, local.table);
    expect(await gone.structure(pipeline, 1)).toBeUndefined();

    expect(await container().structure(pipeline, 1)).toEqual(STRUCTURE);
  });

  it('is read again when another release has kept it in another form', async () => {
    const key = { pk: `pipeline|${pipeline.account}|eu-west-1|${pipeline.pipeline}`, sk: 'structure|1' };
    await local.table.client.send(new PutCommand({ TableName: 'signalbox', Item: { ...key, v: 2, stages: 'S,B' } }));

    expect(await container().structure(pipeline, 1)).toEqual(STRUCTURE);
  });
});
