import { describe, expect, it } from 'vitest';
import { ControlError } from '../../../../src/sandbox/ports.ts';
import { aBuild, aPipeline, aSource, aStage, aWorkbench, DAY, MINUTE, stageState } from './workbench.ts';

const STAGES = [aStage('Source', aSource()), aStage('Build', aBuild())];

function building(speed?: number) {
  const workbench = aWorkbench(speed === undefined ? {} : { speed });
  workbench.call('CreatePipeline', { pipeline: aPipeline({ stages: STAGES }) });
  workbench.clock.advance(5_000);
  return workbench;
}

/** When the pipeline ended, in ms after the build began. */
const endOf = ({ events }: ReturnType<typeof aWorkbench>) => events.at(-1)?.time;

describe('the speed', () => {
  it('0 holds running actions for as long as it lasts; afterwards they need what they still needed', () => {
    const plain = building();
    plain.clock.advance(MINUTE);

    const held = building();
    held.service.setSpeed(0);
    held.clock.advance(DAY);
    expect(stageState(held, 'Build').latestExecution?.status).toBe('InProgress');
    held.service.setSpeed(1);
    held.clock.advance(MINUTE);

    const dayLater = (time = '') => new Date(Date.parse(time) + DAY).toISOString().replace('.000Z', 'Z');
    expect(endOf(held)).toBe(dayLater(endOf(plain)));
  });

  it('changes only what starts afterwards', () => {
    const plain = building();
    plain.clock.advance(MINUTE);
    const faster = building();
    faster.service.setSpeed(100);
    faster.clock.advance(MINUTE);
    expect(endOf(faster)).toBe(endOf(plain));
  });

  it('0 from the beginning holds the first action; it then takes the speed that it is let go with', () => {
    const workbench = aWorkbench({ speed: 0 });
    workbench.call('CreatePipeline', { pipeline: aPipeline({ stages: STAGES }) });
    workbench.clock.advance(DAY);
    expect(workbench.told().at(-1)).toBe('Action Source/App STARTED');
    workbench.service.setSpeed(1000);
    workbench.clock.advance(50);
    expect(workbench.told().at(-1)).toBe('Pipeline SUCCEEDED');
  });

  it('holds for Regions that are first used later', () => {
    const workbench = aWorkbench();
    workbench.service.setSpeed(0);
    workbench.call('CreatePipeline', { pipeline: aPipeline({ stages: STAGES }) }, 'us-east-1');
    workbench.clock.advance(DAY);
    expect(workbench.told().at(-1)).toBe('Action Source/App STARTED');
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('cannot be %d', (speed) => {
    expect(() => aWorkbench().service.setSpeed(speed)).toThrow(ControlError);
    expect(() => aWorkbench({ speed })).toThrow(ControlError);
  });
});
