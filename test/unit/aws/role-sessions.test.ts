import { describe, expect, it } from 'vitest';
import { NoAccessError } from '../../../src/app/no-access-error.ts';
import type { Role, RoleCredentials } from '../../../src/aws/assume-role.ts';
import { createRoleSessions } from '../../../src/aws/role-sessions.ts';

const MINUTE = 60_000;
const READ: Role = { arn: 'arn:aws:iam::111122223333:role/signalbox-read' };
const OPERATE: Role = { arn: 'arn:aws:iam::111122223333:role/signalbox-operate' };

/** A token service that counts; its sessions last an hour. */
function aWorld() {
  const world = { now: 0, closed: false, assumed: [] as string[] };
  const assume = async ({ arn }: Role, name: string): Promise<RoleCredentials> => {
    world.assumed.push(`${arn.split('/')[1]} ${name}`);
    if (world.closed) throw new NoAccessError('AccessDenied', 'missing_permission', 'signalbox-read');
    const accessKeyId = `ASIA${world.assumed.length}`;
    return { accessKeyId, secretAccessKey: 's', sessionToken: 't', expiration: new Date(world.now + 60 * MINUTE) };
  };
  const sessions = createRoleSessions(assume, () => world.now);
  const keyOf = async (role: Role, name: string) => (await sessions.credentials(role, name)).accessKeyId;
  return { world, keyOf };
}

describe('role sessions', () => {
  it('are assumed once, also for those who ask at the same time', async () => {
    const { world, keyOf } = aWorld();

    expect(await Promise.all([keyOf(READ, 'U0BEN'), keyOf(READ, 'U0BEN')])).toEqual(['ASIA1', 'ASIA1']);
    expect(await keyOf(READ, 'U0BEN')).toBe('ASIA1');
    expect(world.assumed).toEqual(['signalbox-read U0BEN']);
  });

  it('are apart for each role, person and external id: nobody acts under the name of another', async () => {
    const { world, keyOf } = aWorld();

    const keys = [
      await keyOf(READ, 'U0BEN'),
      await keyOf(READ, 'U0INES'),
      await keyOf(OPERATE, 'U0BEN'),
      await keyOf({ ...READ, externalId: 'x' }, 'U0BEN'),
    ];

    expect(new Set(keys).size).toBe(4);
    expect(world.assumed).toHaveLength(4);
  });

  it('are used until five minutes before their end, and then renewed once', async () => {
    const { world, keyOf } = aWorld();
    await keyOf(READ, 'U0BEN');

    world.now = 54 * MINUTE;
    expect(await keyOf(READ, 'U0BEN')).toBe('ASIA1');

    world.now = 55 * MINUTE;
    expect(await Promise.all([keyOf(READ, 'U0BEN'), keyOf(READ, 'U0BEN')])).toEqual(['ASIA2', 'ASIA2']);
    expect(await keyOf(READ, 'U0BEN')).toBe('ASIA2');
  });

  it('that are refused are not asked for again at once, so that an account out of reach holds up no other', async () => {
    const { world, keyOf } = aWorld();
    const refusal = 'The role signalbox-read could not be assumed: AccessDenied';
    world.closed = true;
    await expect(keyOf(READ, 'U0BEN')).rejects.toThrow(refusal);
    await expect(keyOf(READ, 'U0BEN')).rejects.toThrow(refusal);
    expect(world.assumed).toHaveLength(1);

    world.now = 10_000;
    await expect(keyOf(READ, 'U0BEN')).rejects.toThrow(refusal);
    world.closed = false;
    world.now = 20_000;
    expect(await keyOf(READ, 'U0BEN')).toBe('ASIA3');
  });

  it('do not grow for ever: the oldest of many is forgotten', async () => {
    const { world, keyOf } = aWorld();
    for (let person = 0; person < 201; person++) await keyOf(READ, `U${person}`);

    await keyOf(READ, 'U200');
    expect(world.assumed).toHaveLength(201);
    await keyOf(READ, 'U0');
    expect(world.assumed).toHaveLength(202);
  });
});
