import { describe, expect, it } from 'vitest';
import { MASK, masked, unmasked } from '../../../../src/domain/definition/masked.ts';
import { aDefinition, anAction, aStage, withStage } from '../../../support/definitions.ts';

const definition = withStage(aDefinition(), 'Build', {
  ...aStage(
    'Build',
    anAction('Compile', 'Build', {
      configuration: {
        ProjectName: 'shop',
        EnvironmentVariables:
          '[{"name":"KEY","value":"hunter1"},{"name":"WHERE","value":"/a/b","type":"PARAMETER_STORE"}]',
      },
    }),
    anAction('Scan', 'Invoke', { configuration: { UserParameters: 'hunter2' } }),
    anAction('Sh', 'Commands', { commands: ['make'], environmentVariables: [{ name: 'PASS', value: 'hunter3' }] }),
  ),
  beforeEntry: {
    conditions: [{ result: 'FAIL', rules: [{ name: 'Ask', configuration: { UserParameters: 'hunter4' } }] }],
  },
});

describe('a definition that leaves AWS', () => {
  it('has no value that may be a secret', () => {
    const text = JSON.stringify(masked(definition));

    expect(text).not.toContain('hunter');
    expect(text.split(MASK)).toHaveLength(5);
    expect(text).toContain('/a/b');
  });

  it('gets its values back when it comes back unchanged', () => {
    expect(unmasked(masked(definition), definition)).toEqual({ definition, unknown: [] });
  });

  it('keeps a value that somebody wrote in the place of a mask', () => {
    const edited = JSON.parse(
      JSON.stringify(masked(definition)).replace(`"UserParameters":"${MASK}"`, '"UserParameters":"new"'),
    );

    expect(JSON.stringify(unmasked(edited, definition).definition)).toMatch(/"new".*hunter3/);
  });

  it('is not taken with a mask for which there is no value', () => {
    const renamed = JSON.parse(JSON.stringify(masked(definition)).replace('"name":"Scan"', '"name":"Scanner"'));

    expect(unmasked(renamed, definition).unknown).toEqual(['Build/Scanner/UserParameters']);
  });
});
