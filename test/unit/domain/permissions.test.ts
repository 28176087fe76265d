import { describe, expect, it } from 'vitest';
import type { Person } from '../../../src/domain/identity.ts';
import { TeamId, UserId } from '../../../src/domain/ids.ts';
import { mayPerform } from '../../../src/domain/permissions.ts';

const HOME = TeamId('T0SIGNALBX');
const OTHER = TeamId('T0PARTNERS');
const ben: Person = {
  name: 'Ben Okafor',
  teamId: HOME,
  isBot: false,
  isGuest: false,
  isStranger: false,
  isDeactivated: false,
};
const actor = (teamId?: TeamId) => ({ userId: UserId('U0BEN'), ...(teamId === undefined ? {} : { teamId }) });

describe('who may act', () => {
  it('is a full member of the home workspace, whether Slack names the workspace or not', () => {
    expect(mayPerform(actor(HOME), ben, HOME)).toEqual({ kind: 'allowed' });
    expect(mayPerform(actor(), ben, HOME)).toEqual({ kind: 'allowed' });
  });

  it('is a member whose request names the organisation instead of the workspace', () => {
    expect(mayPerform(actor(TeamId('E0GRID')), { ...ben, enterpriseId: 'E0GRID' }, HOME)).toEqual({ kind: 'allowed' });
    expect(mayPerform(actor(TeamId('E0OTHER')), { ...ben, enterpriseId: 'E0GRID' }, HOME).kind).toBe('refused');
  });

  it.each([
    ['a guest', { isGuest: true }, 'guest'],
    ['a bot', { isBot: true }, 'not_a_person'],
    ['somebody who left', { isDeactivated: true }, 'deactivated'],
    ['a stranger in a shared channel', { isStranger: true }, 'outsider'],
    ['a member of another workspace', { teamId: OTHER }, 'outsider'],
  ])('is not %s', (_who, person, reason) => {
    expect(mayPerform(actor(HOME), { ...ben, ...person }, HOME)).toEqual({ kind: 'refused', refusal: { reason } });
  });

  it('is nobody whom Slack does not know', () => {
    expect(mayPerform(actor(HOME), undefined, HOME)).toEqual({
      kind: 'refused',
      refusal: { reason: 'identity_unknown' },
    });
  });

  it('is nobody who comes from another workspace, even under the id of a member', () => {
    expect(mayPerform(actor(OTHER), ben, HOME)).toEqual({ kind: 'refused', refusal: { reason: 'outsider' } });
    expect(mayPerform(actor(OTHER), undefined, HOME)).toEqual({ kind: 'refused', refusal: { reason: 'outsider' } });
  });
});
