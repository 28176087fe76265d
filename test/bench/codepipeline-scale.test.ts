import { expect, it } from 'vitest';
import { runMany } from '../support/many-executions.ts';

/* What depends on the machine stands here and not among the tests. Two cores are meant; run it alone:
 *   npx vitest run --root . test/bench/codepipeline-scale.test.ts */

const LIMIT_MS = 60_000;
const LIMIT_MB = 500;

it('200 pipelines with 50 executions each end within a minute and 500 MB', () => {
  const began = performance.now();
  const { statuses, events } = runMany({ pipelines: 200, executions: 50 });
  const ms = Math.round(performance.now() - began);
  const mb = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(`${JSON.stringify(statuses)}, ${events} events, ${ms} ms, ${mb} MB of the whole process`);
  expect(statuses).toEqual({ Succeeded: 10_000 });
  expect(ms).toBeLessThan(LIMIT_MS);
  expect(mb).toBeLessThan(LIMIT_MB);
}, 600_000);
