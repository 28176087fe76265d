import { describe, expect, it } from 'vitest';
import type { OpenedSession } from '../../../src/app/codepipeline-ports.ts';
import { type PerformDeps, performDeed } from '../../../src/app/perform-deed.ts';
import { AccountId, type Place } from '../../../src/domain/ids.ts';
import { anOperation } from '../../support/builders.ts';

const operation = anOperation();
const context = { operation, byName: 'Ben Okafor', resumed: false, expired: false };

/** Only the door is there: whatever lies behind it throws. */
function behind(opened: OpenedSession): { deps: PerformDeps; asked: [Place, string][] } {
  const asked: [Place, string][] = [];
  const sessions: PerformDeps['sessions'] = {
    open: async (place, name) => {
      asked.push([place, name]);
      return opened;
    },
  };
  return { deps: { sessions } as PerformDeps, asked };
}

describe('the account of a deed', () => {
  it('is entered under the name of the person', async () => {
    const { deps, asked } = behind({ kind: 'not_served' });

    await performDeed(deps, context);

    expect(asked).toEqual([[{ account: '123456789012', region: 'eu-west-1' }, 'U0BEN']]);
  });

  it('is named in the refusal when it is not served', async () => {
    expect(await performDeed(behind({ kind: 'not_served' }).deps, context)).toEqual({
      kind: 'refused',
      refusal: { reason: 'not_served', account: AccountId('123456789012'), region: 'eu-west-1' },
    });
  });

  it('that cannot be entered fails the deed, with nothing changed and the reason told', async () => {
    const failed = { kind: 'failed', code: 'AccessDenied', advice: 'missing_permission' } as const;

    expect(await performDeed(behind(failed).deps, context)).toEqual(failed);
  });

  it('that cannot be entered any more leaves open what an earlier delivery did there', async () => {
    const failed = { kind: 'failed', code: 'AccessDenied', advice: 'missing_permission' } as const;

    expect(await performDeed(behind(failed).deps, { ...context, resumed: true })).toEqual({ kind: 'unknown' });
  });
});
