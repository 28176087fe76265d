import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../support/packaged.ts';

let project: string;

/** The project as it is packaged, so that a file for a stage can be put into it. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'signalbox-stages-'));
  for (const part of ['src/tools', 'src/sandbox/people.ts', 'infra', 'serverless.yml', 'package.json'])
    await cp(inProject(part), join(project, part), { recursive: true });
  const ofSandbox = /\/dist\/(sandbox|page|bench|simulator|tools|dbg)(\/|$)/;
  await cp(inProject('dist'), join(project, 'dist'), { recursive: true, filter: (path) => !ofSandbox.test(path) });
  await symlink(inProject('node_modules'), join(project, 'node_modules'));
  await mkdir(join(project, 'infra/stages'), { recursive: true });
});
afterAll(() => rm(project, { recursive: true }));

function run(tool: string, ...args: string[]): Promise<{ code: unknown; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(project, `src/tools/${tool}`), ...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });
}

const settle = (stage: string, text: string) => writeFile(join(project, `infra/stages/${stage}.json`), text);
const IDS = { slackTeamId: 'T1', slackAppId: 'A1', slackBotId: 'B1', slackBotUserId: 'U1' };

describe('infra/stages/<stage>.json', () => {
  it('names the Slack app of its stage, and what is typed wins', async () => {
    await settle('prod', JSON.stringify(IDS));

    const { code, said } = await run('package.mjs', '--stage', 'prod', '--param=slackBotId=B2');

    expect(code, said).toBe(0);
    const template = await readFile(join(project, '.serverless/cloudformation-template-update-stack.json'), 'utf8');
    expect(template).toContain('"SLACK_TEAM_ID": "T1"');
    expect(template).toContain('"SLACK_BOT_ID": "B2"');
  });

  it('is named when it cannot be used', async () => {
    await settle('qa', JSON.stringify({ slackTeamId: ['T1'] }));

    expect(await run('package.mjs', '--stage', 'qa')).toEqual({
      code: 1,
      said: 'infra/stages/qa.json: slackTeamId is no plain value\n',
    });
  });
});

describe('npm run deploy', () => {
  it('does not deploy what only the sandbox packages', async () => {
    expect(await run('deploy.mjs')).toMatchObject({ code: 2, said: expect.stringContaining('deploy: which stage?') });
  });
});
