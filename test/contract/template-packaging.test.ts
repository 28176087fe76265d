import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../support/packaged.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-package-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** Packages as somebody does who has no account, and no way out: every proxy leads nowhere. */
function pack(name: string, ...args: string[]): Promise<{ code: unknown; output: string; folder: string }> {
  const target = join(folder, name);
  const nowhere = 'http://127.0.0.1:9';
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [inProject('src/tools/package.mjs'), '--package', target, ...args],
      { env: { PATH: process.env.PATH, HOME: folder, HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere } },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, output: stdout + stderr, folder: target }),
    );
  });
}

async function digests(packed: string): Promise<Record<string, string>> {
  const zips = (await readdir(packed)).filter((file) => file.endsWith('.zip'));
  const contents = await Promise.all(zips.map((file) => readFile(join(packed, file))));
  return Object.fromEntries(
    zips.map((file, index) => [
      file,
      createHash('sha256')
        .update(contents[index] ?? '')
        .digest('hex'),
    ]),
  );
}

describe('packaging', () => {
  it('needs no account and no network, and gives the same bytes each time', async () => {
    const [first, second] = [await pack('first'), await pack('second')];

    expect([first.code, second.code], first.output).toEqual([0, 0]);
    const packed = await digests(first.folder);
    expect(Object.keys(packed).sort()).toEqual([
      'changes.zip',
      'details.zip',
      'jobs.zip',
      'operations.zip',
      'pipeline-events.zip',
      'schedule.zip',
      'slack-requests.zip',
    ]);
    expect(await digests(second.folder)).toEqual(packed);
  }, 60_000);

  it('of production is refused until the Slack app is named', async () => {
    const unnamed = await pack('prod', '--stage', 'prod');

    expect(unnamed.code).toBe(1);
    for (const variable of ['SLACK_TEAM_ID', 'SLACK_APP_ID', 'SLACK_BOT_ID', 'SLACK_BOT_USER_ID']) {
      expect(unnamed.output).toContain(variable);
    }
  });

  it('of production takes the Slack app by parameters', async () => {
    const ids = { slackTeamId: 'T1', slackAppId: 'A1', slackBotId: 'B1', slackBotUserId: 'U1' };
    const params = Object.entries(ids).map(([name, id]) => `--param=${name}=${id}`);

    const packed = await pack('named', '--stage', 'prod', ...params);

    expect(packed.code, packed.output).toBe(0);
    const template = await readFile(join(packed.folder, 'cloudformation-template-update-stack.json'), 'utf8');
    expect(template).toContain('"SLACK_TEAM_ID": "T1"');
    expect(template).toContain('/signalbox/prod/operation-key');
    expect(template).not.toContain('/signalbox/dev/');
    expect(template).toContain('"CHANGES": "false"');
    expect(template).not.toMatch(/ChangesRole|iam:PassRole|codepipeline:UpdatePipeline/);
  });

  it('deploys what changes pipelines where the stage says so, once the roles that it may hand on are listed', async () => {
    const params = ['slackTeamId=T1', 'slackAppId=A1', 'slackBotId=B1', 'slackBotUserId=U1', 'changes=true'];
    const flags = params.map((param) => `--param=${param}`);

    const unlisted = await pack('unlisted', '--stage', 'prod', ...flags);
    const packed = await pack('listed', '--stage', 'prod', ...flags, '--param=changesPassRoles=arn:aws:iam::1:role/a');

    expect(unlisted.code).toBe(1);
    expect(unlisted.output).toContain('ChangesRole');
    expect(packed.code, packed.output).toBe(0);
    const template = await readFile(join(packed.folder, 'cloudformation-template-update-stack.json'), 'utf8');
    expect(template).toContain('"CHANGES": "true"');
    expect(template).toContain('ChangesRole');
  });
});
