import { CreateCustomActionTypeCommand, CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { questionActionType } from '../../../src/aws/action-type.ts';
import { createJobDoors } from '../../../src/aws/job-doors.ts';
import type { Workers } from '../../../src/domain/workers.ts';
import { askingPipeline } from '../../support/asking-pipeline.ts';
import { silentLog } from '../../support/memory-slack.ts';
import { createOperationWorld, HOME } from '../../support/operation-world.ts';

const PLACE = { account: HOME, region: 'eu-west-1' };
const CUSTOM = { category: 'Invoke', provider: 'Signalbox-Question', version: '1' } as const;
const PARTNER = { category: 'Test', provider: 'SandboxPartner', version: '1' } as const;
const CLIENT = '5a4dba11-0000-4000-8000-000000000001';

/** A pipeline whose question waits for a worker. */
async function waiting(owner: 'Custom' | 'ThirdParty') {
  const { client, world } = createOperationWorld();
  await client.send(new CreateCustomActionTypeCommand(questionActionType(CUSTOM, 'T0SIGNALBX')));
  const type = { ...(owner === 'Custom' ? CUSTOM : PARTNER), owner };
  const configuration = owner === 'Custom' ? { Ask: 'Which region first?' } : { Project: 'shop' };
  const action = { name: 'Question', actionTypeId: type, configuration };
  await client.send(new CreatePipelineCommand({ pipeline: askingPipeline('shop-web', action, 'none') }));
  await world.runUntil(world.now() + 120_000);
  const doorsOf = (workers: Partial<Workers>, token = 'sandbox-client-token') =>
    createJobDoors(
      { clientFor: () => client, clientToken: async () => token, log: silentLog },
      { custom: [], partner: [], ...workers },
    );
  return { doorsOf };
}

describe('the door of a custom action type', () => {
  const workers = { custom: [{ type: CUSTOM, places: [PLACE] }] };

  it('gives a job to one of two who poll at once', async () => {
    const { doorsOf } = await waiting('Custom');
    const [one, other] = [doorsOf(workers)[0], doorsOf(workers)[0]];

    const taken = (await Promise.all([one?.take(), other?.take()])).flatMap((jobs) => jobs ?? []);

    expect(taken).toMatchObject([
      { door: 'custom', action: { pipeline: 'shop-web', stage: 'Ask', action: 'Question' } },
    ]);
    expect(JSON.stringify(taken)).not.toMatch(/secretAccessKey|sessionToken|nonce/);
  });

  it('has nothing while nobody has registered the type there', async () => {
    const { doorsOf } = await waiting('Custom');
    const [door] = doorsOf({ custom: [{ type: { ...CUSTOM, version: '2' }, places: [PLACE] }] });

    expect(await door?.take()).toEqual([]);
  });
});

describe('the door of a partner’s action type', () => {
  const workers = { partner: [{ type: PARTNER, places: [PLACE], clients: [{ id: CLIENT, account: HOME }] }] };

  it('opens with the client token that was agreed on, and with no other', async () => {
    const [wrong, right] = [await waiting('ThirdParty'), await waiting('ThirdParty')];

    expect(await wrong.doorsOf(workers, 'a wrong one')[0]?.take()).toEqual([]);
    expect(await right.doorsOf(workers)[0]?.take()).toMatchObject([{ door: 'partner', clientId: CLIENT }]);
  });

  it('leaves the jobs of clients alone that are not configured', async () => {
    const { doorsOf } = await waiting('ThirdParty');

    expect(await doorsOf({ partner: [{ type: PARTNER, places: [PLACE], clients: [] }] })[0]?.take()).toEqual([]);
  });
});
