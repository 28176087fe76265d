import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { functionEnvironment } from '../../src/sandbox/aws/functions/environment.ts';
import { inProject, packagedStack, readJson } from '../support/packaged.ts';

const run = promisify(execFile);

const Metafile = z.object({
  inputs: z.record(z.string(), z.unknown()),
  /** minified, with whatever is imported other than on demand */
  bytesAtStart: z.number(),
});

const names = readdirSync(inProject('dist/meta')).map((file) => file.replace('.json', ''));
const metafile = (name: string) => Metafile.parse(readJson(`dist/meta/${name}.json`));
const inputsOf = (name: string) => Object.keys(metafile(name).inputs);

/** What is loaded at start, minified: where each stands, so that it grows no further. The aim is 400 KB for all of them, 500 for `details`. */
const LIMIT_KB: Record<string, number> = {
  operations: 540,
  details: 500,
  schedule: 440,
  jobs: 430,
  'slack-requests': 420,
};
const LIMIT_OF_ALL_OTHERS_KB = 400;

describe.each(packagedStack().functions)('the bundle of $name', (definition) => {
  it('loads in a process of its own with nothing but the environment of Lambda, and exports a promise handler', async () => {
    const world = { settings: {}, endpoint: 'http://127.0.0.1:9', region: 'eu-west-1', taskRoot: inProject('.') };
    const bundle = pathToFileURL(inProject(definition.file)).href;
    const env = functionEnvironment(definition, world);

    const { stdout } = await run(
      process.execPath,
      [
        '-e',
        `import(${JSON.stringify(bundle)}).then((bundle) => { console.log(typeof bundle.handler, bundle.handler.length < 3); process.exit(0); })`,
      ],
      { env },
    );

    expect(stdout).toBe('function true\n');
  });
});

describe.each(names)('what went into the bundle of %s', (name) => {
  it('holds nothing of the sandbox, of the tests, or of the tools but their stand-ins', () => {
    const foreign = inputsOf(name).filter((path) => /^(src\/sandbox|test|src\/tools\/(?!stubs\/))/.test(path));

    expect(foreign).toEqual([]);
  });

  it('holds nothing that Lambda never uses', () => {
    const unused =
      /node_modules\/(express|raw-body|path-to-regexp|undici|@slack\/(socket-mode|oauth)|@aws-sdk\/(credential-provider-(node|sso|ini|process)|client-sts))\//;

    expect(inputsOf(name).filter((path) => unused.test(path))).toEqual([]);
  });

  it('stays within its size', () => {
    const limit = (LIMIT_KB[name] ?? LIMIT_OF_ALL_OTHERS_KB) * 1024;
    expect(metafile(name).bytesAtStart).toBeLessThanOrEqual(limit);
  });
});

describe('the function that faces the internet', () => {
  it('carries no client for pipelines or for the table', () => {
    expect(
      inputsOf('slack-requests').filter((path) =>
        /@aws-sdk\/(client-codepipeline|client-dynamodb|lib-dynamodb)/.test(path),
      ),
    ).toEqual([]);
  });
});
