import { expect, it } from 'vitest';
import { runMany } from '../../../support/many-executions.ts';

it('many pipelines with many executions each run to their end', () => {
  const { statuses, events } = runMany({ pipelines: 12, executions: 10 });
  expect(statuses).toEqual({ Succeeded: 120 });
  // Of each execution: itself, three stages and five actions begin and end.
  expect(events).toBe(120 * 18);
});
