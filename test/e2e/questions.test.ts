import {
  CreatePipelineCommand,
  ListActionExecutionsCommand,
  ListPipelineExecutionsCommand,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { askingPipeline, invokeAction } from '../support/asking-pipeline.ts';
import { look } from '../support/look.ts';
import { inProject } from '../support/packaged.ts';
import { type Seen, toSeen, wordsOfAll } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';

const story = inStory({ policy: inProject('test/fixtures/policies/questions.yml') });

const MINUTE = 60_000;
const REGIONS = [
  { value: 'eu-west-1', label: 'Europe' },
  { value: 'us-east-1', label: 'North America' },
];
const WHICH = { ask: 'Which region first?', options: REGIONS };

/** A pipeline that asks this. */
async function begin(name: string, parameters: object | string): Promise<Train> {
  await story.quiet();
  await story.aws().send(new CreatePipelineCommand({ pipeline: askingPipeline(name, invokeAction(parameters)) }));
  const { pipelineExecutionSummaries: [newest] = [] } = await story
    .aws()
    .send(new ListPipelineExecutionsCommand({ pipelineName: name }));
  return { pipeline: name, executionId: newest?.pipelineExecutionId ?? '' };
}

const isQuestion = ({ words }: Seen) => / · Ask\/Question ask/.test(words);
const questions = async (train: Train) => (await story.messages(train)).filter(isQuestion);

async function asked(name: string, parameters: object): Promise<Train & { question: Seen }> {
  const train = await begin(name, parameters);
  const question = await story.until(
    async () => (await questions(train)).find(({ buttons }) => buttons.length > 0),
    `${name} asks`,
  );
  return { ...train, question };
}

const says = (train: Train, words: RegExp) =>
  story.until(
    async () => (await questions(train)).find((message) => words.test(message.words)),
    `the question says ${words}`,
  );

async function runOf({ pipeline }: Train, actionName: string) {
  const command = new ListActionExecutionsCommand({ pipelineName: pipeline });
  const { actionExecutionDetails = [] } = await story.aws().send(command);
  return actionExecutionDetails.find((run) => run.actionName === actionName);
}

const ended = (train: Train, status: 'Succeeded' | 'Failed') =>
  story.until(async () => {
    const run = await runOf(train, 'Question');
    return run?.status === status ? run : undefined;
  }, `the action of ${train.pipeline} has ${status}`);

const errorOf = async (train: Train) =>
  (await ended(train, 'Failed')).output?.executionResult?.errorDetails?.message ?? '';

describe('a question with options', () => {
  it('is asked once, answered by a button, and a later action uses the answer', async () => {
    const train = await asked('ask-region', WHICH);
    expect(train.question.words).toMatch(/Which region first\?/);
    expect(train.question.buttons.map(({ action_id }) => action_id)).toEqual([
      'question:option-1',
      'question:option-2',
    ]);

    await story.press('U0BEN', train.question, 'question:option-2');

    await says(train, /Answered “North America” by Ben Okafor/);
    await story.cardSays(train, /succeeded/);
    const { output } = await ended(train, 'Succeeded');
    expect(output?.outputVariables).toMatchObject({
      answer: 'us-east-1',
      answeredBy: 'U0BEN',
      answeredByName: 'Ben Okafor',
      comment: '',
    });
    expect(output?.executionResult?.externalExecutionSummary).toMatch(/Ben Okafor \(U0BEN\) via Slack, op \w{8}/);
    expect((await runOf(train, 'Use'))?.input?.resolvedConfiguration?.EnvironmentVariables).toContain('us-east-1');
    expect(await questions(train)).toHaveLength(1);
  });

  it('is answered once: whoever comes later is told by whom', async () => {
    const train = await asked('ask-once', WHICH);
    await story.press('U0BEN', train.question, 'question:option-1');
    await says(train, /Answered “Europe”/);

    const value = train.question.buttons[1]?.value;
    const told = await story.toldPrivately('U0INES', () =>
      story.pressOld({ user: 'U0INES', action_id: 'question:option-2', value: value ?? '', ts: train.question.ts }),
    );

    expect(wordsOfAll(told)).toMatch(/Already answered “Europe” by Ben Okafor/);
  });

  it('needs as many of those who may as the larger of rule and question says, and each says the same', async () => {
    const train = await asked('two-ask', { ...WHICH, quorum: 2 });
    expect(train.question.words).toMatch(/2 of /);

    const outside = await story.toldPrivately('U0DANA', () =>
      story.press('U0DANA', train.question, 'question:option-1'),
    );
    expect(wordsOfAll(outside)).toMatch(/Only \*three\*/);
    await story.press('U0BEN', train.question, 'question:option-1');
    await says(train, /1 answered \(Ben Okafor\)/);
    await story.press('U0INES', train.question, 'question:option-2');
    await says(train, /2 answered/);
    await story.press('U0LEE', train.question, 'question:option-2');

    await says(train, /Answered “North America” by Ines Duarte and Lee Chen/);
  });
});

describe('a question to people', () => {
  it('is asked of each in a direct message, and nowhere else', async () => {
    const train = await begin('ask-ben', { ...WHICH, people: ['U0BEN'] });
    const question = await story.until(async () => {
      const { messages } = await look(story.sandbox().slack, 'U0BEN');
      const direct = Object.entries(messages).flatMap(([channel, all]) =>
        channel.startsWith('D') ? all.map(toSeen) : [],
      );
      return direct.find(({ words }) => words.includes('ask-ben') && words.includes('Which region first?'));
    }, 'Ben is asked');
    expect(await questions(train)).toEqual([]);

    const value = question.buttons[0]?.value ?? '';
    await story.pressOld({ user: 'U0BEN', action_id: 'question:option-1', value, ts: question.ts });

    const { output } = await ended(train, 'Succeeded');
    expect(output?.outputVariables).toMatchObject({ answer: 'eu-west-1', answeredByName: 'Ben Okafor' });
  });
});

describe('a question with inputs', () => {
  it('opens a form, says under the input what does not fit, and hands on each value', async () => {
    const train = await asked('ask-window', { ask: '@change-window' });
    const { view } = await story.press('U0BEN', train.question, 'question:answer');
    const fill = (ticket: string) => ({
      'input:day': { 'input:day': { type: 'datepicker', selected_date: '2026-12-24' } },
      'input:ticket': { 'input:ticket': { type: 'plain_text_input', value: ticket } },
      comment: { comment: { type: 'plain_text_input', value: 'before the holidays' } },
    });

    const refused = await story.submit('U0BEN', view, fill('$(reboot)'));
    expect(JSON.stringify(refused)).toMatch(/a ticket such as SHOP-123 was expected here/);
    await story.submit('U0BEN', view, fill('OPS-12'));

    await says(train, /Ticket: OPS-12.*before the holidays/s);
    const { output } = await ended(train, 'Succeeded');
    expect(output?.outputVariables).toMatchObject({
      day: '2026-12-24',
      ticket: 'OPS-12',
      notes: '',
      comment: 'before the holidays',
    });
  });
});

describe('time', () => {
  it('fails the action when nobody answers, and the buttons go', async () => {
    const train = await asked('ask-late', { ...WHICH, timeout: '30m' });

    await story.sandbox().control.advance(33 * MINUTE);

    expect((await says(train, /Nobody answered in time/)).buttons).toEqual([]);
    expect(await errorOf(train)).toMatch(/Nobody answered “Which region first\?” in time/);
  });

  it('stands for an answer where the question says which', async () => {
    const train = await asked('ask-default', { ...WHICH, timeout: '30m', onTimeout: 'eu-west-1' });

    await story.sandbox().control.advance(33 * MINUTE);

    await says(train, /Nobody answered in time: “Europe”/);
    const { output } = await ended(train, 'Succeeded');
    expect(output?.outputVariables).toMatchObject({ answer: 'eu-west-1', answeredBy: '' });
  });

  it('does not stand for an answer in a stage that a rule names', async () => {
    const train = await asked('guarded-ask', { ...WHICH, timeout: '30m', onTimeout: 'eu-west-1' });

    await story.sandbox().control.advance(33 * MINUTE);

    expect(await errorOf(train)).toMatch(/Nobody answered/);
  });

  it('between two jobs keeps an answer for the next one', async () => {
    const train = await asked('ask-between', WHICH);
    // The sweep has continued the job; CodePipeline calls again half a minute later.
    await story.sandbox().control.advance(15 * MINUTE + 5_000);
    await story.press('U0BEN', train.question, 'question:option-1');

    await story.sandbox().control.advance(2 * MINUTE);

    await says(train, /Answered “Europe” by Ben Okafor/);
    expect((await ended(train, 'Succeeded')).output?.outputVariables).toMatchObject({ answer: 'eu-west-1' });
  });
});

describe('what goes wrong', () => {
  it('an execution that is stopped meanwhile: the message says so and its buttons go', async () => {
    const train = await asked('ask-stopped', WHICH);
    const { pipeline: pipelineName, executionId: pipelineExecutionId } = train;
    await story.aws().send(new StopPipelineExecutionCommand({ pipelineName, pipelineExecutionId, abandon: true }));

    expect((await says(train, /was stopped before anybody answered/)).buttons).toEqual([]);
  });

  it('a function that dies after it has posted: there is one message, and it is answered', async () => {
    await story.quiet();
    await story.sandbox().control.faults({ crash: [{ function: 'jobs', afterCall: 12 }] });
    const train = await begin('ask-crash', WHICH);
    await story.until(async () => ((await questions(train)).length > 0 ? true : undefined), 'it is asked');
    await story.sandbox().control.faults({});
    await story.sandbox().control.advance(4 * MINUTE);
    const found = await questions(train);
    expect(found).toHaveLength(1);

    await story.press('U0BEN', found[0] ?? { ts: '' }, 'question:option-1');

    await says(train, /Answered “Europe”/);
  });

  it.each([
    ['nothing that is JSON', 'which region?', /UserParameters: this is not JSON/],
    ['a channel of nobody', { ...WHICH, channel: 'C0NOWHERE' }, /channel: C0NOWHERE is no channel of bad-/],
    ['a team that is none', { ...WHICH, approvers: ['nobody'] }, /approvers: there is no team called nobody/],
    ['too many', { ...WHICH, approvers: ['U0BEN'], quorum: 2 }, /quorum: 2 have to answer alike and only 1 can/],
  ])('parameters with %s fail the action at once and say why', async (what, parameters, expected) => {
    const train = await begin(`bad-${what.replace(/\W+/g, '-')}`, parameters);

    expect(await errorOf(train)).toMatch(expected);
    expect(await questions(train)).toEqual([]);
  });
});

describe('other work', () => {
  it('says something, and goes on', async () => {
    const train = await begin('say-it', { notify: 'The database is migrated' });

    await ended(train, 'Succeeded');
    const told = (await story.messages(train)).filter(({ words }) => words.includes('The database is migrated'));
    expect(told).toHaveLength(1);
  });

  it('tells what came', async () => {
    const train = await begin('log-it', { changelog: 'Goes out now' });

    await ended(train, 'Succeeded');
    expect((await story.messages(train)).some(({ words }) => words.includes('Goes out now'))).toBe(true);
  });

  it('waits as long as it says', async () => {
    const train = await begin('wait-it', { wait: '20m' });
    await story.sandbox().control.advance(10 * MINUTE);
    expect((await runOf(train, 'Question'))?.status).toBe('InProgress');

    await story.sandbox().control.advance(14 * MINUTE);

    await ended(train, 'Succeeded');
  });
});
