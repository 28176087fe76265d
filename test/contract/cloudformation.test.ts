import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CelEngine, TemplateFile } from '@aws/cloudformation-validate';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { inProject, packagedRights } from '../support/packaged.ts';

const engine = new CelEngine();
afterAll(() => engine.free());

/** What osls makes besides what we write: it names dependencies twice, and keeps versions of functions without saying so. */
const OF_OSLS = ['W3005', 'W3011', 'W9002'];

const complaints = (path: string) =>
  engine
    .validateStandard(new TemplateFile(path))
    .diagnostics.filter(({ severity, ruleId }) => severity !== 'INFO' && !OF_OSLS.includes(ruleId));

describe('CloudFormation’s own schemas', () => {
  it('find nothing wrong in what is deployed', () => {
    expect(complaints(inProject('dist/sandbox/template.json'))).toEqual([]);
  });

  it('find nothing wrong in what a spoke account deploys', () => {
    expect(complaints(inProject('infra/spoke.yml'))).toEqual([]);
  });

  it('would find a setting that there is not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-template-'));
    const misspelt = join(folder, 'spoke.yml');
    writeFileSync(
      misspelt,
      readFileSync(inProject('infra/spoke.yml'), 'utf8').replace('EventPattern:', 'EventPatern:'),
    );

    expect(complaints(misspelt).map(({ message }) => message)).toContainEqual(expect.stringContaining('EventPatern'));
    rmSync(folder, { recursive: true });
  });
});

const Spoke = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Properties: z.looseObject({
        Policies: z
          .array(z.object({ PolicyDocument: z.object({ Statement: z.array(z.object({ Action: z.unknown() })) }) }))
          .optional(),
      }),
    }),
  ),
});

const QUESTION = /^codepipeline:(?:Get|List)/;
const LOOKED_AT_BY_DEEDS = new Set(
  [
    'GetPipeline',
    'GetPipelineExecution',
    'GetPipelineState',
    'ListActionExecutions',
    'ListPipelineExecutions',
    'ListPipelines',
  ].map((operation) => `codepipeline:${operation}`),
);

describe('the roles of a spoke account', () => {
  const text = readFileSync(inProject('infra/spoke.yml'), 'utf8');
  const { Resources } = Spoke.parse(parse(text));
  const actionsOf = (role: string) =>
    Resources[role]?.Properties.Policies?.flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(({ Action }) => z.union([z.string(), z.array(z.string())]).parse(Action)),
    ).toSorted();
  const ofTheHub = (name: string) =>
    (packagedRights()[name] ?? [])
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action)
      .filter((action) => action.startsWith('codepipeline:'))
      .toSorted();

  it('allow the hub what its own roles allow it at home, and nothing else', () => {
    const isOfJobs = (action: string) => /Job/.test(action);
    const isOfPartners = (action: string) => /ThirdParty/.test(action);
    const sweeps = ofTheHub('schedule').filter((action) => !isOfJobs(action));
    const operates = ofTheHub('operations').filter((action) => !isOfJobs(action));
    // What people ask about is read through the role that looks; a deed looks and acts through the other.
    const asked = operates.filter((action) => QUESTION.test(action) && !LOOKED_AT_BY_DEEDS.has(action));

    expect(actionsOf('ReadRole')).toEqual([...new Set([...sweeps, ...asked])].toSorted());
    expect(actionsOf('OperateRole')).toEqual(operates.filter((action) => !asked.includes(action)));
    // A partner polls in its own account.
    expect(actionsOf('JobsRole')).toEqual(
      ofTheHub('schedule').filter((action) => isOfJobs(action) && !isOfPartners(action)),
    );
  });

  it('use no aliases, which CloudFormation does not read', () => {
    expect(text).not.toMatch(/[&*][A-Za-z]+\s*$|<<:/m);
  });
});
