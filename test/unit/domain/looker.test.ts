import { describe, expect, it } from 'vitest';
import { OperationId, UserId } from '../../../src/domain/ids.ts';
import { type Looker, lookerAfter } from '../../../src/domain/looker.ts';
import { at } from '../../support/builders.ts';

const press = (who: string, seconds: number, more: Partial<Looker> = {}): Looker => ({
  operationId: OperationId(`${who}-${seconds}`),
  by: UserId(who),
  byName: who,
  at: at(seconds),
  ...more,
});
const looking = (...presses: Looker[]) => presses.reduce<Looker | undefined>(lookerAfter, undefined);

describe('who looks', () => {
  it('is whoever said so', () => {
    expect(looking(press('U0BEN', 0))).toEqual(press('U0BEN', 0));
  });

  it('is the newest of several', () => {
    expect(looking(press('U0BEN', 0), press('U0INES', 60))).toEqual(press('U0INES', 60));
  });

  it('is nobody once the same person presses again, and that person once they press a third time', () => {
    const taken = looking(press('U0BEN', 0), press('U0BEN', 60));

    expect(taken).toEqual(press('U0BEN', 60, { left: true }));
    expect(lookerAfter(taken, press('U0BEN', 120))).toEqual(press('U0BEN', 120));
  });

  it('is not undone by a double click', () => {
    expect(looking(press('U0BEN', 0), press('U0BEN', 1))).toEqual(press('U0BEN', 0));
  });

  it('is not changed by a repeat, nor by a press that comes late', () => {
    const ines = press('U0INES', 60);

    expect(looking(press('U0BEN', 0), ines, { ...ines, at: at(90) })).toEqual(ines);
    expect(looking(press('U0BEN', 0), ines, press('U0BEN', 30))).toEqual(ines);
  });

  it('is the other one when that one takes over somebody who has left', () => {
    expect(looking(press('U0BEN', 0), press('U0BEN', 60), press('U0INES', 61))).toEqual(press('U0INES', 61));
  });
});
