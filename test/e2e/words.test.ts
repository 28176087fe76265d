import { beforeAll, describe, expect, it } from 'vitest';
import { canDecide, type Seen } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory();

let web: Train & { approval: Seen };
let job: Train;

beforeAll(async () => {
  web = await story.waiting('words-web');
  job = await story.create('words-job', 'plain');
  await story.cardSays(job, /succeeded/);
}, 60_000);

/** The one private answer to what Ben types. */
async function answer(text: string): Promise<Seen> {
  const told = await story.type('U0BEN', text);
  const [only] = told;
  if (!only || told.length > 1) throw new Error(`"${text}" got ${told.length} answers`);
  return only;
}

describe('questions', () => {
  it('help lists every word with its usage', async () => {
    const { words } = await answer('help');

    const all = ['status', 'approve', 'reject', 'retry', 'start', 'stop', 'list', 'who', 'disable', 'enable', 'help'];
    for (const word of all) expect(words).toContain(word);
  });

  it('help explains one word by examples, and asks back for a near miss', async () => {
    expect((await answer('help retry')).words).toMatch(/retry <?&?.*For example.*\/pipeline retry shop-web/s);
    expect((await answer('help retyr')).words).toMatch(/There is no word `retyr`.*Did you mean `retry`/s);
  });

  it('bare /pipeline tells what waits, and how many are at rest', async () => {
    const { words } = await answer('');

    expect(words).toMatch(/⏸ .*words-web.*Gate is waiting for approval/);
    expect(words).toMatch(/1 other pipeline at rest/);
    expect(words).toMatch(/\/pipeline help/);
  });

  it('who tells who may do what, and by which rule', async () => {
    expect((await answer('who words-w')).words).toMatch(
      /words-web.*Approve .*, which opens .*: every full member — rule 1 .*Change the pipeline\*?: nobody/s,
    );
  });

  it('list shows every pipeline, those that wait first; a glob narrows it', async () => {
    expect((await answer('list')).words).toMatch(/words-web.*words-job/s);
    const narrowed = (await answer('list *-job')).words;
    expect(narrowed).toContain('words-job');
    expect(narrowed).not.toContain('words-web');
    expect((await answer('list nothing-*')).words).toMatch(/No pipeline’s name fits `nothing-\*`/);
  });

  it('status tells of one pipeline, with buttons for what waits', async () => {
    const status = await answer('status words-web');

    expect(status.words).toMatch(/✓ Source succeeded.*✓ Build succeeded.*⏸ Gate waiting.*◌ Prod not started/s);
    expect(canDecide(status)).toBe(true);
  });

  it('status takes the beginning of a name when it is the only one, and shows the choice when it is not', async () => {
    expect((await answer('status words-j')).words).toMatch(/words-job.*Prod succeeded/s);
    expect((await answer('status words-')).words).toMatch(/may be any of 2 pipelines/);
  });

  it('a name that is nearly right gets "did you mean", with a button that runs the sentence', async () => {
    const missed = await answer('status wrds-web');
    expect(missed.words).toMatch(/No pipeline is called \*wrds-web\* here\. Did you mean `words-web`/);

    const [status] = await story.toldPrivately('U0BEN', () => story.press('U0BEN', missed, 'words:run'));
    expect(status?.words).toMatch(/⏸ Gate waiting/);
  });

  it('a name that nobody knows is said to be so', async () => {
    expect((await answer('status zebra')).words).toMatch(/No pipeline is called \*zebra\* here\. `\/pipeline list`/);
  });
});

describe('words that lead nowhere', () => {
  it.each([
    ['aprove words-web', /`\/pipeline aprove` is no command\. Did you mean `\/pipeline approve`/],
    ['xyzzy', /`\/pipeline xyzzy` is no command\. `\/pipeline help` lists/],
    ['list one two', /list does not know what to do with “two”/],
    ['status one two', /status does not know what to do with “two”/],
    ['retry words-job Build Prod', /retry does not know what to do with “Prod”/],
    ['retry words-job --everything', /retry knows no --everything/],
    ['start words-job nonsense', /“nonsense” is not name=value/],
  ])('"%s" is answered with what would have worked, and nothing is done', async (text, words) => {
    const putEvents = async () => (await story.sandbox().control.state()).calls.aws['events:PutEvents'];
    const before = await putEvents();

    const told = await answer(text);

    expect(told.words).toMatch(words);
    expect(await putEvents()).toBe(before);
  });
});

describe('deeds', () => {
  it('need the exact name: a beginning is asked back, with the whole sentence to choose', async () => {
    const starts = await story.callsDuring('StartPipelineExecution', async () => {
      const { words } = await answer('start words-j');
      expect(words).toMatch(/`words-j` is not the whole name\. Is this the one\?.*\/pipeline start words-job/s);
    });

    expect(starts).toBe(0);
  });

  it('start starts an execution, says which, and its card comes', async () => {
    const told = await answer('start words-job');

    const [, id = ''] = /You started \*words-job\*\. It is execution <[^|]+\|([0-9a-f]{8})>/.exec(told.words) ?? [];
    const train = { pipeline: 'words-job', executionId: id };
    await story.cardSays(train, /succeeded/);
    expect((await story.messages(train)).map(({ words }) => words).join()).toMatch(/Ben Okafor started/);
  });

  it('start of a pipeline that is not there says so', async () => {
    expect((await answer('start words-jbo')).words).toMatch(/No pipeline is called \*words-jbo\*.*Did you mean/);
  });

  it('stop, where nothing runs, says so', async () => {
    expect((await answer('stop words-job')).words).toMatch(/not running any more/);
  });

  it('stop stops what runs, with its reason', async () => {
    await story.sandbox().control.pause(true);
    const { executionId } = await story.sandbox().control.commit({ pipeline: 'words-job' });
    const train = { pipeline: 'words-job', executionId };
    await story.cardSays(train, /running/);

    const told = await answer('stop words-job --abandon wrong branch');
    await story.sandbox().control.pause(false);

    expect(told.words).toMatch(/You stopped and abandoned \*words-job\*/);
    expect((await story.cardSays(train, /stopped/)).words).toContain('wrong branch');
  });

  it('retry, where nothing failed, says why it cannot', async () => {
    expect((await answer('retry words-web')).words).toMatch(/cannot retry|nothing failed/);
    expect((await answer('retry words-web Nowhere')).words).toMatch(/no stage called \*Nowhere\*/);
  });

  it('retry runs the failed stage again', async () => {
    await story.quiet();
    const { executionId } = await story.sandbox().control.commit({ pipeline: 'words-job', fail: 'Build/Compile' });
    const train = { pipeline: 'words-job', executionId };
    await story.cardSays(train, /failed in Build/);

    expect((await answer('retry words-job')).words).toMatch(/You retried the failed actions of Build/);
    await story.cardSays(train, /succeeded/);
  });

  it('disable closes the way, a second time says it is closed; enable opens it, a second time says it is open', async () => {
    expect((await answer('disable words-job Prod end of quarter')).words).toMatch(/You closed the way .*Prod/);
    expect((await story.stage('words-job', 'Prod')).inboundTransitionState?.enabled).toBe(false);
    expect((await answer('disable words-job Prod')).words).toMatch(/closed already/);
    expect((await answer('status words-job')).words).toMatch(/Prod is closed.*end of quarter/);

    expect((await answer('enable words-job prod')).words).toMatch(/You opened the way .*Prod/);
    expect((await story.stage('words-job', 'Prod')).inboundTransitionState?.enabled).toBe(true);
    expect((await answer('enable words-job Prod')).words).toMatch(/open already/);
    expect((await answer('disable words-job Nowhere why not')).words).toMatch(/no stage called \*Nowhere\*/);
  });

  it('approve and reject, where nothing waits, show how the pipeline stands', async () => {
    expect((await answer('approve words-job')).words).toMatch(/words-job.*Prod succeeded/s);
    expect((await answer('reject words-job')).words).toMatch(/words-job.*Prod succeeded/s);
  });

  it('approve answers the one approval that waits, with the words as its comment', async () => {
    const told = await answer('approve words-web Gate/Go checked on “staging”');

    expect(told.words).toMatch(/You approved Gate\/Go of \*words-web\*/);
    expect(canDecide(await story.approvalSays(web, /Approved by Ben Okafor.*checked on “?staging/))).toBe(false);
    await story.cardSays(web, /succeeded/);
  });

  it('reject answers the next one, and its execution fails', async () => {
    await story.quiet();
    const { executionId } = await story.sandbox().control.commit({ pipeline: 'words-web', author: 'lee' });
    const train = { pipeline: 'words-web', executionId };
    await story.approvalSays(train, /is waiting for approval/);

    expect((await answer('reject words-web search is broken')).words).toMatch(/You rejected Gate\/Go/);
    await story.approvalSays(train, /Rejected by Ben Okafor.*“search is broken”/);
    await story.cardSays(train, /failed in Gate/);
  });
});
