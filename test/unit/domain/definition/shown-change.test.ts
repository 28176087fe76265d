import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/domain/definition/definition.ts';
import { diffDefinitions } from '../../../../src/domain/definition/diff.ts';
import { toShown } from '../../../../src/domain/definition/shown-change.ts';
import { aDefinition, anAction, aStage, withStage } from '../../../support/definitions.ts';

const built = (rest: JsonObject) =>
  withStage(aDefinition(), 'Build', aStage('Build', anAction('Compile', 'Invoke', rest)));
const shown = (before: JsonObject, after: JsonObject) => diffDefinitions(built(before), built(after)).map(toShown);
const AT = ['stages', 'Build', 'actions', 'Compile'];

describe('what is shown of a difference', () => {
  it('is the value where its key names a thing', () => {
    expect(shown({ configuration: { FunctionName: 'a' } }, { configuration: { FunctionName: 'b' } })).toEqual([
      { kind: 'changed', path: [...AT, 'configuration', 'FunctionName'], before: 'a', after: 'b' },
    ]);
  });

  it.each([
    ['a key that nobody knows', { configuration: { Token: 'hunter1' } }, { configuration: { Token: 'hunter2' } }],
    [
      'what a function is given',
      { configuration: { UserParameters: 'hunter1' } },
      { configuration: { UserParameters: 'hunter2' } },
    ],
    [
      'a variable',
      { environmentVariables: [{ name: 'KEY', value: 'hunter1' }] },
      { environmentVariables: [{ name: 'KEY', value: 'hunter2' }] },
    ],
    [
      'variables of one name',
      { environmentVariables: [{ name: 'KEY', value: 'hunter1' }] },
      {
        environmentVariables: [
          { name: 'KEY', value: 'hunter2' },
          { name: 'KEY', value: 'hunter3' },
        ],
      },
    ],
    [
      'a whole configuration',
      {},
      { configuration: { Token: 'hunter1', EnvironmentVariables: '[{"name":"KEY","value":"hunter2"}]' } },
    ],
    [
      'a text of variables',
      { configuration: { EnvironmentVariables: '[{"name":"KEY","value":"hunter1"}]' } },
      { configuration: { EnvironmentVariables: '[{"name":"KEY","value":"hunter2"}]' } },
    ],
  ] as const)('is that it is other, and no value, for %s', (_what, before, after) => {
    const changes = shown(before, after);

    expect(changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(changes)).not.toContain('hunter');
  });

  it('names what an action brings, and hides what may be a secret', () => {
    const after = withStage(
      aDefinition(),
      'Build',
      aStage(
        'Build',
        anAction('Compile', 'Build', { configuration: { ProjectName: 'shop' } }),
        anAction('Scan', 'Invoke', { configuration: { FunctionName: 'scan', UserParameters: 'hunter2' } }),
      ),
    );

    expect(diffDefinitions(aDefinition(), after).map(toShown)).toEqual([
      {
        kind: 'added',
        path: ['stages', 'Build', 'actions', 'Scan'],
        leaves: [
          { path: ['name'], text: 'Scan' },
          { path: ['actionTypeId', 'category'], text: 'Invoke' },
          { path: ['actionTypeId', 'owner'], text: 'AWS' },
          { path: ['actionTypeId', 'provider'], text: 'Lambda' },
          { path: ['actionTypeId', 'version'], text: '1' },
          { path: ['configuration', 'FunctionName'], text: 'scan' },
          { path: ['configuration', 'UserParameters'] },
          { path: ['runOrder'], text: '1' },
        ],
      },
    ]);
  });
});
