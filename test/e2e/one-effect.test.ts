import { describe, expect, it } from 'vitest';
import { OTHER_TEAM_ID } from '../../src/sandbox/people.ts';
import { messagesSeenBy } from '../support/look.ts';
import { buttonValue, canDecide, chosen, type Seen, typed, wordsOfAll } from '../support/seen.ts';
import { inStory } from '../support/story.ts';

const story = inStory();

const APPROVE = 'approval:approve';

/** How often CodePipeline was asked to take a decision meanwhile. */
const decisionsDuring = (work: () => Promise<unknown>) => story.callsDuring('PutApprovalResult', work);

describe('one approval, several clicks', () => {
  it('a double click is one decision', async () => {
    const train = await story.waiting('double-click');

    const decisions = await decisionsDuring(async () => {
      const twice = [1, 2].map(() => story.press('U0BEN', train.approval, APPROVE));
      await Promise.all(twice);
      await story.cardSays(train, /succeeded/);
    });

    expect(decisions).toBe(1);
    const lines = (await story.messages(train)).filter(({ words }) => words.includes('Ben Okafor approved Gate/Go'));
    expect(lines).toHaveLength(1);
  });

  it('of two people at once one decides, the other hears who did', async () => {
    const train = await story.waiting('two-people');
    const users = ['U0BEN', 'U0INES'];
    let told: Seen[][] = [];

    const decisions = await decisionsDuring(async () => {
      told = await story.eachToldPrivately(users, () =>
        Promise.all(users.map((user) => story.press(user, train.approval, APPROVE))),
      );
      await story.cardSays(train, /succeeded/);
    });

    expect(decisions).toBe(1);
    const approval = await story.approvalSays(train, /Approved by (Ben Okafor|Ines Duarte)/);
    const benWon = approval.words.includes('Ben Okafor');
    const [toWinner = [], toLoser = []] = benWon ? told : told.toReversed();
    expect(toWinner).toEqual([]);
    expect(wordsOfAll(toLoser)).toMatch(benWon ? /Already approved by Ben Okafor/ : /Already approved by Ines Duarte/);
    expect(canDecide(approval)).toBe(false);
  });
});

describe('somebody without the right', () => {
  it.each([
    ['a guest', 'U0GIL', /Guests cannot do that/],
    ['somebody of a partner company', 'U0ODA', /Only members of this workspace|another workspace/],
  ])('%s is refused in private, and the approval still waits', async (_who, user, words) => {
    const name = `refused-${user.toLowerCase()}`;
    const train = await story.waiting(name);

    const decisions = await decisionsDuring(async () => {
      const told = await story.toldPrivately(user, () => story.press(user, train.approval, APPROVE));
      expect(wordsOfAll(told)).toMatch(words);
    });

    expect(decisions).toBe(0);
    expect((await story.stage(name, 'Gate')).latestExecution?.status).toBe('InProgress');
    expect(canDecide(await story.approval(train))).toBe(true);
    const dana = await messagesSeenBy(story.sandbox().slack, 'U0DANA');
    expect(dana.filter(({ text }) => words.test(text))).toEqual([]);
  });

  it('a request that is signed but of another workspace does nothing at all', async () => {
    const train = await story.waiting('other-workspace');
    const value = buttonValue(train.approval, APPROVE);

    const decisions = await decisionsDuring(async () => {
      const click = { user: 'U0ODA', team: OTHER_TEAM_ID, ts: train.approval.ts, action_id: APPROVE, value };
      expect((await story.pressOld(click)).status).toBe(200);
      await story.quiet();
    });

    expect(decisions).toBe(0);
    expect(canDecide(await story.approval(train))).toBe(true);
  });
});

describe('other buttons that are out of date', () => {
  it('Retry of an attempt that has been retried already does not retry again', async () => {
    const train = await story.broken('old-retry');
    const value = buttonValue(train.failure, 'failure:retry');
    await story.press('U0BEN', train.failure, 'failure:retry');
    await story.cardSays(train, /succeeded/);

    const retries = await story.callsDuring('RetryStageExecution', async () => {
      const told = await story.toldPrivately('U0LEE', () =>
        story.pressOld({ user: 'U0LEE', ts: train.failure.ts, action_id: 'failure:retry', value }),
      );
      expect(wordsOfAll(told)).toMatch(/earlier attempt|cannot retry/);
    });

    expect(retries).toBe(0);
  });

  it('two people who press Retry at once are one retry', async () => {
    const train = await story.broken('double-retry');

    const retries = await story.callsDuring('RetryStageExecution', async () => {
      await Promise.all(['U0BEN', 'U0INES'].map((user) => story.press(user, train.failure, 'failure:retry')));
      await story.cardSays(train, /succeeded/);
    });

    expect(retries).toBe(1);
  });

  it('a Stop form that is sent off after the end stops nothing and says so', async () => {
    const train = await story.waiting('late-stop');
    const { view } = await story.press('U0BEN', await story.card(train), 'execution:stop');
    await story.press('U0INES', train.approval, APPROVE);
    await story.cardSays(train, /succeeded/);

    const told = await story.toldPrivately('U0BEN', () =>
      story.submit('U0BEN', view, { ...chosen('how', 'abandon'), ...typed('reason', '') }),
    );

    expect(wordsOfAll(told)).toMatch(/not running any more/);
    expect(await story.executionStatus(train)).toBe('Succeeded');
  });

  it('a Stop form of an execution that a newer one superseded stops nothing, and its card says what happened', async () => {
    const { pipeline } = await story.waiting('superseded-stop');
    const push = async () => ({ pipeline, ...(await story.sandbox().control.commit({ pipeline, author: 'lee' })) });
    const second = await push();
    await story.cardSays(second, /✓\sBuild/);
    const { view } = await story.press('U0BEN', await story.card(second), 'execution:stop');
    const third = await push();
    const card = await story.cardSays(second, /superseded before Gate/);
    expect(card.buttons.map(({ action_id }) => action_id)).toEqual(['card:menu']);

    const told = await story.toldPrivately('U0BEN', () =>
      story.submit('U0BEN', view, { ...chosen('how', 'abandon'), ...typed('reason', '') }),
    );

    expect(wordsOfAll(told)).toMatch(/not running any more/);
    expect(await story.executionStatus(second)).toBe('Superseded');
    expect(await story.executionStatus(third)).toBe('InProgress');
  });
});
