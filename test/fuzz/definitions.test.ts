import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toComparable } from '../../src/domain/definition/comparable.ts';
import { canonical, type Definition, type JsonObject } from '../../src/domain/definition/definition.ts';
import { diffDefinitions } from '../../src/domain/definition/diff.ts';
import { masked, unmasked } from '../../src/domain/definition/masked.ts';
import { protectedChanges, type Touched } from '../../src/domain/definition/protected-changes.ts';
import { toShown } from '../../src/domain/definition/shown-change.ts';
import { anAction, aStage } from '../support/definitions.ts';

const SECRET = 'hunter';
const secret = fc.nat(3).map((n) => `${SECRET}${n}`);
const name = fc.constantFrom('a', 'b', 'stages', 'actions', 'configuration', '__proto__');

const configuration = fc.record(
  {
    ProjectName: fc.constantFrom('x', 'y'),
    UserParameters: secret,
    Anything: secret,
    EnvironmentVariables: fc.oneof(
      secret,
      fc
        .uniqueArray(fc.record({ name, value: secret }), { maxLength: 2, selector: (one) => one.name })
        .map((list) => JSON.stringify(list)),
    ),
  },
  { requiredKeys: [] },
);
const action = fc
  .record({
    name,
    type: fc.constantFrom('Source', 'Build', 'Approval', 'Deploy', 'Commands', 'Invoke'),
    rest: fc.record(
      {
        runOrder: fc.integer({ min: 1, max: 3 }),
        configuration,
        environmentVariables: fc.array(fc.record({ name, value: secret }), { maxLength: 2 }),
        commands: fc.array(fc.constantFrom('make', 'test'), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  })
  .map((made) => anAction(made.name, made.type, made.rest));
/** Names may come twice, and in any order: what CodePipeline refuses is compared all the same. */
const stage = fc
  .record({
    name,
    actions: fc.array(action, { maxLength: 3 }),
    condition: fc.option(configuration, { nil: undefined }),
  })
  .map((made) => ({
    ...aStage(made.name, ...made.actions),
    ...(made.condition
      ? { beforeEntry: { conditions: [{ rules: [{ name: 'r', configuration: made.condition }] }] } }
      : {}),
  }));
const definition: fc.Arbitrary<Definition> = fc.record(
  {
    name: fc.constant('shop'),
    stages: fc.array(stage, { maxLength: 4 }),
    executionMode: fc.constantFrom('SUPERSEDED', 'QUEUED'),
    roleArn: fc.constantFrom('r1', 'r2'),
    version: fc.nat(9),
  },
  { requiredKeys: ['name', 'stages'] },
);

const means = (one: Definition) => canonical(toComparable(one));

/** A pipeline that CodePipeline would take: names once, an approval before the last stage. */
const good: fc.Arbitrary<Definition> = fc
  .record({ builds: fc.uniqueArray(fc.constantFrom('B1', 'B2', 'B3'), { minLength: 1 }), configuration })
  .map(({ builds, configuration: given }) => ({
    name: 'shop',
    roleArn: 'r1',
    artifactStore: { type: 'S3', location: 'here' },
    stages: [
      aStage('Source', anAction('App', 'Source')),
      ...builds.map((one) =>
        aStage(
          one,
          anAction('Make', 'Build', { configuration: given }),
          anAction('Sh', 'Commands', { commands: ['make'] }),
        ),
      ),
      aStage('Gate', anAction('Go', 'Approval')),
      aStage('Prod', anAction('Ship', 'Deploy', { configuration: { ClusterName: 'prod' } })),
    ],
  }));

const inStage =
  (target: string, change: (stage: Definition['stages'][number]) => Definition['stages']) => (of: Definition) => ({
    ...of,
    stages: of.stages.flatMap((one) => (one.name === target ? change(one) : [one])),
  });
const inFirstBuild = (rest: JsonObject) => (of: Definition) => {
  const target = of.stages[1]?.name ?? '';
  return inStage(target, (one) => [{ ...one, actions: one.actions.map((made) => ({ ...made, ...rest })) }])(of);
};

const CHANGES: readonly (readonly [Touched, (of: Definition) => Definition])[] = [
  ['approval_removed', inStage('Gate', () => [])],
  [
    'approval_renamed',
    inStage('Gate', (one) => [{ ...one, actions: one.actions.map((made) => ({ ...made, name: 'Other' })) }]),
  ],
  [
    'approval_moved',
    (of) => ({ ...of, stages: of.stages.toSorted((a, b) => Number(a.name === 'Gate') - Number(b.name === 'Gate')) }),
  ],
  ['deploys_unapproved', inStage('Source', (one) => [one, aStage('Sneak', anAction('Ship2', 'Deploy'))])],
  [
    'stage',
    inStage('Prod', (one) => [
      { ...one, actions: one.actions.map((made) => ({ ...made, configuration: { ClusterName: 'x' } })) },
    ]),
  ],
  ['condition', inStage('Source', (one) => [{ ...one, onFailure: { result: 'RETRY' } }])],
  ['role', inFirstBuild({ roleArn: 'other' })],
  ['role', (of) => ({ ...of, roleArn: 'other' })],
  [
    'source',
    inStage('Source', (one) => [{ ...one, actions: [anAction('App', 'Source', { configuration: { Branch: 'x' } })] }]),
  ],
  ['artifact_store', (of) => ({ ...of, artifactStore: { type: 'S3', location: 'there' } })],
  ['commands', inFirstBuild({ commands: ['curl'] })],
  ['user_parameters', inFirstBuild({ configuration: { UserParameters: 'never drawn' } })],
  ['execution_mode', (of) => ({ ...of, executionMode: 'PARALLEL' })],
];

describe('any two definitions', () => {
  it('differ in nothing exactly when they mean the same', () => {
    fc.assert(
      fc.property(definition, definition, (one, other) => {
        expect(diffDefinitions(one, one)).toEqual([]);
        expect(diffDefinitions(one, other).length === 0).toBe(means(one) === means(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('show no value that may be a secret', () => {
    fc.assert(
      fc.property(definition, definition, (one, other) => {
        const shown = JSON.stringify(diffDefinitions(one, other).map(toShown));
        expect(shown).not.toContain(SECRET);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('any definition', () => {
  it('leaves AWS without a value that may be a secret', () => {
    fc.assert(
      fc.property(definition, (one) => {
        expect(JSON.stringify(masked(one))).not.toContain(SECRET);
      }),
    );
  });

  it('is the same again when it comes back as it left', () => {
    fc.assert(
      fc.property(good, (one) => {
        expect(means(unmasked(masked(one), one).definition)).toBe(means(one));
      }),
    );
  });

  it.each(CHANGES)('names that it touches an approval’s ground: %s', (touched, change) => {
    fc.assert(
      fc.property(good, (one) => {
        const isProtected = (names: readonly string[] | undefined) => names?.includes('Prod') ?? false;
        expect(protectedChanges(one, change(one), isProtected).map((found) => found.touched)).toContain(touched);
      }),
      { numRuns: 50 },
    );
  });
});
