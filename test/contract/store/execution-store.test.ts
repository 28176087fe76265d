import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Claim, Executions } from '../../../src/app/ports.ts';
import { createExecutionStore } from '../../../src/aws/execution-store.ts';
import { type Decision, votesOn } from '../../../src/domain/execution.ts';
import type { Fact } from '../../../src/domain/execution-event.ts';
import {
  ChannelId,
  ExecutionId,
  type ExecutionRef,
  MessageTs,
  OperationId,
  RunKey,
  UserId,
} from '../../../src/domain/ids.ts';
import type { Looker } from '../../../src/domain/looker.ts';
import { action, anEvent, at, pipeline, SHOP, stage } from '../../support/builders.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { createMemoryExecutions } from '../../support/memory-executions.ts';

const NOW = Date.parse(at(0));
const CARD = 'card@C0DEPLOYS';
let local: Awaited<ReturnType<typeof startLocalTable>>;
let serial = 0;
/** ms that have passed since */
let later = 0;

beforeAll(async () => {
  local = await startLocalTable(() => NOW + later);
});
afterAll(() => local.stop());

const claimOf = (more: Partial<Claim> = {}): Claim => ({
  slot: CARD,
  fresh: true,
  id: 'message-1',
  owner: 'owner-1',
  now: NOW,
  leaseUntil: NOW + 40_000,
  urgent: false,
  dueAt: NOW + 41_000,
  ...more,
});
const decisionOf = (operationId: string): Decision => ({
  operationId: OperationId(operationId),
  verdict: 'approved',
  by: UserId('U0BEN'),
  byName: 'Ben Okafor',
  at: at(5),
});

describe.each([
  ['memory', () => createMemoryExecutions(() => NOW + later)],
  ['DynamoDB', () => createExecutionStore(local.table)],
] as const)('execution store: %s', (_name, create) => {
  let store: Executions;
  let ref: ExecutionRef;
  const ours = <E extends { execution: ExecutionRef }>(event: E): E => ({ ...event, execution: ref });

  const known = () => store.observe(ours(pipeline('running', 0)), NOW);

  beforeEach(() => {
    later = 0;
    store = create();
    ref = { ...SHOP, executionId: ExecutionId(`execution-${++serial}`) };
  });

  it('takes an event in and counts the version', async () => {
    const { changed, stored } = await store.observe(ours(pipeline('running', 0)), NOW + 45_000);

    expect(changed).toBe(true);
    expect(stored).toMatchObject({
      version: 1,
      dueAt: NOW + 45_000,
      execution: { ref, latest: { 'pipeline#1': { state: 'running' } } },
    });
  });

  it('changes nothing for a repeat or a latecomer', async () => {
    await store.observe(ours(pipeline('succeeded', 60)), NOW);

    const { changed, stored } = await store.observe(ours(pipeline('running', 0)), NOW);

    expect(changed).toBe(false);
    expect(stored).toMatchObject({ version: 1, execution: { latest: { 'pipeline#1': { state: 'succeeded' } } } });
  });

  it('keeps the facts of a latecomer', async () => {
    await store.observe(ours(pipeline('succeeded', 60)), NOW);
    const late = ours(pipeline('running', 0, 1, [{ kind: 'trigger', attempt: 1, value: { type: 'Webhook' } }]));

    const { changed, stored } = await store.observe(late, NOW);

    expect(changed).toBe(true);
    expect(stored.execution.facts['trigger#1']).toEqual({ kind: 'trigger', attempt: 1, value: { type: 'Webhook' } });
    expect(stored.execution.latest['pipeline#1']?.state).toBe('succeeded');
  });

  it('goes by time where old events share one subject for all runs', async () => {
    const old = (state: 'running' | 'failed', seconds: number) =>
      ours(anEvent({ kind: 'action', stage: 'Build', action: 'Compile', runId: '' }, state, seconds));
    await store.observe(old('failed', 10), NOW);

    expect((await store.observe(old('running', 90), NOW)).changed).toBe(true);
    expect((await store.observe(old('failed', 10), NOW)).changed).toBe(false);
  });

  it('goes on with stages, approvals and failures when an execution has become too large for one item', async () => {
    const error = { code: 'JobFailed', text: '失敗'.repeat(250) };
    const run = (index: number, state: 'running' | 'failed') =>
      ours(action('Build', `Step${index}`, state, index, `run-${index}`, state === 'failed' ? { error } : {}));
    for (let index = 0; index < 210; index++) await store.observe(run(index, 'failed'), NOW);

    expect((await store.observe(run(900, 'running'), NOW)).changed).toBe(false);
    expect((await store.observe(run(901, 'failed'), NOW)).changed).toBe(true);
    expect((await store.observe(run(901, 'failed'), NOW)).changed).toBe(false);
    await store.observe(ours(pipeline('failed', 902)), NOW);

    const stored = await store.get(ref);
    expect(stored?.execution.stagesOnly).toBe(true);
    const latest = stored?.execution.latest ?? {};
    expect(latest['action:Build/Step0#run-0']?.error).toEqual(error);
    expect(latest['action:Build/Step900#run-900']).toBeUndefined();
    expect(latest['action:Build/Step901#run-901']).toMatchObject({ state: 'failed', error: { code: 'JobFailed' } });
    expect(latest['action:Build/Step901#run-901']?.error?.text).toBeUndefined();
    expect(latest['pipeline#1']?.state).toBe('failed');
  });

  it('goes by time where old events share one subject for all attempts of a stage or of the pipeline', async () => {
    const subjects = [{ kind: 'pipeline', attempt: 1 } as const, { kind: 'stage', stage: 'Build', begun: '' } as const];
    for (const subject of subjects) {
      const old = (state: 'running' | 'failed', seconds: number) => ({
        ...ours(anEvent(subject, state, seconds)),
        unnumbered: true as const,
      });
      await store.observe(old('failed', 10), NOW);

      expect((await store.observe(old('running', 10), NOW)).changed).toBe(false);
      expect((await store.observe(old('running', 90), NOW)).changed).toBe(true);
      expect((await store.observe(old('failed', 10), NOW)).changed).toBe(false);
      expect((await store.observe(old('failed', 90), NOW)).changed).toBe(true);
    }
  });

  it('goes by rank alone where newer events name no retry, as in the first attempt of a stage', async () => {
    const first = (state: 'running' | 'failed', seconds: number) =>
      ours(anEvent({ kind: 'stage', stage: 'Build', begun: '' }, state, seconds));
    await store.observe(first('failed', 10), NOW);

    expect((await store.observe(first('running', 90), NOW)).changed).toBe(false);
  });

  it('loses nothing when many events come at once', async () => {
    const runs = Array.from({ length: 20 }, (_, index) =>
      action('Build', `Step${index}`, 'running', index, `run-${index}`),
    );

    await Promise.all(runs.map((event) => store.observe(ours(event), NOW)));

    const stored = await store.get(ref);
    expect(stored?.version).toBe(20);
    expect(Object.keys(stored?.execution.latest ?? {})).toHaveLength(20);
  });

  it('gives a message to one of many who want to draw it', async () => {
    await known();
    const claims = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => store.claim(ref, claimOf({ owner }))));

    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  it('gives a message to the next one when the lease is over', async () => {
    await known();
    await store.claim(ref, claimOf());

    expect(await store.claim(ref, claimOf({ fresh: false, owner: 'owner-2', now: NOW + 39_000 }))).toBeUndefined();
    const later = await store.claim(
      ref,
      claimOf({ fresh: false, owner: 'owner-2', now: NOW + 40_001, leaseUntil: NOW + 80_000 }),
    );
    expect(later?.messages[CARD]).toMatchObject({ id: 'message-1', owner: 'owner-2' });
  });

  it('lets something urgent take over in the quiet time, and only then', async () => {
    await known();
    await store.claim(ref, claimOf({ quietUntil: NOW + 1_000 }));

    expect(
      await store.claim(ref, claimOf({ fresh: false, owner: 'urgent', urgent: true, now: NOW + 800 })),
    ).toBeUndefined();
    expect(await store.claim(ref, claimOf({ fresh: false, owner: 'calm', now: NOW + 100 }))).toBeUndefined();
    expect(
      await store.claim(ref, claimOf({ fresh: false, owner: 'urgent', urgent: true, now: NOW + 100 })),
    ).toBeDefined();
  });

  it('is released with what Slack shows', async () => {
    await store.observe(ours(pipeline('running', 0)), NOW);
    await store.claim(ref, claimOf());

    const released = await store.release(ref, {
      slot: CARD,
      owner: 'owner-1',
      drawn: 1,
      result: { ts: MessageTs('1.2'), shown: 'abc', notBefore: undefined },
      dueAt: undefined,
    });

    expect(released).toBe('released');
    const stored = await store.get(ref);
    expect(stored?.messages[CARD]).toEqual({ id: 'message-1', at: at(0), ts: '1.2', shown: 'abc' });
    expect(stored?.dueAt).toBeUndefined();
  });

  it('is not released when a newer version came meanwhile: its holder draws again', async () => {
    await known();
    await store.claim(ref, claimOf());
    await store.observe(ours(pipeline('succeeded', 9)), NOW);

    const release = { slot: CARD, owner: 'owner-1', drawn: 1, result: { ts: MessageTs('1.2') }, dueAt: undefined };

    expect(await store.release(ref, release)).toBe('moved');
    expect((await store.get(ref))?.messages[CARD]?.owner).toBe('owner-1');
  });

  it('cannot be released by somebody who lost the lease', async () => {
    await known();
    await store.claim(ref, claimOf());
    await store.claim(ref, claimOf({ fresh: false, owner: 'owner-2', now: NOW + 40_001 }));

    expect(
      await store.release(ref, { slot: CARD, owner: 'owner-1', drawn: undefined, result: {}, dueAt: undefined }),
    ).toBe('lost');
  });

  it('takes one decision on a run, whoever comes at once', async () => {
    const run = RunKey('0123456789abcdef');

    const answers = await Promise.all(['op-1', 'op-2', 'op-3'].map((id) => store.decide(ref, run, decisionOf(id))));

    expect(new Set(answers.map(({ stands }) => stands.operationId)).size).toBe(1);
  });

  it('settles a decision, or withdraws it when CodePipeline was certainly not told; only its own', async () => {
    const run = RunKey('0123456789abcdef');
    await store.decide(ref, run, decisionOf('op-1'));

    await store.settleDecision(ref, run, OperationId('op-2'), undefined);
    expect(
      (await store.settleDecision(ref, run, OperationId('op-1'), 'recorded')).execution.decisions[run]?.outcome,
    ).toBe('recorded');
    expect(
      (await store.settleDecision(ref, run, OperationId('op-1'), undefined)).execution.decisions[run],
    ).toBeUndefined();
  });

  it('keeps the newest vote of each person until the run is decided', async () => {
    const run = RunKey('0123456789abcdef');
    const { outcome: _outcome, ...vote } = decisionOf('op-1');
    await store.vote(ref, run, { ...vote, verdict: 'rejected' });
    await store.vote(ref, run, { ...vote, operationId: OperationId('op-2') });
    await store.vote(ref, run, { ...vote, operationId: OperationId('op-3'), by: UserId('U0LEE') });
    await store.decide(ref, run, decisionOf('op-3'));

    const late = await store.vote(ref, run, { ...vote, operationId: OperationId('op-4'), verdict: 'rejected' });

    const said = votesOn(late.execution, run).map(({ by, operationId, verdict }) => [by, operationId, verdict]);
    expect(said.sort()).toEqual([
      [vote.by, 'op-2', 'approved'],
      ['U0LEE', 'op-3', 'approved'],
    ]);
  });

  it('takes no decision by a vote that was changed while it was counted', async () => {
    const run = RunKey('0123456789abcdef');
    const { outcome: _outcome, ...counted } = decisionOf('op-1');
    await store.vote(ref, run, counted);
    await store.vote(ref, run, { ...counted, operationId: OperationId('op-2'), verdict: 'rejected' });

    await expect(store.decide(ref, run, { ...counted, votes: [counted] })).rejects.toThrow(/taken back/);
  });

  it('takes a decision back with the vote that made it, and nobody else’s; only its own', async () => {
    const run = RunKey('0123456789abcdef');
    const decision = decisionOf('op-1');
    const { outcome: _outcome, ...vote } = decision;
    await store.vote(ref, run, vote);
    await store.vote(ref, run, { ...vote, operationId: OperationId('op-2'), by: UserId('U0LEE') });
    await store.decide(ref, run, decision);

    const kept = await store.withdraw(ref, run, decisionOf('op-9'));
    expect(kept.execution.decisions[run]?.operationId).toBe('op-1');
    const { execution } = await store.withdraw(ref, run, decision);

    expect(execution.decisions[run]).toBeUndefined();
    expect(votesOn(execution, run).map(({ by }) => by)).toEqual(['U0LEE']);
  });

  it('tells a deed once', async () => {
    const target = { ...ref, run: 'a1' };
    const line = {
      operationId: OperationId('op-1'),
      deed: { kind: 'stop' as const, target, abandon: false, reason: 'wrong branch' },
      ended: 'performed' as const,
      byName: 'Ines Duarte',
      at: at(9),
    };
    await store.addLine(ref, line);

    const again = await store.addLine(ref, { ...line, byName: 'Somebody else' });

    expect(again.version).toBe(1);
    expect(again.execution.lines[OperationId('op-1')]).toEqual(line);
  });

  it('notes who looks only as long as nobody else has since it was seen', async () => {
    await known();
    const looker = (who: string): Looker => ({
      operationId: OperationId(`press-of-${who}`),
      by: UserId(who),
      byName: who,
      at: at(5),
    });
    const [ben, ines] = [looker('U0BEN'), looker('U0INES')];

    expect((await store.look(ref, 'approval#run', ben, undefined))?.execution.lookers).toEqual({ 'approval#run': ben });
    expect(await store.look(ref, 'approval#run', ines, undefined)).toBeUndefined();
    expect((await store.look(ref, 'approval#run', ines, ben))?.execution.lookers).toEqual({ 'approval#run': ines });
    expect(await store.look(ref, 'approval#run', { ...ben, left: true }, ben)).toBeUndefined();
  });

  it('keeps what was read or fell due as it was first noted, and nobody asks CodePipeline sooner for that', async () => {
    await known();
    const { changedAt, version } = await store.noteRead(ref, 'read');
    later = 60_000;
    const remind = (more: number): Fact => ({
      kind: 'reminder',
      run: RunKey('run'),
      value: { afterMs: 3_600_000, lastCall: false, asks: [UserId('U0BEN')], more },
    });
    const answered: Fact = { kind: 'answered', run: RunKey('run'), value: { by: 'ines', outsideRule: true } };

    await store.addFacts(ref, [remind(0)]);
    const stored = await store.addFacts(ref, [remind(1), answered]);

    expect(Object.values(stored.execution.facts)).toEqual([remind(0), answered]);
    expect([stored.changedAt, stored.version]).toEqual([changedAt, version + 2]);
  });

  it('knows since when nothing has confirmed what it took in', async () => {
    await known();
    expect((await store.observe(ours(stage('Build', 'running', 1)), NOW)).stored.unreadSince).toBe(NOW);
    const read = await store.noteRead(ref, 'read');
    expect(read).toMatchObject({ readAt: NOW });
    expect(read.unreadSince).toBeUndefined();
  });

  it('knows which ways were closed when it was last compared, and counts a version only when that changed', async () => {
    await known();
    const { version } = await store.noteRead(ref, 'read');
    const closed = [{ stage: 'Prod', reason: 'freeze 1a2b3c4d until …' }];

    expect(await store.noteRead(ref, 'read', closed)).toMatchObject({ version: version + 1, execution: { closed } });
    expect(await store.noteRead(ref, 'read')).toMatchObject({ version: version + 1, execution: { closed } });
    const opened = await store.noteRead(ref, 'read', []);
    expect(opened.version).toBe(version + 2);
    expect(opened.execution.closed).toBeUndefined();
  });

  it('notes once which executions have no card, and which of them somebody asked for', async () => {
    const other = { ...SHOP, executionId: ExecutionId(`execution-${++serial}`) };
    await store.observe({ ...pipeline('running', 0), execution: other }, NOW);
    const claimed = claimOf();
    await store.claim(other, claimed);
    const result = { onDemand: 'unasked' as const };
    await store.release(other, { slot: CARD, owner: claimed.owner, drawn: undefined, result, dueAt: undefined });
    const uncarded = { channel: ChannelId('C0DEPLOYS'), execution: other };

    await store.addUncarded(ref, uncarded);
    const told = await store.addUncarded(ref, uncarded);
    expect(told.version).toBe(1);
    expect(Object.values(told.execution.uncarded)).toEqual([uncarded]);

    await store.askForCard(ref, uncarded);
    await store.askForCard(ref, uncarded);
    expect(Object.values((await store.get(ref))?.execution.uncarded ?? {})).toEqual([{ ...uncarded, asked: true }]);
    expect((await store.get(other))?.messages[CARD]?.onDemand).toBe('asked');
    expect(await store.due(NOW, 100)).toContainEqual(other);
  });

  it('asks for no card that is there', async () => {
    await known();
    await store.claim(ref, claimOf());

    await store.askForCard(ref, { channel: ChannelId('C0DEPLOYS'), execution: ref });

    expect((await store.get(ref))?.messages[CARD]?.onDemand).toBeUndefined();
  });

  it('lists what is due, soonest first, and lets go of it only when nothing came meanwhile', async () => {
    const other = { ...SHOP, executionId: ExecutionId(`execution-${++serial}`) };
    await store.observe({ ...pipeline('running', 0), execution: other }, 2);
    await store.observe(ours(pipeline('running', 0)), 1);

    expect(await store.due(2, 10)).toEqual([ref, other]);
    await store.setDue(ref, undefined, 999);
    expect(await store.due(1, 10)).toEqual([ref]);
    await store.setDue(ref, undefined, 1);
    await store.setDue(other, undefined, 2);
    expect(await store.due(2, 10)).toEqual([]);
  });
});
