import { describe, expect, it } from 'vitest';
import { readDefinition } from '../../../src/aws/definition.ts';
import { declaration } from '../../support/story-pipeline.ts';

const SHOP = declaration('shop-web', 'gated');

describe('a definition that somebody wrote', () => {
  it('is taken bare, and as the AWS CLI prints it', () => {
    expect(readDefinition(JSON.stringify(SHOP))).toEqual({ ok: true, definition: SHOP });
    const printed = { pipeline: SHOP, metadata: { pipelineArn: 'arn:aws:codepipeline:eu-west-1:1:shop-web' } };
    expect(readDefinition(JSON.stringify(printed))).toEqual({ ok: true, definition: SHOP });
  });

  it.each([
    ['{"name":', 'it is not JSON'],
    ['[]', 'the definition has to be there, of type object'],
    [JSON.stringify({ ...SHOP, stges: [] }), 'the definition has no member stges'],
    [JSON.stringify({ ...SHOP, executionMode: 'FAST' }), 'executionMode has to be QUEUED or SUPERSEDED or PARALLEL'],
    [JSON.stringify({ ...SHOP, roleArn: undefined }), 'roleArn has to be there, of type string'],
  ])('is told what is wrong with it: %s', (text, why) => {
    expect(readDefinition(text)).toEqual({ ok: false, why: expect.stringContaining(why) });
  });
});
