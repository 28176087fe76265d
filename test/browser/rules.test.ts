import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import { inProject } from '../support/packaged.ts';

const { workspace } = inBrowser({ policy: inProject('test/fixtures/policies/in-browser.yml') });

/** Pushes to the infrastructure pipeline and waits for its approval, which two of three reviewers give. */
async function pushed() {
  const { push, see, messages } = workspace();
  const commit = await push('network-infra', 'good');
  const approval = await see(messages('Apply/Review', 'is waiting for approval', commit));
  return { commit, approval };
}

const approveIn = (message: Locator) => message.getByRole('button', { name: /^Approve / });

/** Presses Approve and says yes when asked back. */
async function approve(message: Locator): Promise<void> {
  await approveIn(message).click();
  const asked = workspace().modal('Approve?');
  await asked.getByRole('button', { name: 'Approve', exact: true }).click();
  await asked.waitFor({ state: 'detached' });
}

function openGeneral(): Promise<void> {
  const { page } = workspace();
  return page
    .getByRole('link', { name: /general/ })
    .or(page.getByRole('button', { name: /general/ }))
    .first()
    .click();
}

describe('an approval by two of three', () => {
  it('asks back, counts, tells who is still needed, and is given by the second', async () => {
    const { see, messages, switchTo, modal } = workspace();
    const { commit, approval } = await pushed();
    await see(messages('2 of', 'Ben Okafor', 'Ines Duarte', 'Lee Chen', commit));

    await switchTo('Ben Okafor');
    await approveIn(approval).click();
    const asked = modal('Approve?');
    expect(await asked.textContent()).toMatch(/Approve network-infra [0-9a-f]{8} to/);
    await asked.getByRole('button', { name: 'Cancel', exact: true }).last().click();
    await approve(approval);
    await see(messages('Apply/Review', '1 approved (Ben Okafor)', commit));
    await approve(approval);
    await see(messages('Only visible to you', 'You approved this already: 1 of 2'));

    await switchTo('Ines Duarte');
    await approve(approval);

    await see(messages('Apply/Review', 'Approved by Ben Okafor and Ines Duarte', commit));
  });

  it('is refused to somebody who is not one of them, where nobody else sees it', async () => {
    const { see, messages, switchTo } = workspace();
    const { commit, approval } = await pushed();

    await approve(approval);
    await see(messages('Only visible to you', 'Only reviewers can approve or reject it'));

    await switchTo('Lee Chen');
    expect(await messages('Only reviewers can approve').count()).toBe(0);
    await approve(approval);
    await switchTo('Ben Okafor');
    await approve(approval);
    await see(messages('Apply/Review', 'Approved by Lee Chen and Ben Okafor', commit));
  });

  it('can be gone past by those whom the rule lets, with a reason that everybody reads', async () => {
    const { page, see, messages, switchTo, modal } = workspace();
    const { commit, approval } = await pushed();

    await switchTo('Lee Chen');
    await approval.getByRole('button', { name: /^More actions/ }).click();
    await page.getByRole('menuitem', { name: 'Break glass…' }).click();
    const form = modal('Break glass');
    await form.getByLabel('Why?').fill('Production is down');
    await form.getByRole('button', { name: 'Break glass', exact: true }).click();
    await form.waitFor({ state: 'detached' });

    await see(messages('Apply/Review', 'Approved by Lee Chen', 'break-glass', 'Production is down', commit));
    await see(messages('Lee Chen approved', 'past the rule (break-glass)'));
  });

  it('is only announced in the other channel: there is nothing to press', async () => {
    const { see, messages } = workspace();
    const { commit } = await pushed();

    await openGeneral();
    const notice = await see(messages('Apply/Review', 'Only announced here', commit));

    expect(await notice.getByRole('button', { name: /Approve|Reject/ }).count()).toBe(0);
  });
});

describe('one’s own change', () => {
  it('is refused to its author, and approved by somebody else', async () => {
    const { see, messages, switchTo } = workspace();
    // Dana's, pushed by the demo itself at the start.
    const change = 'Fix the cart total';
    const approval = await see(messages('is waiting for approval', 'not an author', change));

    await approveIn(approval).click();
    await see(messages('Only visible to you', 'You are an author of this change'));

    await switchTo('Ben Okafor');
    await approveIn(approval).click();
    await see(messages('Approved by Ben Okafor', change));
  });
});

describe('a channel that subscribes', () => {
  it('hears of a pipeline from then on', async () => {
    const { page, see, messages, push } = workspace();
    await openGeneral();
    const box = page.getByRole('textbox', { name: /^Command in/ });

    await box.fill('/pipeline subscribe shop-web progress');
    await box.press('Enter');
    await see(messages('Dana Reyes subscribed', 'progress of shop-web'));
    const commit = await push('shop-web', 'good');

    await see(messages('shop-web', commit));
  });
});
