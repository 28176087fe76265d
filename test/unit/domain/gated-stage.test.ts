import { describe, expect, it } from 'vitest';
import { gatedStage } from '../../../src/domain/gated-stage.ts';
import type { Structure } from '../../../src/domain/progress.ts';

const stage = (name: string, ...actions: (readonly [string, number])[]) => ({
  name,
  actions: actions.map(([action, runOrder]) => ({ name: action, category: 'Deploy', provider: 'ECS', runOrder })),
});
const PIPELINE: Structure = {
  stages: [
    stage('Build', ['Compile', 1]),
    stage('Approve', ['Go-ahead', 1]),
    stage('Apply', ['Review', 1], ['Deploy', 2]),
    stage('Verify', ['Smoke', 1], ['Sign-off', 2], ['Second sign-off', 2]),
    stage('Done', ['Say so', 1], ['Last word', 2]),
  ],
};

describe('the stage that an approval lets an execution into', () => {
  it.each([
    ['the next, when nothing of its own comes after', 'Approve', 'Go-ahead', 'Apply'],
    ['its own, while actions of it come after', 'Apply', 'Review', 'Apply'],
    ['the next, when others of its own run beside it', 'Verify', 'Sign-off', 'Done'],
    ['none, when it is the last of all', 'Done', 'Last word', undefined],
    ['none, when the definition has no such action', 'Approve', 'Renamed', undefined],
    ['none, when the definition has no such stage', 'Gone', 'Go-ahead', undefined],
  ])('is %s', (_which, own, action, gated) => {
    expect(gatedStage(PIPELINE, own, action)).toBe(gated);
  });
});
