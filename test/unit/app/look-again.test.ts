import { describe, expect, it } from 'vitest';
import { readAgainAt } from '../../../src/app/look-again.ts';
import type { StoredExecution } from '../../../src/app/ports.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { at, folded, pipeline, SHOP_STRUCTURE, stage } from '../../support/builders.ts';

const ms = (seconds: number) => Date.parse(at(seconds));

/** An execution that failed in Build at 30 s and was compared at 300 s, its failure told at so many seconds. */
function failed(toldAt: number): StoredExecution {
  const execution = folded(pipeline('failed', 30), stage('Build', 'failed', 30, 10));
  const messages = { 'failure:Build#@C0DEPLOYS': { id: 'one', at: at(toldAt) } };
  return { execution, version: 1, messages, changedAt: ms(31), readAt: ms(300) };
}

const againAt = (stored: StoredExecution) => readAgainAt(stored, toProgress(stored.execution, SHOP_STRUCTURE));

describe('an execution that failed', () => {
  it('is left alone once it was compared after its end', () => {
    expect(againAt(failed(32))).toBeUndefined();
  });

  it('is compared once more when its Retry was posted later than that', () => {
    expect(againAt(failed(400))).toBe(ms(445));
  });
});
