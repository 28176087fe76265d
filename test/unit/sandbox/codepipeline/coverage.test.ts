import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COVERAGE } from '../../../../src/sandbox/codepipeline/coverage.ts';
import { OPERATION_NAMES } from '../../../../src/sandbox/codepipeline/model.ts';
import { operationNamed } from '../../../../src/sandbox/codepipeline/operations/index.ts';

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
    const folder = new URL('../../../contract/codepipeline/', import.meta.url);
    const text = readdirSync(folder)
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .join('\n');
    for (const [name, { does }] of Object.entries(COVERAGE))
      if (does !== 'none') expect(text).toContain(`new ${name}Command(`);
  });
});
