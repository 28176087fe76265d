import { PutApprovalResultCommand, StartPipelineExecutionCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { inProject } from '../support/packaged.ts';
import { canDecide, type Seen, typed, wordsOfAll } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

/** `own-*`: anybody but its author, one more where an author is not known. `strict-*`: refused then. `starter-*`: only the known count. */
const story = inStory({ policy: inProject('test/fixtures/policies/by-rule.yml') });

const APPROVE = 'approval:approve';
/** Nobody of the workspace has this address. */
const STRANGER = { name: 'Sam Hill', email: 'sam@elsewhere.example', login: 'sam-h' };
type Waiting = Train & { approval: Seen };

/** A pipeline whose first execution has shipped, so that only what came since counts. */
async function shipped(name: string): Promise<void> {
  const first = await story.waiting(name);
  for (const user of ['U0BEN', 'U0INES', 'U0LEE']) {
    if ((await story.executionStatus(first)) === 'Succeeded') break;
    await story.press(user, await story.approval(first), APPROVE);
    await story.quiet();
  }
  await story.cardSays(first, /succeeded/);
}

async function waitingFor(train: Train): Promise<Waiting> {
  const approval = await story.until(async () => {
    const found = await story.approval(train).catch(() => undefined);
    return found && canDecide(found) ? found : undefined;
  }, `the approval of ${train.pipeline} can be decided`);
  return { ...train, approval };
}

async function pushed(pipeline: string, author: string | typeof STRANGER): Promise<Waiting> {
  const { executionId } = await story.sandbox().control.commit({ pipeline, author });
  return waitingFor({ pipeline, executionId });
}

/** What somebody is told who presses Approve, when CodePipeline hears nothing of it. */
async function toldWithoutEffect(user: string, train: Waiting): Promise<string> {
  let told: Seen[] = [];
  const decisions = await story.callsDuring('PutApprovalResult', async () => {
    told = await story.toldPrivately(user, () => story.press(user, train.approval, APPROVE));
  });
  expect(decisions).toBe(0);
  return wordsOfAll(told);
}

describe('not one’s own change', () => {
  it('is refused to its author, and done by somebody else', async () => {
    await shipped('own-author');
    const train = await pushed('own-author', 'dana');
    expect(train.approval.words).toContain('not an author');

    expect(await toldWithoutEffect('U0DANA', train)).toMatch(/You are an author of this change/);
    await story.press('U0BEN', train.approval, APPROVE);

    await story.approvalSays(train, /Approved by Ben Okafor/);
  });

  it('is refused to whoever started it by hand', async () => {
    await shipped('own-start');
    await story.type('U0LEE', 'start own-start');
    const executionId = await story.until(async () => {
      const live = await story.stage('own-start', 'Gate');
      const { pipelineExecutionId, status } = live.latestExecution ?? {};
      return status === 'InProgress' ? pipelineExecutionId : undefined;
    }, 'the execution that was started waits');
    const train = await waitingFor({ pipeline: 'own-start', executionId });

    expect(await toldWithoutEffect('U0LEE', train)).toMatch(/You started this execution/);
    expect(canDecide(await story.approval(train))).toBe(true);
  });
});

describe('a change whose author nobody knows in Slack', () => {
  it('needs one approval more, at least two, and the message says why', async () => {
    await shipped('own-unknown');
    const train = await pushed('own-unknown', STRANGER);

    expect(await toldWithoutEffect('U0BEN', train)).toBe('');
    await story.approvalSays(train, /needs 2: .*1 approved \(Ben Okafor\)/);
    await story.press('U0INES', train.approval, APPROVE);

    await story.approvalSays(train, /Approved by Ben Okafor and Ines Duarte/);
  });

  it('is refused where the rule says so', async () => {
    const train = await story.waiting('strict-unknown');

    expect(await toldWithoutEffect('U0BEN', train)).toMatch(/lets nobody approve/);
    expect(canDecide(await story.approval(train))).toBe(true);
  });

  it('asks only who started it, where the rule says so', async () => {
    await shipped('starter-unknown');
    const train = await pushed('starter-unknown', STRANGER);

    await story.press('U0BEN', train.approval, APPROVE);

    await story.approvalSays(train, /Approved by Ben Okafor/);
  });
});

describe('an approval that somebody gives in the console', () => {
  it('is shown within two minutes, and as outside the rule when it was', async () => {
    const train = await story.waiting('two-console');
    const run = (await story.stage('two-console', 'Gate')).actionStates?.[0]?.latestExecution;
    await story.aws().send(
      new PutApprovalResultCommand({
        pipelineName: 'two-console',
        stageName: 'Gate',
        actionName: 'Go',
        token: run?.token,
        result: { status: 'Approved', summary: 'by hand' },
      }),
    );

    await story.sandbox().control.advance(60_000);
    await story.sandbox().control.advance(60_000);

    const approval = await story.approvalSays(train, /Approved in the console or by a tool.*outside the rule/);
    expect(canDecide(approval)).toBe(false);
  });

  it('is the one that counts when somebody presses the old button', async () => {
    const train = await story.waiting('two-console-first');
    await story.press('U0BEN', train.approval, APPROVE);
    await story.approvalSays(train, /1 approved/);
    const run = (await story.stage('two-console-first', 'Gate')).actionStates?.[0]?.latestExecution;
    await story.aws().send(
      new PutApprovalResultCommand({
        pipelineName: 'two-console-first',
        stageName: 'Gate',
        actionName: 'Go',
        token: run?.token,
        result: { status: 'Rejected', summary: 'by hand' },
      }),
    );

    await story.sandbox().control.settle(10_000);
    await story.sandbox().control.advance(60_000);

    await story.approvalSays(train, /Rejected in the console or by a tool/);
  });
});

it('a change that was turned down goes along with the next, and so does its author', async () => {
  await shipped('own-both');
  const first = await pushed('own-both', 'lee');
  const { view } = await story.press('U0BEN', first.approval, 'approval:reject');
  await story.submit('U0BEN', view, typed('comment', 'not yet'));
  await story.cardSays(first, /failed in Gate/);
  const train = await pushed('own-both', 'dana');

  expect(await toldWithoutEffect('U0LEE', train)).toMatch(/You are an author of this change/);
  await story.press('U0INES', train.approval, APPROVE);

  await story.approvalSays(train, /Approved by Ines Duarte/);
});

it('who starts it in AWS, and is nobody that the policy knows, makes one approval more necessary', async () => {
  await shipped('own-tool');
  const { pipelineExecutionId: executionId = '' } = await story
    .aws()
    .send(new StartPipelineExecutionCommand({ name: 'own-tool' }));
  const train = await waitingFor({ pipeline: 'own-tool', executionId });

  await story.press('U0BEN', train.approval, APPROVE);

  await story.approvalSays(train, /needs 2: .*1 approved/);
});
