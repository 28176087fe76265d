import { describe, expect, it } from 'vitest';
import type { OpenedSession, PipelineSession } from '../../../src/app/codepipeline-ports.ts';
import { openAccount, type SessionDeps } from '../../../src/app/open-account.ts';
import { AccountId, type AccountRegion } from '../../../src/domain/ids.ts';
import { anOperation } from '../../support/builders.ts';

const operation = anOperation();

/** Only the door is there: whatever lies behind it throws. */
function behind(opened: OpenedSession<PipelineSession>): { deps: SessionDeps; asked: [AccountRegion, string][] } {
  const asked: [AccountRegion, string][] = [];
  const sessions: SessionDeps['sessions'] = {
    open: async (place, name) => {
      asked.push([place, name]);
      return opened;
    },
  };
  return { deps: { sessions }, asked };
}

describe('the account of a deed', () => {
  it('is entered under the name of the person', async () => {
    const { deps, asked } = behind({ kind: 'not_served' });

    await openAccount(deps, operation, false);

    expect(asked).toEqual([[{ account: '123456789012', region: 'eu-west-1' }, 'U0BEN']]);
  });

  it('is entered under the name of Signalbox by what nobody in particular asked for', async () => {
    const { deps, asked } = behind({ kind: 'not_served' });

    await openAccount(deps, { ...operation, actor: { service: 'schedule' } }, false);

    expect(asked[0]?.[1]).toBe('signalbox-schedule');
  });

  it('is named in the refusal when it is not served', async () => {
    expect(await openAccount(behind({ kind: 'not_served' }).deps, operation, false)).toEqual({
      kind: 'closed',
      outcome: {
        kind: 'refused',
        refusal: { reason: 'not_served', account: AccountId('123456789012'), region: 'eu-west-1' },
      },
    });
  });

  it('that cannot be entered fails the deed, with nothing changed and the reason told', async () => {
    const failed = { kind: 'failed', code: 'AccessDenied', advice: 'missing_permission' } as const;

    expect(await openAccount(behind(failed).deps, operation, false)).toEqual({ kind: 'closed', outcome: failed });
  });

  it('that cannot be entered any more leaves open what an earlier delivery did there', async () => {
    const failed = { kind: 'failed', code: 'AccessDenied', advice: 'missing_permission' } as const;

    expect(await openAccount(behind(failed).deps, operation, true)).toEqual({
      kind: 'closed',
      outcome: { kind: 'unknown' },
    });
  });
});
