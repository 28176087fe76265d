import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownConfiguration } from '../../../src/domain/shown-configuration.ts';

const SECRET = 'hunter2';
const aws = (category: string, provider: string) => ({ category, owner: 'AWS', provider });

describe('the configuration that is shown', () => {
  it('is what tells where something comes from and goes to', () => {
    const source = { ConnectionArn: 'arn:…', FullRepositoryId: 'railway-goods/shop-web', BranchName: 'main' };

    expect(shownConfiguration(aws('Source', 'CodeStarSourceConnection'), source)).toEqual({
      FullRepositoryId: 'railway-goods/shop-web',
      BranchName: 'main',
    });
  });

  it.each([
    [aws('Build', 'CodeBuild'), 'EnvironmentVariables'],
    [{ category: 'Source', owner: 'ThirdParty', provider: 'GitHub' }, 'OAuthToken'],
    [aws('Invoke', 'Lambda'), 'UserParameters'],
    [aws('Rule', 'LambdaInvoke'), 'UserParameters'],
    [aws('Deploy', 'CloudFormation'), 'ParameterOverrides'],
    [aws('Invoke', 'StepFunctions'), 'Input'],
    [aws('Approval', 'Manual'), 'NotificationArn'],
    [aws('Rule', 'VariableCheck'), 'Value'],
    [aws('Compute', 'Commands'), 'commands'],
  ])('leaves out what may be secret: of %j, %s', (type, key) => {
    expect(shownConfiguration(type, { [key]: SECRET })).toEqual({});
  });

  it('is nothing of types that others have made, even where they are called as AWS calls one', () => {
    for (const owner of ['Custom', 'ThirdParty'])
      expect(shownConfiguration({ category: 'Deploy', owner, provider: 'S3' }, { BucketName: SECRET })).toEqual({});
  });

  it('is never a value of a key that says that it is secret, whatever the type', () => {
    const category = fc.constantFrom(
      'Source',
      'Build',
      'Test',
      'Deploy',
      'Invoke',
      'Approval',
      'Compute',
      'Rule',
      '__proto__',
    );
    const provider = fc.oneof(
      fc.constantFrom('S3', 'CodeBuild', 'Lambda', 'GitHub', 'CloudFormation', 'Manual', 'LambdaInvoke', 'constructor'),
      fc.string(),
    );
    const owner = fc.constantFrom('AWS', 'ThirdParty', 'Custom');
    const key = fc
      .tuple(
        fc.string(),
        fc.constantFrom('Token', 'Secret', 'Password', 'Parameters', 'Variables', 'Input', 'SQL', 'Key'),
        fc.string(),
      )
      .map((parts) => parts.join(''))
      // Both name an object or a tag by its key.
      .filter((name) => name !== 'S3ObjectKey' && name !== 'ObjectKey' && !name.startsWith('InstanceTagKey'));
    fc.assert(
      fc.property(category, provider, owner, fc.dictionary(key, fc.constant(SECRET)), (c, p, o, configuration) => {
        const shown = shownConfiguration({ category: c, provider: p, owner: o }, configuration);
        expect(Object.values(shown)).not.toContain(SECRET);
      }),
    );
  });

  it('is always a part of what was configured', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (configuration) => {
        const shown = shownConfiguration(aws('Deploy', 'S3'), configuration);
        expect({ ...configuration, ...shown }).toEqual({ ...configuration });
      }),
    );
  });
});
