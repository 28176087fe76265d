import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Drafts } from '../../../src/app/definition-ports.ts';
import { createDraftStore } from '../../../src/aws/draft-store.ts';
import type { DraftDecision } from '../../../src/domain/draft.ts';
import { ChannelId, MessageTs, OperationId, UserId } from '../../../src/domain/ids.ts';
import type { Vote } from '../../../src/domain/votes.ts';
import { at } from '../../support/builders.ts';
import { aDefinition } from '../../support/definitions.ts';
import { startLocalTable } from '../../support/local-table.ts';
import { aStoredDraft } from '../../unit/slack/support/answers.ts';

const HOUR = 3_600_000;

let now = Date.parse(at(0));
let serial = 0;
let local: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => {
  local = await startLocalTable(() => now);
});
afterAll(() => local.stop());

const vote = (by: string, operationId: string, verdict: Vote['verdict'] = 'approved'): Vote => ({
  operationId: OperationId(operationId),
  verdict,
  by: UserId(by),
  byName: by,
  at: at(1),
});
const decision = (operationId: string, ...votes: Vote[]): DraftDecision => ({
  operationId: OperationId(operationId),
  verdict: 'approved',
  byName: 'Ben Okafor',
  at: at(2),
  votes,
});

describe('drafts', () => {
  let drafts: Drafts;
  let stored: ReturnType<typeof aStoredDraft>;
  let target: Parameters<Drafts['get']>[0];

  beforeEach(async () => {
    now = Date.parse(at(0));
    drafts = createDraftStore(local.table);
    stored = aStoredDraft({ id: `draft-${++serial}` }, { definition: aDefinition() });
    target = { ...stored.draft.ref, draft: stored.draft.id };
    await drafts.keep(stored);
  });

  it('are kept as they were drawn up, for a day after the last word', async () => {
    expect(await drafts.get(target)).toEqual(stored);
    now += 20 * HOUR;
    await drafts.vote(target, vote('U0BEN', 'a'));
    now += 20 * HOUR;
    expect((await drafts.get(target))?.votes).toEqual([vote('U0BEN', 'a')]);
    now += 5 * HOUR;
    expect(await drafts.get(target)).toBeUndefined();
  });

  it('are not drawn up anew over what was said', async () => {
    await drafts.vote(target, vote('U0BEN', 'a'));
    await drafts.keep(stored);

    expect((await drafts.get(target))?.votes).toHaveLength(1);
  });

  it('hold the last word of each person, until they are decided', async () => {
    await drafts.vote(target, vote('U0BEN', 'a'));
    await drafts.vote(target, vote('U0BEN', 'b', 'rejected'));
    const decided = await drafts.decide(target, decision('c', vote('U0BEN', 'b', 'rejected')));
    await drafts.vote(target, vote('U0INES', 'd'));

    expect(decided?.decision?.operationId).toBe('c');
    expect((await drafts.get(target))?.votes).toEqual([vote('U0BEN', 'b', 'rejected')]);
  });

  it('are decided once, and not by a word that was changed meanwhile', async () => {
    await drafts.vote(target, vote('U0BEN', 'a'));
    expect((await drafts.decide(target, decision('x', vote('U0BEN', 'other'))))?.decision).toBeUndefined();
    await drafts.decide(target, decision('first', vote('U0BEN', 'a')));
    const second = await drafts.decide(target, decision('second', vote('U0BEN', 'a')));

    expect(second?.decision?.operationId).toBe('first');
  });

  it('tell which version they became, and who made it', async () => {
    await drafts.decide(target, decision('a'));
    await drafts.settle(target, OperationId('a'), { kind: 'done', version: 4_000 + serial });

    expect(await drafts.madeBy(target, 4_000 + serial)).toBe('Dana Reyes');
    expect(await drafts.madeBy(target, 1)).toBeUndefined();
  });

  it('are open again when nothing came of the decision', async () => {
    await drafts.decide(target, decision('a'));
    await drafts.settle(target, OperationId('b'), undefined);
    expect((await drafts.get(target))?.decision?.operationId).toBe('a');
    await drafts.settle(target, OperationId('a'), undefined);

    expect((await drafts.get(target))?.decision).toBeUndefined();
  });

  it('remember where they are told', async () => {
    await drafts.noteMessage(target, ChannelId('C0DEPLOYS'), MessageTs('1.2'));

    expect([...(await drafts.messages(target))]).toEqual([['C0DEPLOYS', '1.2']]);
  });
});
