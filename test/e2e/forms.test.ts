import { GetPipelineExecutionCommand, type RuleDeclaration } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { chosen, typed } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';
import { declaration } from '../support/story-pipeline.ts';

const story = inStory();

type View = { id: string } | undefined;

/** All that a modal says and asks, as one text. */
const wordsIn = async (view: View) => JSON.stringify((await story.modal(view))?.blocks);
const inputsIn = async (view: View) =>
  ((await story.modal(view))?.blocks ?? []).flatMap((block) => {
    const { block_id: id, element } = block as { block_id: string; element?: Record<string, unknown> };
    return element ? [{ id, ...element }] : [];
  });

async function execution({ pipeline: pipelineName }: Train, pipelineExecutionId: string) {
  const answer = await story.aws().send(new GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId }));
  return answer.pipelineExecution;
}

/** The execution that a form says it has begun. */
async function begun(view: View): Promise<string> {
  return story.until(async () => {
    const words = await wordsIn(view);
    return /executions\/(?<id>[0-9a-f-]{36})/.exec(words)?.groups?.id;
  }, 'the form names the new execution');
}

describe('the form of a start', () => {
  const variables = [
    { name: 'day', defaultValue: 'today', description: 'Which orders to load' },
    { name: 'mode', defaultValue: 'delta' },
  ];

  it('asks for every variable and source, starts with what was said, and stays open to tell the outcome', async () => {
    const train = await story.create('form-start', 'plain', { variables });
    const first = await story.cardSays(train, /succeeded/);
    const { commitId } = await story.sandbox().control.commit({ pipeline: 'form-start' });
    await story.quiet();

    const { view } = await story.press('U0BEN', first, 'card:menu', 'start');
    expect(await inputsIn(view)).toMatchObject([
      { id: 'variable:day', initial_value: 'today' },
      { id: 'variable:mode', initial_value: 'delta' },
      { id: 'source:COMMIT_ID:Fetch' },
    ]);
    const source = typed('source:COMMIT_ID:Fetch', commitId);
    await story.submit('U0BEN', view, {
      ...typed('variable:day', '2026-11-21'),
      ...typed('variable:mode', ''),
      ...source,
    });

    const started = await begun(view);
    expect(await execution(train, started)).toMatchObject({
      variables: [
        { name: 'day', resolvedValue: '2026-11-21' },
        { name: 'mode', resolvedValue: 'delta' },
      ],
      artifactRevisions: [{ revisionId: commitId }],
    });
    const told = await story.messages({ ...train, executionId: started });
    expect(told.map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/Ben Okafor started .*form-start.* with Fetch at/),
    );
  });

  it('comes with what was typed where a value was missing, and what it does not say is said in it', async () => {
    await story.create('form-typed', 'plain', {
      variables: [{ name: 'day' }, { name: 'mode', defaultValue: 'delta' }],
    });

    const [missing] = await story.type('U0BEN', 'start form-typed mode="full load"');
    expect(missing?.words).toMatch(/needs values for `day`/);
    const { view } = await story.press('U0BEN', missing ?? { ts: '' }, 'start:form');
    expect(await inputsIn(view)).toMatchObject([
      { id: 'variable:day' },
      { id: 'variable:mode', initial_value: 'full load' },
      { id: 'source:COMMIT_ID:Fetch' },
    ]);
    await story.submit('U0BEN', view, { ...typed('variable:day', 'monday'), ...typed('variable:mode', 'full load') });

    await begun(view);
  });

  it('says so when CodePipeline cannot be asked; closed before its questions come, it leaves nothing behind', async () => {
    const train = await story.create('form-closed', 'plain');
    const card = await story.cardSays(train, /succeeded/);
    await story
      .sandbox()
      .control.faults({ aws: [{ operation: 'GetPipeline', error: 'ThrottlingException', every: 1 }] });

    const { view } = await story.press('U0BEN', card, 'card:menu', 'start');
    expect(await wordsIn(view)).toMatch(/did not work, and nothing was changed\. Try again in a minute/);
    await story.sandbox().control.faults({});

    const again = await story.press('U0BEN', card, 'card:menu', 'start');
    await story.sandbox().control.close({ user: 'U0BEN', view_id: again.view?.id ?? '' });
    await story.quiet();
  });
});

describe('the form of a rollback', () => {
  it('shows what can be gone back to with what that undoes, goes back, and is refused once that is done', async () => {
    const train = await story.broken('form-rollback');
    const good = (await story.stage('form-rollback', 'Prod')).latestExecution?.pipelineExecutionId ?? '';

    const { view } = await story.press('U0INES', train.failure, 'stage:rollback');
    const [choice] = await inputsIn(view);
    expect(choice).toMatchObject({ id: 'to', options: [{ value: good, description: { text: 'undoes 1 change' } }] });
    const other = await story.press('U0BEN', train.failure, 'stage:rollback');
    await story.submit('U0INES', view, chosen('to', good));
    const back = await begun(view);

    expect(await execution(train, back)).toMatchObject({
      executionType: 'ROLLBACK',
      rollbackMetadata: { rollbackTargetPipelineExecutionId: good },
    });
    await story.cardSays({ ...train, executionId: back }, /succeeded/);
    const told = await story.messages({ ...train, executionId: back });
    expect(told.map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/Ines Duarte rolled back Build of .*form-rollback/),
    );

    await story.submit('U0BEN', other.view, chosen('to', good));
    expect(await wordsIn(other.view)).toMatch(/A newer execution .* took this one’s place/);
  });

  it('is a private choice where it was typed, and one of it does it', async () => {
    const train = await story.broken('typed-rollback');
    const good = (await story.stage('typed-rollback', 'Prod')).latestExecution?.pipelineExecutionId ?? '';

    const [choice] = await story.type('U0BEN', 'rollback typed-rollback build');
    expect(choice?.words).toMatch(/To which execution should \*Build\* of \*typed-rollback\* go back\?.*undoes /s);
    const [done] = await story.toldPrivately('U0BEN', () => story.press('U0BEN', choice ?? { ts: '' }, 'words:run'));

    expect(done?.words ?? '').not.toMatch(/Nothing was changed/);
    const { latestExecution } = await story.stage('typed-rollback', 'Build');
    expect(await execution(train, latestExecution?.pipelineExecutionId ?? '')).toMatchObject({
      rollbackMetadata: { rollbackTargetPipelineExecutionId: good },
    });
  });

  it('says why there is none where nothing else was good', async () => {
    const train = await story.create('no-rollback', 'plain');
    await story.cardSays(train, /succeeded/);

    const [told] = await story.type('U0BEN', 'rollback no-rollback Prod');
    expect(told?.words).toMatch(/No other execution was good in this stage/);
  });
});

describe('the form of an override', () => {
  const rule: RuleDeclaration = {
    name: 'only-release-9',
    ruleTypeId: { category: 'Rule', owner: 'AWS', provider: 'VariableCheck', version: '1' },
    configuration: { Variable: '#{variables.release}', Operator: 'EQ', Value: '9' },
  };

  it('shows the rule that is not met, and lets the execution go on', async () => {
    const { stages = [] } = declaration('form-override', 'plain');
    const train = await story.create('form-override', 'plain', {
      variables: [{ name: 'release', defaultValue: '7' }],
      stages: stages.map((stage) =>
        stage.name === 'Prod' ? { ...stage, beforeEntry: { conditions: [{ result: 'FAIL', rules: [rule] }] } } : stage,
      ),
    });
    await story.cardSays(train, /failed in Prod/);
    const failure = await story.until(
      async () =>
        (await story.messages(train)).find(({ buttons }) =>
          buttons.some(({ action_id }) => action_id === 'condition:override'),
        ),
      'the failure offers to override the condition',
    );

    const [status] = await story.type('U0BEN', 'status form-override');
    expect(status?.words).toMatch(/The entry condition of Prod is not met.*only-release-9 is not met/s);
    const { view } = await story.press('U0INES', failure, 'condition:override');
    const [which] = await inputsIn(view);
    const { options = [] } = which as { options?: { value: string }[] };
    await story.submit('U0INES', view, chosen('which', options[0]?.value ?? ''));

    await story.cardSays(train, /succeeded/);
    const told = await story.messages(train);
    expect(told.map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/Ines Duarte overrode the entry condition of Prod in .*form-override/),
    );
  });
});

describe('words that change a pipeline', () => {
  it('are for those who may change it: a revision, tags', async () => {
    const train = await story.create('doing-words', 'plain');
    await story.cardSays(train, /succeeded/);

    for (const words of ['revision doing-words Fetch 4d5e6f7', 'tags doing-words team=payments']) {
      const [told] = await story.type('U0BEN', words);
      expect(told?.words, words).toMatch(/(?:No rule of the policy lets anybody|Only .* can) change it/);
    }
  });
});
