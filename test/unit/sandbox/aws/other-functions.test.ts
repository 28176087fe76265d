import { expect, it } from 'vitest';
import { callsFunctions, OTHER_FUNCTIONS } from '../../../../src/sandbox/aws/other-functions.ts';
import type { DeployedFunction } from '../../../../src/sandbox/aws/stack.ts';
import { PIPELINES } from '../../../../src/sandbox/demo/pipelines.ts';

const JOBS: DeployedFunction = {
  name: 'jobs',
  functionName: 'signalbox-sandbox-jobs',
  arn: 'arn:aws:lambda:eu-west-1:123456789012:function:signalbox-sandbox-jobs',
  file: 'dist/jobs.mjs',
  handler: 'handler',
  timeoutMs: 1,
  memoryMb: 1,
  environment: {},
  retries: 2,
  maximumEventAgeMs: 1,
  url: false,
};

it('a function of the stack is called by its name, that of its bundle or its ARN; others are known or not', () => {
  const sent: unknown[] = [];
  const invoke = callsFunctions([JOBS], { send: (arn, event) => sent.push([arn, event]) });
  for (const name of [JOBS.name, JOBS.functionName, JOBS.arn])
    expect(invoke(name, { name }, 'eu-west-1')).toBe('invoked');
  expect(sent).toEqual([JOBS.name, JOBS.functionName, JOBS.arn].map((name) => [JOBS.arn, { name }]));
  expect(invoke('etl-load', {}, 'eu-west-1')).toBe('simulated');
  expect(invoke('nobody', {}, 'eu-west-1')).toBe('unknown');
});

it('every function of the demo’s pipelines is there', () => {
  const actions = PIPELINES.flatMap(({ stages }) => stages.flatMap((stage) => stage.actions));
  const wanted = actions.flatMap(({ actionTypeId, configuration }) =>
    actionTypeId.provider === 'Lambda' ? Object.values(configuration) : [],
  );
  expect(wanted.length).toBeGreaterThan(0);
  for (const name of wanted) expect(OTHER_FUNCTIONS).toContain(name);
});
