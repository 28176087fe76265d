import { describe, expect, it } from 'vitest';
import { ExecutionId } from '../../../src/domain/ids.ts';
import { placeOfExecution } from '../../../src/domain/whereabouts.ts';

const OURS = ExecutionId('ours');
const stage = (name: string, ...actions: string[]) => ({
  name,
  actions: actions.map((action) => ({ name: action, category: 'Build', provider: 'CodeBuild', runOrder: 1 })),
});
const STRUCTURE = { stages: [stage('Source', 'App'), stage('Build', 'Compile', 'Lint'), stage('Prod', 'Deploy')] };
const ran = (place: string, status: 'Succeeded' | 'Failed' | 'InProgress') => {
  const [name = '', action = ''] = place.split('/');
  return { stage: name, action, status };
};
const whereIs = (runs: ReturnType<typeof ran>[], live: Parameters<typeof placeOfExecution>[3] = []) =>
  placeOfExecution(OURS, STRUCTURE, runs, live);

describe('where an execution is', () => {
  it('is the last stage that it came to, and it was good where all actions were', () => {
    expect(
      whereIs([ran('Build/Compile', 'Succeeded'), ran('Build/Lint', 'InProgress'), ran('Source/App', 'Succeeded')]),
    ).toEqual({
      good: ['Source'],
      at: { stage: 'Build', how: 'in' },
    });
  });

  it('counts the newest run of an action: a retry makes good what failed', () => {
    const runs = [
      ran('Build/Compile', 'Succeeded'),
      ran('Build/Compile', 'Failed'),
      ran('Build/Lint', 'Succeeded'),
      ran('Source/App', 'Succeeded'),
    ];

    expect(whereIs(runs).good).toEqual(['Source', 'Build']);
    expect(whereIs([...runs].reverse()).good).toEqual(['Source']);
  });

  it('is before a stage while it stands in front of it', () => {
    const runs = [ran('Source/App', 'Succeeded'), ran('Build/Compile', 'Succeeded'), ran('Build/Lint', 'Succeeded')];

    expect(whereIs(runs, [{ name: 'Prod', waiting: [ExecutionId('another'), OURS] }])).toEqual({
      good: ['Source', 'Build'],
      at: { stage: 'Prod', how: 'before' },
    });
  });

  it('is nowhere before its first action', () => {
    expect(whereIs([])).toEqual({ good: [] });
  });
});
