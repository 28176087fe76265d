import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject, readJson } from '../support/packaged.ts';

let project: string;

/** As much of the project as packaging looks at before it begins, with a policy of the test's own. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'signalbox-project-'));
  await cp(inProject('src/tools'), join(project, 'src/tools'), { recursive: true });
  await mkdir(join(project, 'src/sandbox'));
  await cp(inProject('src/sandbox/people.ts'), join(project, 'src/sandbox/people.ts'));
  await symlink(inProject('node_modules'), join(project, 'node_modules'));
  await mkdir(join(project, 'dist'));
});
afterAll(() => rm(project, { recursive: true }));

async function pack(policy: unknown, ...args: string[]): Promise<{ code: unknown; said: string }> {
  await writeFile(join(project, 'dist/policy.json'), JSON.stringify(policy));
  return new Promise((resolve) => {
    execFile(process.execPath, [join(project, 'src/tools/package.mjs'), ...args], (error, _stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stderr }),
    );
  });
}

describe('packaging for an installation', () => {
  it.each([
    ['prod', ['--stage', 'prod']],
    ['prod', ['--stage=prod']],
    ['prod-eu', ['-s', 'prod-eu', '--verbose']],
  ])('refuses a policy that names people, groups or channels of the demo: %s %j', async (stage, args) => {
    const { code, said } = await pack(readJson('dist/sandbox/demo-policy.json'), ...args);

    expect(code).toBe(1);
    expect(said).toBe(
      `infra/policy.yml names U0DANA, U0BEN, U0INES, U0LEE, S0RELEASE, C0DEPLOYS, C0GENERAL, which exist in the sandbox only: nothing is packaged for ${stage} until it names your own\n`,
    );
  });

  it('refuses a single one of them, wherever it stands', async () => {
    const routes = [{ pipelines: '*', channel: 'C0DEPLOYS', send: ['progress'] }];

    expect((await pack({ routes }, '--stage', 'prod')).said).toContain('names C0DEPLOYS, which');
  });

  it('goes on with ids of one’s own', async () => {
    const routes = [{ pipelines: '*', channel: 'C0DEPLOYS2', send: ['progress'] }];

    expect((await pack({ routes }, '--stage', 'prod')).said).not.toContain('sandbox only');
  });

  it('is not what the sandbox does, whose stage is dev', async () => {
    expect((await pack(readJson('dist/sandbox/demo-policy.json'))).said).not.toContain('sandbox only');
  });
});
