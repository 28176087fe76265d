import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { beforeEach, describe, expect, it } from 'vitest';
import { ChannelId, OperationId, TeamId, UserId } from '../../../src/domain/ids.ts';
import type { Deed, OperationRequest } from '../../../src/domain/operation.ts';
import type { Policy, Rule } from '../../../src/domain/policy.ts';
import { aRecord, aRequested } from '../../support/audit.ts';
import { aRequest, SHOP } from '../../support/builders.ts';
import { createOperationWorld } from '../../support/operation-world.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { ANYBODY, aPolicy, aRule, aTeam } from '../../support/policy.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const INES = { userId: UserId('U0INES'), teamId: TeamId('T0SIGNALBX') };

let world: ReturnType<typeof createOperationWorld>;
let serial = 0;

async function open(policy: Policy = aPolicy()): Promise<void> {
  world = createOperationWorld(policy);
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
}

const ago = (ms: number) => new Date(world.world.now() - ms).toISOString();

function typed(text: string, more: Partial<OperationRequest> = {}): OperationRequest {
  const operationId = OperationId(`read${++serial}-0123456789`);
  const origin = { surface: 'command', channel: ChannelId('C0DEPLOYS') } as const;
  return aRequest({
    operationId,
    origin,
    ask: { kind: 'words', text },
    requestedAt: ago(0),
    notAfter: ago(-15 * MINUTE),
    ...more,
  });
}

/** Somebody asked for something about this pipeline, and it ended. */
async function happened(id: string, pipeline: string | undefined, before: number): Promise<void> {
  const operationId = OperationId(id);
  const deed: Deed = { kind: 'start', target: { ...SHOP, pipeline: pipeline ?? '' }, variables: {} };
  const { deed: _other, ...common } = aRecord({ operationId, requestedAt: ago(before) });
  const about = pipeline === undefined ? { words: 'statr' } : { deed };
  await world.audit.record({ ...common, ...about, phase: 'requested' });
  await world.audit.record({ ...common, ...about });
}

const lastAnswer = () => world.answers.at(-1)?.answer;
const told = () => {
  const answer = lastAnswer();
  return answer?.kind === 'audit' ? answer.records.map(({ operationId }) => operationId) : answer;
};
const linesOf = (request: OperationRequest) =>
  world.audit.records.filter(({ operationId }) => operationId === request.operationId);

/** A rule that is about the audit alone. */
function auditRule(more: Partial<Rule>): Rule {
  return { number: 1, pipelines: '*', audit: ANYBODY, duringFreeze: [], ...more };
}

beforeEach(() => open());

describe('/pipeline audit', () => {
  it('tells what was asked for in the last seven days, newest first, each request once', async () => {
    await happened('old', 'shop-web', 8 * DAY);
    await happened('first', 'shop-web', 2 * DAY);
    await happened('second', 'etl', DAY);
    const since = ago(7 * DAY);

    await world.perform(typed('audit'));

    expect(told()).toEqual(['second', 'first']);
    expect(lastAnswer()).toMatchObject({ file: 'sent', more: false, since });
  });

  it('sends every line of it as a file to the person alone', async () => {
    await happened('first', 'shop-web', DAY);

    await world.perform(typed('audit shop-web for 2d'));

    expect(world.files).toMatchObject([
      { user: 'U0BEN', name: expect.stringMatching(/^audit-shop-web-since-.*\.csv$/) },
    ]);
    expect(world.files[0]?.content.split('\r\n')).toHaveLength(4);
  });

  it('is about one pipeline when one is named, and about nothing else', async () => {
    await happened('first', 'shop-web', DAY);
    await happened('second', 'etl', DAY);
    await happened('words', undefined, DAY);

    await world.perform(typed('audit shop'));

    expect(told()).toEqual(['first']);
  });

  it('still tells of a pipeline that is gone', async () => {
    await happened('first', 'deleted-long-ago', DAY);

    await world.perform(typed('audit deleted-long-ago'));

    expect(told()).toEqual(['first']);
  });

  it('sends no file when there is nothing', async () => {
    await world.perform(typed('audit'));

    expect(lastAnswer()).toMatchObject({ records: [], file: 'empty' });
    expect(world.files).toEqual([]);
  });

  it('is written down itself, before anything is shown', async () => {
    const question = typed('audit shop-web for 2d');
    const read = { pipeline: 'shop-web', since: ago(2 * DAY) };

    await world.perform(question);

    expect(linesOf(question)).toMatchObject([
      { phase: 'requested', words: 'audit shop-web for 2d', read, rules: [1] },
      { phase: 'ended', read, rules: [1], outcome: { kind: 'performed' } },
    ]);
  });
});

describe('who may read the audit', () => {
  it('is nobody unless a rule says so, and the refusal is written down', async () => {
    const { audit: _nobody, ...rule } = aRule();
    await open(aPolicy({ rules: [rule] }));
    await happened('first', 'shop-web', DAY);
    const question = typed('audit shop-web');

    await world.perform(question);

    expect(lastAnswer()).toMatchObject({ kind: 'refused', refusal: { reason: 'not_allowed', right: 'audit', by: [] } });
    expect(world.files).toEqual([]);
    expect(linesOf(question).at(-1)?.outcome).toMatchObject({ kind: 'refused' });
  });

  it('are those whom the rule names, and others hear who they are', async () => {
    await open(aPolicy({ teams: [aTeam('auditors', 'U0INES')], rules: [auditRule({ audit: { by: ['auditors'] } })] }));
    await happened('first', 'shop-web', DAY);

    await world.perform(typed('audit'));
    expect(lastAnswer()).toMatchObject({ kind: 'refused', refusal: { right: 'audit', by: ['auditors'] } });

    await world.perform(typed('audit', { actor: INES }));
    expect(told()).toContain('first');
  });

  it('see the lines of their pipelines and no others; what led to no pipeline is for those who may see all', async () => {
    const shop = auditRule({ pipelines: 'shop-*', audit: { by: ['shop'] } });
    const all = auditRule({ number: 2, audit: { by: ['auditors'] } });
    const teams = [aTeam('shop', 'U0BEN'), aTeam('auditors', 'U0INES')];
    await open(aPolicy({ teams, rules: [shop, all] }));
    await happened('shop', 'shop-web', 2 * DAY);
    await happened('etl', 'etl', DAY);
    await happened('words', undefined, 3 * DAY);

    await world.perform(typed('audit'));
    expect(told()).toEqual(['shop']);

    await world.perform(typed('audit', { actor: INES }));
    // The first rule about shop-web decides there. Ben's question, which is about no pipeline, is there too.
    expect(told()).toEqual([expect.stringMatching(/^read/), 'etl', 'words']);
  });

  it('are no guests', async () => {
    const question = typed('audit', { actor: { userId: UserId('U0GIL') } });

    await world.perform(question);

    expect(lastAnswer()).toMatchObject({ kind: 'refused', refusal: { reason: 'guest' } });
    expect(linesOf(question)).toMatchObject([{ phase: 'requested' }, { phase: 'ended', outcome: { kind: 'refused' } }]);
  });
});

it('a request without an end is told as one', async () => {
  await world.audit.record(aRequested({ operationId: OperationId('died'), requestedAt: ago(MINUTE) }));

  await world.perform(typed('audit'));

  const answer = lastAnswer();
  expect(answer?.kind === 'audit' && answer.records).toMatchObject([{ operationId: 'died', phase: 'requested' }]);
});
