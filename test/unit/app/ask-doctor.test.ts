import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/domain/check-report.ts';
import { UserId } from '../../../src/domain/ids.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import { aRequest, at } from '../../support/builders.ts';
import { createOperationWorld } from '../../support/operation-world.ts';
import { aPolicy, aRule, aTeam } from '../../support/policy.ts';

async function asked(policy: Policy, user: string) {
  const world = createOperationWorld(policy);
  const findings = [failed('Bus', 'It takes nothing.', 'Deploy again.')];
  world.setReport({ version: '1.2.3', at: at(0), findings });
  const actor = { userId: UserId(user) };
  await world.perform(aRequest({ actor, origin: { surface: 'command' }, ask: { kind: 'words', text: 'doctor' } }));
  return world.answers.at(-1)?.answer;
}

describe('/pipeline doctor', () => {
  const policy = aPolicy({
    teams: [aTeam('platform', 'U0BEN')],
    rules: [aRule({ pipelines: 'shop-*', operate: { by: ['platform'] } })],
  });

  it('tells whoever may operate any pipeline what was found, and that the question came through', async () => {
    expect(await asked(policy, 'U0BEN')).toMatchObject({
      kind: 'doctor',
      report: {
        version: '1.2.3',
        findings: [
          { about: 'Requests', verdict: 'ok' },
          { about: 'Bus', verdict: 'failed' },
        ],
      },
    });
  });

  it('tells everybody else who may', async () => {
    expect(await asked(policy, 'U0DANA')).toEqual({
      kind: 'refused',
      deed: undefined,
      refusal: { reason: 'not_allowed', right: 'operate', by: ['platform'] },
    });
  });
});
