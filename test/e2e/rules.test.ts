import { describe, expect, it } from 'vitest';
import { inProject } from '../support/packaged.ts';
import { canDecide, typed, wordsOfAll } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory({ policy: inProject('test/fixtures/policies/by-rule.yml') });

const APPROVE = 'approval:approve';
const REJECT = 'approval:reject';
type Waiting = Awaited<ReturnType<typeof story.waiting>>;

async function reject(user: string, { approval }: Waiting, why: string): Promise<void> {
  const { view } = await story.press(user, approval, REJECT);
  await story.submit(user, view, typed('comment', why));
}

/** What somebody is told in private when they press Approve, and nothing comes of it. */
async function refusedTo(user: string, train: Waiting): Promise<string> {
  let told = '';
  const decisions = await story.callsDuring('PutApprovalResult', async () => {
    told = wordsOfAll(await story.toldPrivately(user, () => story.press(user, train.approval, APPROVE)));
  });
  expect(decisions).toBe(0);
  return told;
}

const summaryOf = async ({ pipeline }: Train) =>
  (await story.stage(pipeline, 'Gate')).actionStates?.[0]?.latestExecution?.summary ?? '';

describe('an approval by two of three', () => {
  it('says who can, counts one, goes on with the second, and names both to CodePipeline', async () => {
    const train = await story.waiting('two-of-three');
    expect(train.approval.words).toContain('2 of <@U0BEN> <@U0INES> <@U0LEE>');

    await story.press('U0BEN', train.approval, APPROVE);
    await story.approvalSays(train, /1 approved \(Ben Okafor\)/);
    expect(canDecide(await story.approval(train))).toBe(true);
    await story.press('U0INES', train.approval, APPROVE);

    await story.approvalSays(train, /Approved by Ben Okafor and Ines Duarte/);
    await story.cardSays(train, /succeeded/);
    expect(await summaryOf(train)).toMatch(/^Ben Okafor \(U0BEN\), Ines Duarte \(U0INES\) via Slack, op/);
    const thread = (await story.messages(train)).map(({ words }) => words).join('\n');
    expect(thread).toMatch(/Ben Okafor approved Gate\/Go of \*two-of-three\* \(1 of 2\)/);
  });

  it('does not count one person twice, and says so', async () => {
    const train = await story.waiting('two-by-one');
    await story.press('U0BEN', train.approval, APPROVE);
    await story.approvalSays(train, /1 approved/);

    expect(await refusedTo('U0BEN', train)).toMatch(/You approved this already: 1 of 2/);
  });

  it('lets somebody change their mind before the end', async () => {
    const train = await story.waiting('veto-changed');
    await reject('U0BEN', train, 'the metrics look odd');
    await story.approvalSays(train, /1 rejected \(Ben Okafor\)/);
    await story.press('U0BEN', train.approval, APPROVE);
    await story.approvalSays(train, /1 approved \(Ben Okafor\)(?!.*rejected)/);

    await story.press('U0LEE', train.approval, APPROVE);

    await story.approvalSays(train, /Approved by Ben Okafor and Lee Chen/);
  });

  it('is rejected by as many as the rule says', async () => {
    const train = await story.waiting('veto-two');
    await reject('U0BEN', train, 'not today');
    expect(canDecide(await story.approvalSays(train, /1 rejected/))).toBe(true);

    await reject('U0INES', train, 'the cart is broken');

    await story.approvalSays(train, /Rejected by Ben Okafor and Ines Duarte.*“not today”.*“the cart is broken”/);
    expect(await story.executionStatus(train)).toBe('Failed');
  });

  it('is refused to somebody who is not one of them', async () => {
    const train = await story.waiting('two-outside');

    expect(await refusedTo('U0DANA', train)).toMatch(/Only \*three\* can approve or reject it/);
  });

  it('begins without votes when it is asked again after a retry', async () => {
    const train = await story.waiting('two-again');
    await story.press('U0BEN', train.approval, APPROVE);
    await story.approvalSays(train, /1 approved/);
    await reject('U0INES', train, 'once more, please');
    await story.cardSays(train, /failed in Gate/);

    await story.type('U0LEE', 'retry two-again Gate');
    const again = await story.until(async () => {
      const found = await story.approval(train);
      return canDecide(found) ? found : undefined;
    }, 'the approval is asked again');
    expect(again.words).not.toMatch(/1 approved/);
    await story.press('U0INES', again, APPROVE);

    expect(canDecide(await story.approvalSays(train, /1 approved \(Ines Duarte\)/))).toBe(true);
  });
});

describe('past the rule', () => {
  it('one of those whom the rule lets do so goes alone, and every channel of the pipeline hears why', async () => {
    const train = await story.waiting('two-fire');

    const { view } = await story.press('U0LEE', train.approval, 'approval:menu', 'glass');
    await story.submit('U0LEE', view, typed('reason', 'production is down'));

    await story.approvalSays(train, /Approved by Lee Chen.*break-glass: “production is down”/);
    expect(await summaryOf(train)).toMatch(/BREAK-GLASS: production is down$/);
    const loud = (await story.messages(train)).find(({ words }) => words.includes('past the rule'));
    expect(loud?.words).toMatch(/Lee Chen approved Gate\/Go of \*two-fire\* past the rule \(break-glass\)/);
  });

  it('nobody else goes', async () => {
    const train = await story.waiting('two-no-fire');

    const told = await story.type('U0BEN', 'approve two-no-fire --break-glass in a hurry');

    expect(wordsOfAll(told)).toMatch(/Only \*fire\* can approve or reject it/);
    expect(canDecide(await story.approval(train))).toBe(true);
  });
});

describe('a user group', () => {
  it('decides as it is when somebody presses: who left it meanwhile cannot, who came can', async () => {
    const train = await story.waiting('group-moves');
    const { control } = story.sandbox();
    await control.userGroup({ usergroup: 'S0RELEASE', users: ['U0INES', 'U0LEE'] });
    await control.advance(61_000);

    expect(await refusedTo('U0BEN', train)).toMatch(/Only \*managers\*/);
    await story.press('U0LEE', train.approval, APPROVE);

    await story.approvalSays(train, /Approved by Lee Chen/);
    await control.userGroup({ usergroup: 'S0RELEASE', users: ['U0BEN', 'U0INES'] });
    await control.advance(61_000);
  });

  it('that Slack does not tell lets nobody decide', async () => {
    const train = await story.waiting('group-unreadable');
    const { control } = story.sandbox();
    await control.userGroup({ usergroup: 'S0RELEASE', disabled: true });
    await control.advance(61_000);

    expect(await refusedTo('U0BEN', train)).toMatch(/Slack did not say who is in \*managers\*/);

    await control.userGroup({ usergroup: 'S0RELEASE', disabled: false });
    await control.advance(61_000);
    await story.press('U0BEN', train.approval, APPROVE);
    await story.approvalSays(train, /Approved by Ben Okafor/);
  });
});

describe('a channel where it is only announced', () => {
  it('shows everything and offers nothing, and words do nothing either', async () => {
    const train = await story.create('board-only');
    const approval = await story.approvalSays(train, /waiting for approval/);
    expect(approval.buttons).toEqual([]);

    const told = await story.type('U0BEN', 'approve board-only');

    expect(wordsOfAll(told)).toMatch(/only announced/);
    expect(await story.executionStatus(train)).toBe('InProgress');
  });
});

describe('words where the rule asks for more than one word', () => {
  it('show the approval instead of deciding it', async () => {
    const train = await story.waiting('two-typed');

    const decisions = await story.callsDuring('PutApprovalResult', async () => {
      const told = await story.type('U0BEN', 'approve two-typed');
      expect(wordsOfAll(told)).toMatch(/Gate\/Go/);
    });

    expect(decisions).toBe(0);
    expect(canDecide(await story.approval(train))).toBe(true);
  });

  it('a button asks back first', async () => {
    const { approval } = await story.waiting('confirm-first');

    expect(JSON.stringify(approval.blocks)).toMatch(/"confirm":\{"title".*Approve confirm-first [0-9a-f]{8} to Prod\?/);
  });
});
