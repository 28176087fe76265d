import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inProject } from '../support/packaged.ts';

/** What each room may import and what it may not: the table of the house. */
const ROOMS = [
  {
    room: 'src/domain/x.ts',
    refused: ['node:crypto', 'zod', '../app/ports.ts', '../slack/blocks.ts', '../aws/table.ts', '@slack/types'],
    taken: ['./ids.ts'],
  },
  {
    room: 'src/app/x.ts',
    refused: [
      '../slack/blocks.ts',
      '../aws/table.ts',
      '@aws-sdk/client-codepipeline',
      '@slack/web-api',
      '../config.ts',
      'zod',
    ],
    taken: ['../domain/ids.ts', './ports.ts', './deeds/stop-execution.ts', 'node:crypto'],
  },
  {
    room: 'src/app/deeds/x.ts',
    refused: ['../../slack/blocks.ts', '../../aws/table.ts', '@aws-sdk/client-codepipeline', '../../sandbox/clock.ts'],
    taken: ['../../domain/ids.ts', '../ports.ts', './signature.ts'],
  },
  {
    room: 'src/slack/x.ts',
    refused: [
      '../aws/table.ts',
      '@aws-sdk/client-dynamodb',
      '../handlers/operations.ts',
      '../sandbox/clock.ts',
      '../config.ts',
    ],
    taken: ['../domain/ids.ts', '../app/ports.ts', '@slack/web-api', './blocks.ts'],
  },
  {
    room: 'src/slack/views/x.ts',
    refused: ['../../aws/table.ts', '@aws-sdk/client-dynamodb', '../../handlers/operations.ts', '../../config.ts'],
    taken: ['../../domain/ids.ts', '../blocks.ts'],
  },
  {
    room: 'src/aws/x.ts',
    refused: ['../slack/blocks.ts', '@slack/types', '../handlers/schedule.ts', '../sandbox/clock.ts', '../config.ts'],
    taken: ['../domain/ids.ts', '../app/ports.ts', '@aws-sdk/client-dynamodb', './table.ts'],
  },
  {
    room: 'src/handlers/x.ts',
    refused: ['../sandbox/clock.ts', '../tools/build.mjs'],
    taken: ['../slack/app.ts', '../aws/table.ts', '../config.ts'],
  },
  {
    room: 'src/handlers/wiring/x.ts',
    refused: ['../../sandbox/clock.ts', '../../tools/build.mjs'],
    taken: ['../../slack/app.ts', '../../aws/table.ts'],
  },
  { room: 'src/config.ts', refused: ['./sandbox/clock.ts'], taken: [] },
  {
    room: 'src/sandbox/x.ts',
    refused: ['../tools/build.mjs'],
    taken: ['../slack/blocks.ts', '../domain/ids.ts'],
  },
  {
    room: 'test/unit/x.test.ts',
    refused: ['../../src/tools/build.mjs'],
    taken: ['../../src/sandbox/clock.ts', '../../src/slack/blocks.ts'],
  },
];

const CASES = ROOMS.flatMap(({ room, refused, taken }) => [
  ...refused.map((target) => ({ room, target, verdict: 'may not' as const })),
  ...taken.map((target) => ({ room, target, verdict: 'may' as const })),
]);

/** One file for each case, in its room: `src/domain/case-12.ts`. The rule for the configuration is about that one file. */
function fileOf(index: number): string {
  const room = CASES[index]?.room ?? '';
  return room === 'src/config.ts' ? room : `${dirname(room)}/case-${index}.ts`;
}

const Report = z.object({
  summary: z.object({ unchanged: z.number(), changed: z.number() }),
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.unknown() }) })),
});

let folder: string;
/** names of the files whose import was refused */
let refused: string[];
let checked: number;

/** A house of its own with the project's rules and a file for each case, linted in one go: nothing is written into the project. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-import-rules-'));
  for (const name of ['.biome.json', '.gitignore']) await cp(inProject(name), join(folder, name));
  await mkdir(join(folder, '.git'));
  for (const [index, { target }] of CASES.entries()) {
    const file = join(folder, fileOf(index));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `import { x } from '${target}';\n\nexport const y = x;\n`);
  }
  const report = await lint();
  refused = report.diagnostics
    .filter(({ category }) => category === 'lint/style/noRestrictedImports')
    .map(({ location }) => JSON.stringify(location.path));
  checked = report.summary.unchanged + report.summary.changed;
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function lint(): Promise<z.infer<typeof Report>> {
  const biome = inProject('node_modules/@biomejs/biome/bin/biome');
  const flags = ['lint', '--config-path', '.biome.json', '--reporter=json', '--max-diagnostics=none'];
  return new Promise((resolve, reject) => {
    // It ends with an error, as it should: the report says why.
    execFile(process.execPath, [biome, ...flags], { cwd: folder, maxBuffer: 2 ** 24 }, (error, stdout) => {
      const report = Report.safeParse(parseJson(stdout));
      if (report.success) resolve(report.data);
      else reject(new Error('Biome gave no report', { cause: error ?? report.error }));
    });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told as "no report"
  }
}

it('the linter looked at every file', () => {
  expect(checked).toBe(CASES.length);
});

describe('a file of', () => {
  it.each(CASES.map((each, index) => ({ ...each, index })))('$room $verdict import $target', ({ index, verdict }) => {
    const isRefused = refused.some((path) => path.includes(fileOf(index)));

    expect(isRefused).toBe(verdict === 'may not');
  });
});
