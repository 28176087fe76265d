import type { CodePipelineService } from '../ports.ts';

/** How fast simulated actions go: their speed, and whether they stand still. */
export interface Pace {
  now(): { speed: number; paused: boolean };
  setSpeed(speed: number): void;
  setPaused(paused: boolean): void;
  onChange(listener: () => void): void;
}

/** From now on actions go at this speed. */
export function createPace(codepipeline: Pick<CodePipelineService, 'setSpeed'>, initialSpeed: number): Pace {
  const listeners: (() => void)[] = [];
  let speed = initialSpeed;
  let paused = false;

  function apply(): void {
    codepipeline.setSpeed(paused ? 0 : speed);
    for (const listener of listeners) listener();
  }

  apply();
  return {
    now: () => ({ speed, paused }),
    setSpeed(next) {
      speed = next;
      apply();
    },
    setPaused(next) {
      paused = next;
      apply();
    },
    onChange: (listener) => listeners.push(listener),
  };
}
