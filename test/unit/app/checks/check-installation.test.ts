import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CheckDeps, SlackSelf } from '../../../../src/app/checks/check-deps.ts';
import { checkInstallation, leaveReport } from '../../../../src/app/checks/check-installation.ts';
import { SCOPES } from '../../../../src/app/checks/scopes.ts';
import type { PipelineStructure } from '../../../../src/app/codepipeline-ports.ts';
import type { Conversation } from '../../../../src/app/ports.ts';
import type { CheckReport, Finding } from '../../../../src/domain/check-report.ts';
import { AccountId, ChannelId, UserId } from '../../../../src/domain/ids.ts';
import { readManifest } from '../../../../src/sandbox/slack/manifest.ts';
import { at } from '../../../support/builders.ts';
import { aGroupTeam, aPolicy, aRoute, aRule } from '../../../support/policy.ts';
import { anAccount } from '../../../support/served.ts';

const NOW = Date.parse(at(0));
const HOME = { account: AccountId('123456789012'), region: 'eu-west-1' };
const SHOP = { ...HOME, pipeline: 'shop-web' };
const PROD = anAccount('prod', '111122223333');
const APP = { teamId: 'T1', appId: 'A1', botId: 'B1', botUserId: 'U1' };
const KNOWN: SlackSelf = { kind: 'known', ...APP, scopes: Object.keys(SCOPES), slackNow: NOW };
const JOINED: Conversation = { shared: false, archived: false, joined: true };

const structure: PipelineStructure = {
  stages: ['Source', 'Prod'].map((name) => ({ name, actions: [] })),
  variables: [],
  sources: [],
  type: 'V2',
  mode: 'SUPERSEDED',
};

const down = async (): Promise<never> => {
  throw Object.assign(new Error('secret text'), { name: 'TimeoutError' });
};

function memoryReports(): CheckDeps['reports'] {
  const kept = new Map<string, CheckReport>();
  return { keep: async (id, report) => void kept.set(id, report), find: async (id) => kept.get(id) };
}

/** An installation that is well, but for what is given. */
function anInstallation(broken: Partial<CheckDeps> = {}): CheckDeps {
  return {
    now: () => NOW,
    policy: aPolicy({
      teams: [aGroupTeam('release-managers', 'S0RELEASE')],
      rules: [aRule({ pipelines: 'shop-*', stages: 'Prod*' }), aRule({ number: 2 })],
    }),
    served: { home: HOME, accounts: [PROD] },
    reads: { catalogue: async () => ({ pipelines: [SHOP], unread: [] }), structure: async () => structure },
    sessions: { open: async () => ({ kind: 'open', session: undefined }) },
    people: { members: async () => new Set([UserId('U0BEN')]) },
    conversations: { find: async () => JOINED },
    self: async () => KNOWN,
    app: APP,
    reports: memoryReports(),
    touchBus: async () => undefined,
    operationKey: async () => 'a key of more than sixteen characters',
    version: '1.2.3',
    ...broken,
  };
}

async function problemsOf(broken: Partial<CheckDeps>): Promise<Finding[]> {
  const { findings } = await checkInstallation(anInstallation(broken), 'check-1');
  return findings.filter(({ verdict }) => verdict !== 'ok');
}

describe('looking at an installation', () => {
  it('finds nothing to complain of where all is well, and has looked at everything', async () => {
    const { version, at: when, findings } = await checkInstallation(anInstallation(), 'check-1');

    expect({ version, when }).toEqual({ version: '1.2.3', when: at(0) });
    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(findings.map(({ about }) => about)).toEqual([
      'Table',
      'Bus',
      'Operation key',
      'Slack token',
      'Slack app',
      'Scopes',
      'Clock',
      'Channels',
      'User groups',
      'Accounts',
      'Policy',
    ]);
  });

  it('leaves its report for who waits at the table', async () => {
    const deps = anInstallation();
    await leaveReport(deps, 'check-1');
    expect(await deps.reports.find('check-1')).toMatchObject({ version: '1.2.3' });
  });

  const self = (differs: Partial<typeof KNOWN>) => ({ self: async () => ({ ...KNOWN, ...differs }) as SlackSelf });
  const without = (scope: string) => self({ scopes: Object.keys(SCOPES).filter((one) => one !== scope) });
  const conversation = (found: Conversation | undefined) => ({ conversations: { find: async () => found } });
  const catalogue = (found: Awaited<ReturnType<CheckDeps['reads']['catalogue']>>) => ({
    reads: { catalogue: async () => found, structure: async () => structure },
  });

  it.each<[string, Partial<CheckDeps>, Pick<Finding, 'about' | 'verdict'> & { says: RegExp }]>([
    [
      'a token that is revoked',
      { self: async () => ({ kind: 'refused', error: 'token_revoked' }) },
      { about: 'Slack token', verdict: 'failed', says: /token_revoked/ },
    ],
    [
      'a token that cannot be read',
      { self: async () => ({ kind: 'no_token' }) },
      { about: 'Slack token', verdict: 'failed', says: /cannot be read/ },
    ],
    [
      'a Slack that is down',
      { self: async () => ({ kind: 'unreachable' }) },
      { about: 'Slack token', verdict: 'failed', says: /did not answer/ },
    ],
    [
      'a token of another app',
      self({ appId: 'A2' }),
      { about: 'Slack app', verdict: 'failed', says: /the app is A2, not A1/ },
    ],
    [
      'an essential scope that is missing',
      without('chat:write'),
      { about: 'Scopes', verdict: 'failed', says: /chat:write no message/ },
    ],
    [
      'a scope that is missing',
      without('files:write'),
      { about: 'Scopes', verdict: 'warning', says: /files:write \/pipeline audit/ },
    ],
    [
      'a clock that drifts',
      self({ slackNow: NOW - 45_000 }),
      { about: 'Clock', verdict: 'warning', says: /45 s apart/ },
    ],
    [
      'a clock that is off',
      self({ slackNow: NOW + 180_000 }),
      { about: 'Clock', verdict: 'failed', says: /180 s apart/ },
    ],
    [
      'a channel without the bot',
      conversation({ ...JOINED, joined: false }),
      { about: 'Channels', verdict: 'failed', says: /not in C0DEPLOYS/ },
    ],
    [
      'a channel that is archived',
      conversation({ ...JOINED, archived: true }),
      { about: 'Channels', verdict: 'failed', says: /C0DEPLOYS is archived/ },
    ],
    [
      'a channel that is none',
      conversation(undefined),
      { about: 'Channels', verdict: 'failed', says: /C0DEPLOYS is no channel/ },
    ],
    [
      'a channel that others read',
      conversation({ ...JOINED, shared: true }),
      { about: 'Channels', verdict: 'warning', says: /shared with another workspace/ },
    ],
    [
      'a channel that cannot be asked about',
      { conversations: { find: down } },
      { about: 'Channels', verdict: 'warning', says: /TimeoutError/ },
    ],
    [
      'a user group that is gone',
      { people: { members: async () => 'unreadable' } },
      { about: 'User groups', verdict: 'failed', says: /release-managers \(S0RELEASE\)/ },
    ],
    [
      'a user group without people',
      { people: { members: async () => new Set() } },
      { about: 'User groups', verdict: 'warning', says: /Nobody is in/ },
    ],
    [
      'a table that is out of reach',
      { reports: { keep: down, find: down } },
      { about: 'Table', verdict: 'failed', says: /TimeoutError/ },
    ],
    [
      'a table that forgets',
      { reports: { keep: async () => undefined, find: async () => undefined } },
      { about: 'Table', verdict: 'failed', says: /cannot be found again/ },
    ],
    ['a bus that takes nothing', { touchBus: down }, { about: 'Bus', verdict: 'failed', says: /TimeoutError/ }],
    [
      'an operation key that is gone',
      { operationKey: down },
      { about: 'Operation key', verdict: 'failed', says: /cannot be read/ },
    ],
    [
      'an operation key that could be guessed',
      { operationKey: async () => 'short' },
      { about: 'Operation key', verdict: 'failed', says: /16 characters/ },
    ],
    [
      'a role that cannot be assumed',
      { sessions: { open: async () => ({ kind: 'failed', code: 'AccessDenied', advice: 'missing_permission' }) } },
      { about: 'Accounts', verdict: 'failed', says: /roles of prod cannot be assumed: AccessDenied/ },
    ],
    [
      'an account that cannot be listed',
      catalogue({ pipelines: [SHOP], unread: [{ account: PROD.id, region: 'eu-west-1' }] }),
      { about: 'Accounts', verdict: 'failed', says: /prod\/eu-west-1 cannot be listed/ },
    ],
    [
      'a rule about no pipeline',
      { policy: aPolicy({ rules: [aRule({ pipelines: 'shpo-*' })] }) },
      { about: 'Policy', verdict: 'warning', says: /Rule 1 \(shpo-\*\)/ },
    ],
    [
      'a rule about no stage',
      { policy: aPolicy({ rules: [aRule({ stages: 'Pord*' })] }) },
      { about: 'Policy', verdict: 'warning', says: /Rule 1 \(\*, stages Pord\*\)/ },
    ],
    [
      'a route about no pipeline',
      { policy: aPolicy({ routes: [aRoute(), aRoute({ pipelines: 'etl' })] }) },
      { about: 'Policy', verdict: 'warning', says: /Route 2 \(etl\)/ },
    ],
    [
      'a policy without rules',
      { policy: aPolicy({ rules: [] }) },
      { about: 'Policy', verdict: 'warning', says: /nobody may do anything/ },
    ],
    [
      'a policy without routes',
      { policy: aPolicy({ routes: [] }) },
      { about: 'Channels', verdict: 'warning', says: /nothing is shown/ },
    ],
    [
      'an account without pipelines',
      catalogue({ pipelines: [], unread: [] }),
      { about: 'Policy', verdict: 'warning', says: /no pipeline yet/ },
    ],
  ])('names %s, and nothing else', async (_what, broken, { says, ...named }) => {
    const problems = await problemsOf(broken);

    expect(problems).toEqual([
      { ...named, says: expect.stringMatching(says), next: expect.stringMatching(/\w[.?`]+$/) },
    ]);
  });

  it('names a check that breaks by its own, with the word for what went wrong and none of its text', async () => {
    const problems = await problemsOf({ reads: { catalogue: down, structure: async () => structure } });

    expect(problems.map(({ about, says }) => [about, says])).toEqual([
      ['Accounts', 'It could not be looked at: TimeoutError.'],
      ['Policy', 'It could not be looked at: TimeoutError.'],
    ]);
  });

  it('asks Slack about as many channels as Slack answers, and says how many are left', async () => {
    const routes = Array.from({ length: 43 }, (_, index) => aRoute({ channel: ChannelId(`C${index}`) }));
    const asked: string[] = [];
    const problems = await problemsOf({
      policy: aPolicy({ routes }),
      conversations: {
        find: async (channel) => {
          asked.push(channel);
          return JOINED;
        },
      },
    });

    expect(asked).toHaveLength(40);
    expect(problems).toMatchObject([{ about: 'Channels', verdict: 'warning', says: expect.stringMatching(/^3 more/) }]);
  });
});

it('the scopes that are looked for are those that the manifest asks for', () => {
  const file = 'infra/slack-manifest.yml';
  expect(Object.keys(SCOPES).toSorted()).toEqual(readManifest(readFileSync(file, 'utf8'), file).scopes.toSorted());
});
