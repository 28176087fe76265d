import { GetPipelineCommand, type PipelineDeclaration, UpdatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';
import { messagesSeenBy } from '../support/look.ts';
import { inProject } from '../support/packaged.ts';
import { type Seen, toSeen, typed, wordsOfAll } from '../support/seen.ts';
import { inStory } from '../support/story.ts';
import { declaration } from '../support/story-pipeline.ts';

const story = inStory({ policy: inProject('test/fixtures/policies/changes.yml') });

async function definitionOf(name: string): Promise<PipelineDeclaration> {
  const { pipeline } = await story.aws().send(new GetPipelineCommand({ name }));
  if (!pipeline) throw new Error(`There is no ${name}`);
  return pipeline;
}

/** The one private answer that something leads to. */
async function told(user: string, work: () => Promise<unknown>): Promise<Seen> {
  const [only, ...more] = await story.toldPrivately(user, work);
  if (!only || more.length > 0) throw new Error(`${more.length + (only ? 1 : 0)} answers`);
  return only;
}

/** Writes a definition into the form behind a button. */
async function write(user: string, offer: Seen, button: string, definition: object | string): Promise<Seen> {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const { view } = await story.press(user, offer, button);
  return told(user, () => story.submit(user, view, typed('definition', text)));
}

const edit = async (user: string, name: string, definition: object | string) =>
  write(user, await told(user, () => story.type(user, `edit ${name}`)), 'definition:edit', definition);

/** The definition with another build project, which no rule minds. */
function withProject({ version: _version, ...definition }: Awaited<ReturnType<typeof definitionOf>>, project: string) {
  const text = JSON.stringify(definition);
  return JSON.parse(
    text
      .replace('"name":"Compile"', '"name":"Compile","namespace":"Built"')
      .replace(/"ProjectName":"[^"]+"/, `"ProjectName":"${project}"`),
  );
}

const aLotOfVariables = () =>
  Array.from({ length: 40 }, (_, index) => ({
    name: `LEVEL_${index}`,
    description: 'How much of it is wanted, if any',
  }));

/** What the channel is told of a pipeline itself. */
const toldToAll = (name: string, words: RegExp) =>
  story.until(async () => {
    const all = (await messagesSeenBy(story.sandbox().slack, 'U0DANA')).filter(({ ephemeral }) => !ephemeral);
    return all.map(toSeen).findLast((message) => message.words.includes(name) && words.test(message.words));
  }, `the channel is told of ${name}: ${words}`);

describe('editing a pipeline', () => {
  it('sends its definition, shows what a change would do, and does it once that is confirmed', async () => {
    await story.create('plain-edit');
    const offer = await told('U0DANA', () => story.type('U0DANA', 'edit plain-edit'));
    expect(offer.words).toMatch(/plain-edit\* is at version 1.*in your messages/);

    const shown = await write(
      'U0DANA',
      offer,
      'definition:edit',
      withProject(await definitionOf('plain-edit'), 'other'),
    );
    expect(shown.words).toMatch(/would change \*plain-edit\*, version 1/);
    expect(shown.words).toContain('Build/Compile · ProjectName: `plain-edit` → `other`');
    expect((await definitionOf('plain-edit')).version).toBe(1);
    const done = await told('U0DANA', () => story.press('U0DANA', shown, 'draft:apply'));

    expect(done.words).toContain('You changed *plain-edit*. It is version 2.');
    expect((await definitionOf('plain-edit')).version).toBe(2);
    await toldToAll('plain-edit', /Dana Reyes changed .* version 2/);
  });

  it('is refused when somebody changed it since, and offers to compare again', async () => {
    await story.create('plain-moved');
    const first = await definitionOf('plain-moved');
    const shown = await edit('U0DANA', 'plain-moved', withProject(first, 'mine'));
    await story.aws().send(new UpdatePipelineCommand({ pipeline: withProject(first, 'theirs') }));

    const refused = await told('U0DANA', () => story.press('U0DANA', shown, 'draft:apply'));
    expect(refused.words).toMatch(/compared with version 1, and since then somebody made version 2/);
    const again = await told('U0DANA', () => story.press('U0DANA', refused, 'draft:again'));
    expect(again.words).toContain('`theirs` → `mine`');
    await story.press('U0DANA', again, 'draft:apply');

    await toldToAll('plain-moved', /version 3/);
  });

  it('shows no value that may be a secret, and keeps it where its mask comes back', async () => {
    const [source, build, ...rest] = declaration('plain-secret', 'plain').stages ?? [];
    const [compile, ...others] = build?.actions ?? [];
    const secret = { ...compile?.configuration, EnvironmentVariables: '[{"name":"TOKEN","value":"hunter2"}]' };
    const stages = [source, { ...build, actions: [{ ...compile, configuration: secret }, ...others] }, ...rest];
    await story.create('plain-secret', 'plain');
    const made = { ...declaration('plain-secret', 'plain'), stages } as PipelineDeclaration;
    await story.aws().send(new UpdatePipelineCommand({ pipeline: made }));

    const masked = JSON.parse(
      JSON.stringify(made)
        .replace('hunter2', '********')
        .replace('"ProjectName":"plain-secret"', '"ProjectName":"other"'),
    );
    const shown = await edit('U0DANA', 'plain-secret', masked);
    expect(shown.words).not.toMatch(/hunter|TOKEN/);
    await told('U0DANA', () => story.press('U0DANA', shown, 'draft:apply'));

    expect(JSON.stringify(await definitionOf('plain-secret'))).toContain('hunter2');
  });

  it('takes a longer definition as one file', async () => {
    await story.create('plain-file');
    const offer = await told('U0DANA', () => story.type('U0DANA', 'edit plain-file'));
    const put = async (content: string) => {
      const { id } = await story.sandbox().control.upload({ user: 'U0DANA', name: 'plain-file.json', content });
      const { view } = await story.press('U0DANA', offer, 'definition:edit');
      const files = { definition_file: { definition_file: { type: 'file_input', files: [{ id }] } } };
      return told('U0DANA', () => story.submit('U0DANA', view, files));
    };
    const long = { ...withProject(await definitionOf('plain-file'), 'other'), variables: aLotOfVariables() };
    const text = JSON.stringify(long);
    expect(text.length).toBeGreaterThan(3_000);

    const shown = await put(text);
    await told('U0DANA', () => story.press('U0DANA', shown, 'draft:apply'));
    const tooLarge = await put(text + ' '.repeat(200_000));

    expect((await definitionOf('plain-file')).variables).toHaveLength(40);
    expect(tooLarge.words).toContain('the file has more than 200 KB');
  });

  it('is not shown to who may not change it, and says what is wrong with what is no definition', async () => {
    await story.create('plain-bad');

    expect(wordsOfAll(await story.type('U0LEE', 'edit plain-bad'))).toContain('Only *authors* can change it');
    expect((await edit('U0DANA', 'plain-bad', '{"name":')).words).toContain('it is not JSON');
    const typo = JSON.stringify(declaration('plain-bad', 'plain')).replace('"location"', '"locaton"');
    expect((await edit('U0DANA', 'plain-bad', typo)).words).toMatch(/artifactStore has no member locaton/);
    const same = await edit('U0DANA', 'plain-bad', await definitionOf('plain-bad'));
    expect(same.words).toContain('what *plain-bad* is already');
  });
});

describe('a function that dies in the middle', () => {
  it.each([8, 10, 12, 14])(
    'after its call %i is delivered again, and the pipeline is changed once',
    async (afterCall) => {
      const name = `plain-crash-${afterCall}`;
      await story.create(name);
      const shown = await edit('U0DANA', name, withProject(await definitionOf(name), 'other'));
      const { control } = story.sandbox();
      await control.faults({ crash: [{ function: 'changes', afterCall }] });

      const updates = await story.callsDuring('UpdatePipeline', async () => {
        await story.press('U0DANA', shown, 'draft:apply');
        await story.quiet();
        await control.advance(3 * 60_000);
        await story.quiet();
      });
      expect((await control.state()).struck.crash).toBe(1);
      await control.faults({});

      expect(updates).toBe(1);
      expect((await definitionOf(name)).version).toBe(2);
      await toldToAll(name, /Dana Reyes changed .* version 2/);
    },
  );
});

describe('a change that touches what others approve', () => {
  it('is done once as many as the rule says have agreed, and its author does not count', async () => {
    await story.create('guarded-quorum');
    const { version: _version, ...definition } = await definitionOf('guarded-quorum');
    const after = {
      ...definition,
      executionMode: 'QUEUED',
      stages: definition.stages?.filter(({ name }) => name !== 'Gate'),
    };
    const shown = await edit('U0BEN', 'guarded-quorum', after);
    expect(shown.words).toMatch(/takes away the approval Gate\/Go.*touches the execution mode.*2 of/s);
    await story.press('U0BEN', shown, 'draft:apply');

    const asked = await toldToAll('guarded-quorum', /Ben Okafor wants to change/);
    const own = await told('U0BEN', () => story.press('U0BEN', asked, 'draft:agree'));
    expect(own.words).toContain('You are an author of this change');
    const stranger = await told('U0DANA', () => story.press('U0DANA', asked, 'draft:agree'));
    expect(stranger.words).toMatch(/Only \*?three/);
    await story.press('U0INES', asked, 'draft:agree');
    await toldToAll('guarded-quorum', /1 approved \(Ines Duarte\)/);
    expect((await definitionOf('guarded-quorum')).version).toBe(1);
    await story.press('U0LEE', asked, 'draft:agree');

    await toldToAll('guarded-quorum', /Ben Okafor changed .* version 2 · agreed by Ines Duarte and Lee Chen/);
    expect((await definitionOf('guarded-quorum')).executionMode).toBe('QUEUED');
  });

  it('is not done when one of them objects', async () => {
    await story.create('guarded-no');
    const shown = await told('U0DANA', () => story.type('U0DANA', 'delete guarded-no'));
    const { view } = await story.press('U0DANA', shown, 'definition:delete');
    await story.submit('U0DANA', view, typed('name', 'guarded-no'));

    const asked = await toldToAll('guarded-no', /Dana Reyes wants to delete/);
    await story.press('U0LEE', asked, 'draft:object');

    await toldToAll('guarded-no', /Lee Chen objected, nothing was changed/);
    expect((await definitionOf('guarded-no')).version).toBe(1);
  });
});

describe('making and deleting', () => {
  it('makes a pipeline from what somebody writes, and as a copy of another', async () => {
    const offer = await told('U0DANA', () => story.type('U0DANA', 'create plain-new'));
    const shown = await write('U0DANA', offer, 'definition:create', declaration('plain-new', 'plain'));
    await told('U0DANA', () => story.press('U0DANA', shown, 'draft:apply'));
    expect((await definitionOf('plain-new')).version).toBe(1);

    const copy = await told('U0DANA', () => story.type('U0DANA', 'create plain-copy --from plain-new'));
    expect(copy.words).toMatch(/would make \*plain-copy\*.*As a copy of plain-new/s);
    await told('U0DANA', () => story.press('U0DANA', copy, 'draft:apply'));

    expect((await definitionOf('plain-copy')).stages).toHaveLength(3);
    expect(wordsOfAll(await story.type('U0DANA', 'create plain-copy'))).toContain(
      'a pipeline called *plain-copy* already',
    );
  });

  it('deletes a pipeline for who types its name, and for nobody who mistypes it', async () => {
    await story.create('plain-gone', 'plain');
    const shown = await told('U0DANA', () => story.type('U0DANA', 'delete plain-gone'));
    expect(shown.words).toMatch(/would delete \*plain-gone\*.*history goes with it/s);

    const { view } = await story.press('U0DANA', shown, 'definition:delete');
    const mistyped = await story.submit('U0DANA', view, typed('name', 'plain-gne'));
    expect(JSON.stringify(mistyped)).toContain('That is not its name, so nothing was deleted');
    await story.submit('U0DANA', view, typed('name', 'plain-gone'));

    await toldToAll('plain-gone', /Dana Reyes deleted/);
    await expect(definitionOf('plain-gone')).rejects.toThrow();
  });
});
