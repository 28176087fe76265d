import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { look } from '../support/look.ts';
import { inProject } from '../support/packaged.ts';
import { type SandboxUnderTest, startSandbox } from '../support/sandbox.ts';
import { toSeen } from '../support/seen.ts';

/** Real time that a tool may take while other tests run. */
const PATIENCE_MS = 60_000;
const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let sandbox: SandboxUnderTest;
let project: string;

/** The project as somebody has it who sets it up, so that a file for a stage can come into it. */
beforeAll(async () => {
  sandbox = await startSandbox({ demo: true });
  project = await mkdtemp(join(tmpdir(), 'signalbox-setup-'));
  for (const part of ['src', 'infra', 'package.json'])
    await cp(inProject(part), join(project, part), { recursive: true });
  await symlink(inProject('node_modules'), join(project, 'node_modules'));
  await mkdir(join(project, 'infra/stages'), { recursive: true });
  for (const stage of ['dev', 'trial'])
    await writeFile(settingsOf(stage), JSON.stringify({ slackApiUrl: `${sandbox.slack}/api/` }));
});
afterAll(async () => {
  await sandbox.stop();
  await rm(project, { recursive: true });
});

const settingsOf = (stage: string) => join(project, `infra/stages/${stage}.json`);

/** @param typed line by line, as somebody at a terminal would; then nobody answers any more */
function run(tool: string, args: readonly string[], typed: readonly string[] = []) {
  const nowhere = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  const env = { PATH: process.env.PATH, ...KEYS, ...nowhere, AWS_ENDPOINT_URL: sandbox.aws };
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = spawn(process.execPath, [join(project, 'src/tools', tool), ...args], { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.on('close', (code) => resolve({ code, said }));
    child.stdin.end(typed.map((line) => `${line}\n`).join(''));
  });
}

describe('npm run doctor', { timeout: PATIENCE_MS }, () => {
  it('finds the sandbox well: from outside, and by what the functions themselves see', async () => {
    const { code, said } = await run('doctor.mjs', ['--stage', 'dev', '--json']);

    const { findings }: { findings: { about: string; verdict: string }[] } = JSON.parse(said);
    expect(findings.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
    // The demo's channel is shared with the outsiders' workspace.
    expect(findings.filter(({ verdict }) => verdict === 'warning')).toMatchObject([{ about: 'Channels' }]);
    expect(findings.map(({ about }) => about)).toEqual(
      expect.arrayContaining([
        'Stack',
        'Functions',
        'Rules',
        'Function URL',
        'Event rule',
        'Version',
        'Scopes',
        'Policy',
      ]),
    );
    expect(code).toBe(0);
  });

  it('says that there is no such stack, and that it could not be found out without a stage', async () => {
    const nowhere = await run('doctor.mjs', ['--stage', 'qa']);
    expect(nowhere).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no stack signalbox-qa in eu-west-1.'),
    });
    expect(await run('doctor.mjs', [])).toMatchObject({ code: 2, said: expect.stringContaining('--stage is missing') });
  });
});

describe('npm run manifest', { timeout: PATIENCE_MS }, () => {
  it('fills in the function URL that is deployed, and keeps the comments', async () => {
    const { code, said } = await run('manifest.mjs', ['--stage', 'dev']);

    const url = `${sandbox.aws}/_url/slack-requests`;
    expect(parse(said)).toMatchObject({
      features: { slash_commands: [{ command: '/pipeline', url }] },
      settings: { interactivity: { request_url: url } },
    });
    expect(said).not.toMatch(/: https:\/\/example\.com/);
    expect(said).toContain('# who acts: member, guest, deactivated');
    expect(code).toBe(0);
  });

  it.each([
    [['--url', 'http://signalbox.example/'], 'is no https address'],
    [[], '--stage is missing'],
  ])('refuses %j', async (args, words) => {
    expect(await run('manifest.mjs', args)).toMatchObject({ code: 2, said: expect.stringContaining(words) });
  });
});

describe('npm run setup', { timeout: PATIENCE_MS }, () => {
  const ssm = () => new SSMClient({ region: 'eu-west-1', endpoint: sandbox.aws, credentials });
  const stored = async (...names: string[]) => {
    const Names = names.map((name) => `/signalbox/trial/${name}`);
    const { Parameters = [] } = await ssm().send(new GetParametersCommand({ Names, WithDecryption: true }));
    return Object.fromEntries(Parameters.map(({ Name = '', Value }) => [Name.replace('/signalbox/trial/', ''), Value]));
  };
  const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

  it('stores nothing that Slack does not take, and keeps what is done when nobody answers any more', async () => {
    const first = await run('setup.mjs', ['--stage', 'trial', '--skip-deploy'], ['', 'xoxp-user', 'xoxb-wrong']);

    expect(first.said).toContain('a bot token begins with xoxb-');
    expect(first.said).toContain('Slack does not take it: invalid_auth');
    expect(first.said).toContain('What is done is kept');
    expect(first.code).toBe(1);
    expect(await stored('slack-bot-token', 'slack-signing-secret', 'operation-key')).toEqual({});
  });

  it('goes on where it was: stores the secrets, makes the key, names the app, and says what is still to do', async () => {
    const args = ['--stage', 'trial', '--skip-deploy'];
    const second = await run('setup.mjs', args, ['', 'xoxb-sandbox', 'xoxb-not-this', SECRET]);

    expect(second.said).toContain('Skipped, as you asked for');
    expect(second.said).toContain('There is no stack signalbox-trial in eu-west-1 yet');
    expect(second.code).toBe(1);
    const secrets = await stored('slack-bot-token', 'slack-signing-secret', 'operation-key');
    expect(secrets).toEqual({
      'slack-bot-token': 'xoxb-sandbox',
      'slack-signing-secret': SECRET,
      'operation-key': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    for (const secret of Object.values(secrets)) expect(second.said).not.toContain(secret);
    expect(JSON.parse(await readFile(settingsOf('trial'), 'utf8'))).toEqual({
      slackApiUrl: `${sandbox.slack}/api/`,
      region: 'eu-west-1',
      slackTeamId: 'T0SIGNALBX',
      slackAppId: 'A0SIGNALBX',
      slackBotId: 'B0SIGNALBX',
      slackBotUserId: 'U0SIGNALBX',
    });

    const again = await run('setup.mjs', args, ['', 'n']);
    expect(again.said).toContain('The bot token is stored, and Slack takes it');
    expect(again.said).toContain('An operation key is stored');
    expect(await stored('slack-bot-token', 'slack-signing-secret', 'operation-key')).toEqual(secrets);
  });

  it('ends with the doctor, where everything stands', async () => {
    const { code, said } = await run('setup.mjs', ['--stage', 'dev', '--skip-deploy'], ['', '', '']);

    expect(said).toContain(`request_url: ${sandbox.aws}/_url/slack-requests`);
    expect(said).toContain('✓ ok       Event rule');
    expect(code, said).toBe(0);
  });

  it.each([
    [['--stage', 'dev'], 'The stage “dev” is the sandbox’s'],
    [['--stage', 'Prod/..'], '“Prod/..” is no name of a stage'],
  ])('does not begin with %j', async (args, words) => {
    expect(await run('setup.mjs', args)).toMatchObject({ code: 2, said: expect.stringContaining(words) });
  });
});

describe('an installation that is not well', { timeout: PATIENCE_MS }, () => {
  it('is told so by name, with the next step, at the terminal and in Slack alike', async () => {
    const question = { user: 'ben', channel: 'general', text: 'doctor' };
    await fetch(`${sandbox.slack}/api/conversations.archive`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-sandbox' },
      body: new URLSearchParams({ channel: 'C0DEPLOYS' }),
    });
    await sandbox.control.userGroup({ usergroup: 'S0RELEASE', disabled: true });
    // As Slack said at most a minute ago.
    await sandbox.control.advance(61_000);

    const { code, said } = await run('doctor.mjs', ['--stage', 'dev']);
    await sandbox.control.command(question);
    await sandbox.control.settle(10_000);

    const { messages } = await look(sandbox.slack, 'U0BEN');
    const answer = (messages.C0GENERAL ?? []).map(toSeen).find(({ words }) => words.includes('Signalbox 0.'))?.words;
    for (const told of [said, answer]) {
      expect(told).toContain('C0DEPLOYS is archived.');
      expect(told).toContain('take its route out of infra/policy.yml');
      expect(told).toContain('Slack does not tell who is in the team release-managers (S0RELEASE)');
    }
    expect(answer).toContain('This question came through');
    expect(code).toBe(1);
  });
});

describe('npm run redrive', { timeout: PATIENCE_MS }, () => {
  const RESPONSE_URL = 'https://hooks.slack.example/commands/1/2/3';

  it('shows what waits and why, invokes it again or deletes it, and repeats no address', async () => {
    expect(await run('redrive.mjs', ['--stage', 'dev'])).toMatchObject({
      code: 0,
      said: '0 found, 0 left in the queue.\n',
    });
    const operation = { operationId: 'forged-1', actor: { userId: 'U0BEN' }, origin: { responseUrl: RESPONSE_URL } };
    const detail = { v: 1, operation: JSON.stringify({ ...operation, requestedAt: RESPONSE_URL }), seal: '00' };
    await new EventBridgeClient({ region: 'eu-west-1', endpoint: sandbox.aws, credentials }).send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: 'signalbox-dev',
            Source: 'signalbox',
            DetailType: 'Signalbox Operation Requested',
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );
    const givenUp = () => sandbox.control.advance(5 * 60_000);
    await givenUp();

    const shown = await run('redrive.mjs', ['--stage', 'dev']);
    expect(shown.said).toMatch(/Signalbox Operation Requested\n {4}for operations · reference forged-1 · by U0BEN/);
    expect(shown.said).toContain('This operation was not sealed by this installation');
    expect(shown.said).not.toContain('hooks.slack');
    expect(shown.code).toBe(1);

    const again = await run('redrive.mjs', ['--stage', 'dev', '--again']);
    expect(again).toMatchObject({ code: 0, said: expect.stringContaining('operations was invoked again.') });
    await givenUp();
    expect((await sandbox.control.state()).deadLetters).toHaveLength(1);

    const deleted = await run('redrive.mjs', ['--stage', 'dev', '--delete']);
    expect(deleted).toMatchObject({ code: 0, said: expect.stringContaining('1 found, 0 left') });
    expect((await sandbox.control.state()).deadLetters).toEqual([]);
  });

  it('does nothing where it is not clear what is wanted', async () => {
    const both = await run('redrive.mjs', ['--stage', 'dev', '--again', '--delete']);
    expect(both).toMatchObject({ code: 2, said: expect.stringContaining('--again or --delete') });
  });
});
