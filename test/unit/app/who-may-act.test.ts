import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { ChannelId } from '../../../src/domain/ids.ts';
import { EVERYONE, type Policy } from '../../../src/domain/policy.ts';
import { aRequest } from '../../support/builders.ts';
import { createOperationWorld } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { ANYBODY, aGroupTeam, anApproveGrant, aPolicy, aRoute, aRule, aTeam } from '../../support/policy.ts';

/** The shop and a secret pipeline, and what somebody typed about them. */
async function typed(policy: Policy, text: string, release: readonly string[] = []) {
  const world = createOperationWorld(policy);
  world.setGroup('S0RELEASE', ...release);
  for (const name of ['shop-web', 'mergers-api']) {
    await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline(name) }));
  }
  await world.perform(aRequest({ origin: { surface: 'command' }, ask: { kind: 'words', text } }));
  return { world, answer: world.answers.at(-1)?.answer };
}

describe('/pipeline who', () => {
  const policy = aPolicy({
    teams: [aGroupTeam('release-managers', 'S0RELEASE')],
    rules: [aRule({ stages: 'Prod*', approve: anApproveGrant({ by: ['release-managers'], quorum: 2 }) })],
    routes: [aRoute(), aRoute({ channel: ChannelId('C0APPROVE'), actIn: false })],
    freezes: [
      {
        pipelines: '*',
        from: { kind: 'date', year: 2026, month: 1, day: 1, minutes: 0 },
        to: { kind: 'date', year: 2027, month: 1, day: 1, minutes: 0 },
        timeZone: 'UTC',
        reason: 'a year of rest',
      },
    ],
  });

  it('explains the policy for the pipeline as it is defined now', async () => {
    const { answer } = await typed(policy, 'who shop-web');

    expect(answer).toMatchObject({
      kind: 'who',
      view: {
        name: 'shop-web',
        who: { approvals: [{ stage: 'Approve', action: 'Go-ahead', opens: 'Prod', ruling: { grant: { quorum: 2 } } }] },
        freezes: [{ now: true, stages: ['Approve', 'Prod'], freeze: { reason: 'a year of rest' } }],
        boards: ['C0APPROVE'],
      },
    });
  });

  it('takes the beginning of a name, and changes and claims nothing', async () => {
    const { world, answer } = await typed(policy, 'who shop');

    expect(answer).toMatchObject({ kind: 'who', view: { name: 'shop-web' } });
    expect(world.audited).toEqual([]);
  });

  it('says when there is no such pipeline', async () => {
    expect((await typed(policy, 'who shop-wbe')).answer).toEqual({
      kind: 'not_found',
      typed: 'shop-wbe',
      nearest: 'shop-web',
      rerun: 'who shop-web',
    });
  });
});

describe('a pipeline that somebody may not look at', () => {
  const secret = aPolicy({
    teams: [aTeam('directors', 'U0INES'), aGroupTeam('release-managers', 'S0RELEASE')],
    rules: [
      { number: 1, pipelines: 'mergers-*', look: { by: ['directors', 'release-managers'] }, duringFreeze: [] },
      aRule({ number: 2, look: { by: [EVERYONE] }, operate: ANYBODY }),
    ],
  });

  it.each(['status', 'who', 'start', 'stop', 'retry', 'approve', 'reject'])(
    'is not there for %s: the answer is that to a name that nobody has',
    async (verb) => {
      const { world, answer } = await typed(secret, `${verb} mergers-api`);
      const nobody = (await typed(secret, `${verb} nobody-has-this`)).answer;

      expect(answer).toEqual({ kind: 'not_found', typed: 'mergers-api' });
      expect(nobody).toEqual({ kind: 'not_found', typed: 'nobody-has-this' });
      expect(world.done).toEqual([]);
    },
  );

  it('is never what somebody may have meant', async () => {
    expect((await typed(secret, 'status mergers-apy')).answer).toEqual({ kind: 'not_found', typed: 'mergers-apy' });
    expect((await typed(secret, 'status merg')).answer).toEqual({ kind: 'not_found', typed: 'merg' });
  });

  it.each(['', 'list', 'list *', 'status'])('is in no list: /pipeline %s', async (text) => {
    const { answer } = await typed(secret, text);

    expect(answer).toMatchObject({ lines: [{ ref: { pipeline: 'shop-web' } }] });
  });

  it('is there for those whom the rule names, and not while Slack does not say who they are', async () => {
    expect((await typed(secret, 'who mergers-api', ['U0BEN'])).answer).toMatchObject({ kind: 'who' });
    expect((await typed(secret, 'who mergers-api')).answer).toMatchObject({ kind: 'not_found' });
  });
});
