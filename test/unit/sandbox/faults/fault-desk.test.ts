import { describe, expect, it } from 'vitest';
import { createFaultDesk } from '../../../../src/sandbox/faults/index.ts';
import { type BusEvent, ControlError } from '../../../../src/sandbox/ports.ts';

const aDesk = () =>
  createFaultDesk({
    functions: ['pipeline-events', 'operations'],
    slackMethods: ['chat.postMessage'],
    awsServices: ['codepipeline'],
  });

const EVENT: BusEvent = {
  version: '0',
  id: 'e1',
  'detail-type': 'CodePipeline Pipeline Execution State Change',
  source: 'aws.codepipeline',
  account: '123456789012',
  time: '2026-03-02T09:15:27Z',
  region: 'eu-west-1',
  resources: [],
  detail: {},
};

describe('the faults in force', () => {
  it('are none at first', () => {
    const desk = aDesk();

    expect([desk.inForce(), desk.struck(), desk.event(EVENT)]).toEqual([{}, {}, [0]]);
    expect(desk.slackCall('chat.postMessage')).toEqual({ kind: 'answered' });
    expect(desk.awsCall('codepipeline:ListPipelines')).toEqual({ kind: 'answered' });
  });

  it('are what was asked for last, not the sum of all that ever was', () => {
    const desk = aDesk();
    desk.set({ dropEvents: { every: 1 } });
    desk.set({ duplicateEvents: true });

    expect(desk.inForce()).toEqual({ duplicateEvents: true });
    expect(desk.event(EVENT)).toEqual([0, 0]);
    desk.set({});
    expect(desk.event(EVENT)).toEqual([0]);
  });

  it('count how often they have struck, anew each time they are set', () => {
    const desk = aDesk();
    const faults = {
      dropEvents: { every: 2 },
      slack: [{ status: 429, every: 2 }],
      aws: [{ operation: 'A', error: 'B' }],
    };
    desk.set(faults);
    for (let count = 0; count < 4; count++) desk.event(EVENT);
    desk.slackCall('chat.postMessage');
    desk.slackCall('chat.postMessage');

    expect(desk.struck()).toEqual({ dropEvents: 2, slack: 1, aws: 0 });
    desk.set(faults);
    expect(desk.struck()).toEqual({ dropEvents: 0, slack: 0, aws: 0 });
  });

  it.each([
    [{ slack: [{ method: 'chat.post', status: 429 }] }, /no Slack method "chat\.post"; it has chat\.postMessage/],
    [{ aws: [{ operation: 'codepipelin:X', error: 'Y' }] }, /no AWS service "codepipelin"/],
    [{ crash: [{ function: 'reporter', afterCall: 1 }] }, /no function "reporter"; it has operations, pipeline-events/],
  ])('are left as they are by %j, which is about nothing in the sandbox', (unknown, reason) => {
    const desk = aDesk();
    desk.set({ duplicateEvents: true });

    expect(() => desk.set(unknown)).toThrow(ControlError);
    expect(() => desk.set(unknown)).toThrow(reason);
    expect(desk.inForce()).toEqual({ duplicateEvents: true });
  });

  it('are told of when they change', () => {
    const desk = aDesk();
    let told = 0;
    desk.onChange(() => told++);

    desk.set({ delayEvents: { ms: 5 } });

    expect(told).toBe(1);
  });
});
