import type { Form, OverrideForm, StartForm } from '../../../../src/app/forms/form.ts';
import type { RollbackChoice, RollbackOption } from '../../../../src/app/rollback-choice.ts';
import { ExecutionId, RunKey } from '../../../../src/domain/ids.ts';
import { REF } from './progress.ts';

const { executionId: HOLDER, ...PIPELINE } = REF;
const OLDER = ExecutionId('71aa0d2e-1111-4222-8333-444444444444');

export function aStartForm(rest: Partial<StartForm> = {}): StartForm {
  return {
    kind: 'start',
    ref: PIPELINE,
    variables: [
      { name: 'date', description: 'The day to load' },
      { name: 'mode', defaultValue: 'delta' },
    ],
    sources: [
      { name: 'App', stage: 'Source', takes: ['COMMIT_ID'] },
      { name: 'Data', stage: 'Source', takes: ['S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY'] },
    ],
    given: { variables: {} },
    ...rest,
  };
}

export function aRollbackOption(rest: Partial<RollbackOption> = {}): RollbackOption {
  const target = { action: 'App', revisionId: '71aa0d2c', message: 'Older cart\n\nLong story' };
  return {
    execution: {
      executionId: OLDER,
      status: 'Succeeded',
      startedAt: '2026-11-20T12:00:00.000Z',
      revisions: [target],
    },
    undoes: {
      revisions: [
        { action: 'App', revisionId: '3f2c91e0', message: 'Fix the cart total', by: HOLDER },
        { action: 'App', revisionId: '88d10b4f', message: 'Faster search', by: HOLDER },
      ],
      whole: true,
    },
    restores: { revisions: [], whole: true },
    ...rest,
  };
}

export function aRollbackChoice(rest: Partial<RollbackChoice> = {}): RollbackChoice {
  return {
    ref: { ...PIPELINE, stage: 'Prod' },
    holder: HOLDER,
    failed: false,
    targets: [aRollbackOption()],
    more: 0,
    ...rest,
  };
}

export function anOverrideForm(rest: Partial<OverrideForm> = {}): OverrideForm {
  const rules = [{ name: 'office-hours', status: 'Failed', summary: 'outside the window' }];
  return {
    kind: 'override',
    ref: { ...PIPELINE, stage: 'Prod' },
    executionId: HOLDER,
    blocks: [{ place: 'entry', run: RunKey('0123456789abcdef'), status: 'Failed', rules }],
    ...rest,
  };
}

/** One of every kind that asks something. */
export const EVERY_FORM: readonly Form[] = [
  aStartForm(),
  { kind: 'rollback', choice: aRollbackChoice() },
  anOverrideForm(),
];
