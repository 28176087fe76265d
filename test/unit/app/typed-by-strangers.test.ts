import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { TeamId, UserId } from '../../../src/domain/ids.ts';
import { aRequest } from '../../support/builders.ts';
import { createOperationWorld } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';

describe('words typed by somebody who may not act', () => {
  it.each([
    ['a guest', { userId: UserId('U0GIL') }, 'guest'],
    ['somebody of another workspace', { userId: UserId('U0ODA'), teamId: TeamId('T0PARTNERS') }, 'outsider'],
  ])('get %s one refusal, whatever the words are', async (_who, actor, reason) => {
    for (const text of ['', 'help', 'list', 'status shop-web', 'start shop-web', 'frobnicate', 'approve']) {
      const world = createOperationWorld();
      await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));

      await world.perform(aRequest({ actor, origin: { surface: 'command' }, ask: { kind: 'words', text } }));

      expect(world.answers, text).toMatchObject([{ answer: { kind: 'refused', refusal: { reason } } }]);
      expect(world.done, text).toEqual([]);
    }
  });
});
