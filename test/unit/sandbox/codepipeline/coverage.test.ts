import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COVERAGE, coverageTable } from '../../../../src/sandbox/codepipeline/coverage.ts';
import { OPERATION_NAMES } from '../../../../src/sandbox/codepipeline/model.ts';
import { operationNamed } from '../../../../src/sandbox/codepipeline/operations/index.ts';

const text = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

describe('the table of what is emulated', () => {
  it('has the 44 operations of the service, each with a note', () => {
    expect(OPERATION_NAMES).toHaveLength(44);
    expect(Object.keys(COVERAGE).toSorted()).toEqual(OPERATION_NAMES.toSorted());
    for (const { note } of Object.values(COVERAGE)) expect(note).not.toBe('');
  });

  it('says none where the code has nothing, and only there', () => {
    for (const [name, { does }] of Object.entries(COVERAGE))
      expect([name, does !== 'none']).toEqual([name, operationNamed(name) !== undefined]);
  });

  it('is held to by contract tests: each operation that is there is sent by the real SDK', () => {
    const rows = text('test/contract/codepipeline/every-operation.test.ts');
    for (const [name, { does }] of Object.entries(COVERAGE))
      if (does !== 'none') expect(rows).toContain(`  ${name}: {`);
  });

  it('stands in the README as it is', () => {
    expect(text('src/sandbox/codepipeline/README.md')).toContain(coverageTable());
  });
});
