import { CreatePipelineCommand, PutWebhookCommand, TagResourceCommand } from '@aws-sdk/client-codepipeline';
import { beforeAll, describe, expect, it } from 'vitest';
import { SUB_COMMANDS } from '../../src/slack/commands/index.ts';
import { look } from '../support/look.ts';
import { inProject } from '../support/packaged.ts';
import { canDecide, type Seen, toSeen } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';
import { readablePipeline } from '../support/word-pipelines.ts';

const story = inStory({ policy: inProject('test/fixtures/policies/every-word.yml') });

/** One sentence that works. */
interface Sentence {
  readonly text: string | (() => string);
  readonly says: RegExp;
  /** where it is typed; absent: #deployments */
  readonly channel?: 'general';
  /** operations that CodePipeline has to be asked for */
  readonly asks?: readonly string[];
  /** operations that change something; every other one fails the test */
  readonly does?: readonly string[];
  /** makes what the sentence is about */
  readonly given?: () => Promise<unknown>;
  readonly after?: () => Promise<unknown>;
}

/** Everything that is asked of one word. A new word needs a row, or the test fails that compares the rows with the words. */
interface Row {
  readonly good: readonly Sentence[];
  /** what follows the name, of a word that needs the name of a pipeline: then it is also tried misspelt, ambiguous, hidden and left out */
  readonly behindName?: string;
  /** further sentences that cannot be carried out as they are */
  readonly bad?: readonly (readonly [text: string, says: RegExp])[];
}

/** Operations that change something; the sweep polls for jobs all the time. */
const WRITE = /^codepipeline:(?!Get|List|Poll)/;

let gated: Train;
let commit = '';

const ROWS: Readonly<Record<string, Row>> = {
  status: {
    good: [
      { text: 'status', says: /⏸ .*word-web.*word-job/s, asks: ['ListPipelines', 'GetPipelineState'] },
      {
        text: 'status word-w',
        says: /✓ Source succeeded.*⏸ Gate waiting.*◌ Prod not started/s,
        asks: ['GetPipelineState', 'ListPipelineExecutions'],
      },
    ],
    bad: [
      ['status wrod-web', /Did you mean `word-web`/],
      ['status word-', /may be any of 2 pipelines/],
      ['status word-web Prod', /does not know what to do with “Prod”/],
    ],
  },
  changes: {
    behindName: 'Prod',
    good: [
      {
        text: 'changes word-web',
        says: /1 commit would come to Prod with .*nothing tells what it runs/s,
        asks: ['GetPipeline'],
      },
      { text: 'changes word-web Gate', says: /1 commit would come to Gate/ },
      { text: 'changes word-job prod', says: /Nothing is on its way to Prod/ },
    ],
    bad: [['changes word-web Prd', /\*word-web\* has no stage called `Prd`\. It has Source, Build, Gate, Prod/]],
  },
  where: {
    good: [
      {
        text: () => `where ${commit.slice(0, 8)}`,
        says: /is in 1 execution.*word-job.*succeeded, good in Source, Build, Prod.*looked through the newest 100 executions of 2 pipelines/s,
        asks: ['ListPipelineExecutions', 'ListActionExecutions'],
      },
      { text: 'where 0000000', says: /No execution carries `0000000`/ },
    ],
    bad: [
      ['where', /where needs a commit.*Usage: `\/pipeline where/s],
      ['where 3f2', /“3f2” is too short/],
    ],
  },
  list: {
    good: [
      { text: 'list', says: /word-web.*word-job.*2 pipelines: 1 waiting, 1 succeeded/s },
      { text: 'list *-job', says: /word-job(?!.*word-web)/s },
      { text: 'list nothing-*', says: /No pipeline’s name fits `nothing-\*`/ },
    ],
    bad: [['list one two', /does not know what to do with “two”/]],
  },
  show: {
    behindName: '',
    good: [
      {
        text: 'show word-job',
        says: /V2 SUPERSEDED.*Source by CodeStarSourceConnection.*FullRepositoryId `railway-goods\/word-job`.*before entry, else fail: Colour, a VariableCheck rule.*variable `colour`: of the signal/s,
        asks: ['GetPipeline'],
      },
    ],
  },
  history: {
    behindName: '5',
    good: [
      {
        text: 'history word-job',
        says: /succeeded.*started as the pipeline was created/s,
        asks: ['ListPipelineExecutions'],
      },
      { text: 'history word-web 1', says: /the newest 1 execution/ },
      {
        text: () => `history word-web ${gated.executionId.slice(0, 8)}`,
        says: /execution .* running.*Source\/Fetch.*succeeded.*Gate\/Go.*running/s,
        asks: ['GetPipelineExecution', 'ListActionExecutions'],
      },
    ],
    bad: [
      ['history word-web 00000000', /None of the newest \d+ executions of \*word-web\* begins with `00000000`/],
      ['history word-web many', /“many” is neither a number nor an execution/],
      ['history word-web 1000', /shows 100 executions at most/],
    ],
  },
  mine: {
    good: [{ text: 'mine', says: /1 approval waits for you\..*looked at the newest 5 executions of 2 pipelines/s }],
    bad: [['mine word-web', /mine does not know what to do with “word-web”/]],
  },
  logs: {
    behindName: '',
    good: [{ text: 'logs word-job', says: /nothing failed lately.*Build\/Compile/s, asks: ['ListActionExecutions'] }],
  },
  who: {
    behindName: '',
    good: [{ text: 'who word-web', says: /Approve .*every full member — rule 2/, asks: ['GetPipeline'] }],
  },
  audit: {
    good: [
      { text: 'audit', says: /Audit of everything that you may read since .*who reads the audit is written down/is },
    ],
    bad: [['audit word-web for ages', /“ages” is no length of time/]],
  },
  rules: {
    behindName: '',
    good: [
      {
        text: 'rules word-job',
        says: /before entry, else fail: Colour.*✓ Build\/Colour succeeded · VariableCheck/s,
        asks: ['GetPipeline', 'ListRuleExecutions'],
      },
      {
        text: 'rules word-web',
        says: /has no conditions\. Rules that it could have: `CloudWatchAlarm`/,
        asks: ['ListRuleTypes'],
      },
    ],
  },
  targets: {
    behindName: '',
    good: [
      {
        text: 'targets word-job',
        says: /newest deployment: \d targets.*Prod\/Ship.* by EC2.*✓ i-[0-9a-f]+ succeeded/s,
        asks: ['ListActionExecutions', 'ListDeployActionExecutionTargets'],
      },
      { text: 'targets word-web', says: /deployed nothing lately/ },
    ],
  },
  tags: {
    behindName: '',
    good: [
      { text: 'tags word-job', says: /1 tag.*`team` = `goods`/s, asks: ['ListTagsForResource'] },
      { text: 'tags word-web', says: /no tags/ },
    ],
  },
  actions: {
    good: [
      { text: 'actions', says: /types of actions\..*Approval\/AWS\/Manual\/1/s, asks: ['ListActionTypes'] },
      {
        text: 'actions SandboxFunction',
        says: /Invoke\/ThirdParty\/SandboxFunction\/1.*done by a Lambda function/s,
        asks: ['GetActionType'],
      },
      { text: 'actions Manual', says: /Approval\/AWS\/Manual\/1\*? · takes no artifact/, asks: ['GetActionType'] },
      { text: 'actions Nonsense', says: /No type of action fits `Nonsense`/ },
    ],
    bad: [['actions a b', /does not know what to do with “b”/]],
  },
  webhooks: {
    good: [
      {
        text: 'webhooks',
        says: /1 webhook\..*from-outside\* starts word-job at Fetch · proved by nothing but its address · `\$\.ref = main` · never called/s,
        asks: ['ListWebhooks'],
      },
    ],
    bad: [['webhooks word-job', /does not know what to do with “word-job”/]],
  },
  start: {
    behindName: '',
    good: [{ text: 'start word-job colour=red', says: /You started \*word-job\*/, does: ['StartPipelineExecution'] }],
    bad: [['start word-job nonsense', /“nonsense” is not name=value/]],
  },
  stop: {
    behindName: '',
    good: [
      {
        text: 'stop word-job --abandon wrong branch',
        says: /You stopped and abandoned \*word-job\*/,
        does: ['StopPipelineExecution'],
        given: async () => {
          await story.sandbox().control.pause(true);
          await story.cardSays(await push('word-job'), /running/);
          // Only what began before the second in which somebody typed is theirs to stop.
          await story.quiet();
        },
        after: () => story.sandbox().control.pause(false),
      },
    ],
  },
  retry: {
    behindName: '',
    good: [
      {
        text: 'retry word-job',
        says: /You retried the failed actions of Build/,
        does: ['RetryStageExecution'],
        given: async () => {
          const train = await push('word-job', 'Build/Compile');
          await story.cardSays(train, /failed in Build/);
          // The reason is read where the log is, whoever asks for it.
          expect(await ask('U0DANA', 'logs word-job')).toMatch(/✗ \*.*Build\/Compile.*failed/s);
        },
      },
    ],
    bad: [['retry word-job Nowhere', /no stage called \*Nowhere\*/]],
  },
  disable: {
    behindName: 'Prod',
    good: [
      {
        text: 'disable word-job Prod end of quarter',
        says: /You closed the way .*Prod/,
        does: ['DisableStageTransition'],
      },
    ],
    bad: [['disable word-job', /disable needs the name of a stage/]],
  },
  enable: {
    behindName: 'Prod',
    good: [{ text: 'enable word-job Prod', says: /You opened the way .*Prod/, does: ['EnableStageTransition'] }],
    bad: [['enable word-job', /enable needs the name of a stage/]],
  },
  freeze: {
    good: [
      {
        text: 'freeze word-web Prod for 2h move',
        says: /You froze Prod of \*word-web\* until/,
        does: ['DisableStageTransition'],
      },
    ],
    bad: [
      ['freeze', /freeze needs/],
      ['freeze wrod-web Prod for 2h move', /No pipeline is called \*wrod-web\* here\. Did you mean `word-web`/],
    ],
  },
  freezes: {
    good: [{ text: 'freezes', says: /⊘ Prod of \*word-web\*: “move” · Dana Reyes · until/ }],
    bad: [['freezes word-web', /freezes does not know what to do with “word-web”\.\nUsage/]],
  },
  unfreeze: {
    good: [
      {
        text: 'unfreeze word-web Prod done',
        says: /You lifted the freeze of Prod of \*word-web\*/,
        does: ['EnableStageTransition'],
      },
    ],
    bad: [['unfreeze', /unfreeze needs/]],
  },
  approve: {
    behindName: '',
    good: [
      { text: 'approve word-web checked', says: /You approved Gate\/Go of \*word-web\*/, does: ['PutApprovalResult'] },
    ],
  },
  reject: {
    behindName: '',
    good: [
      {
        text: 'reject word-web search is broken',
        says: /You rejected Gate\/Go/,
        does: ['PutApprovalResult'],
        given: async () => story.approvalSays(await push('word-web'), /is waiting for approval/),
      },
    ],
  },
  subscribe: {
    good: [{ text: 'subscribe word-job failures', channel: 'general', says: /subscribed .*word-job/ }],
    bad: [
      ['subscribe', /subscribe needs the name of a pipeline, or a pattern/],
      ['subscribe word-job everything', /subscribe does not know what to do with “everything”/],
    ],
  },
  watch: {
    behindName: '',
    good: [{ text: 'watch word-job', says: /You watch .*word-job/ }],
  },
  subscriptions: {
    good: [{ text: 'subscriptions', channel: 'general', says: /hears of:.*word-job.*You watch \*?word-job/s }],
    bad: [['subscriptions word-job', /subscriptions does not know what to do with “word-job”/]],
  },
  unsubscribe: {
    good: [{ text: 'unsubscribe word-job', channel: 'general', says: /unsubscribed .*word-job/ }],
    bad: [['unsubscribe', /unsubscribe needs/]],
  },
  unwatch: {
    behindName: '',
    good: [{ text: 'unwatch word-job', says: /You stopped watching .*word-job/ }],
  },
  create: {
    good: [{ text: 'create word-next', says: /No pipeline is called \*word-next\* yet\. Write its definition/ }],
    bad: [
      ['create', /create needs a name for the new pipeline/],
      ['create word-job', /There is a pipeline called \*word-job\* already/],
    ],
  },
  edit: {
    behindName: '',
    good: [
      {
        text: 'edit word-job',
        says: /\*word-job\* is at version 1\. The definition is in your messages/,
        asks: ['GetPipeline'],
      },
    ],
  },
  delete: {
    behindName: '',
    good: [{ text: 'delete word-job', says: /This would delete \*word-job\*, version 1/, asks: ['GetPipeline'] }],
  },
  rollback: {
    behindName: 'Prod',
    good: [{ text: 'rollback word-web Prod', says: /No other execution was good in this stage/ }],
  },
  override: {
    behindName: 'Prod entry',
    good: [{ text: 'override word-web Prod entry', says: /No condition stops anything there now/ }],
  },
  revision: {
    behindName: 'Fetch 3f2c91e',
    good: [{ text: 'revision word-job Nowhere 3f2c91e', says: /no source|has no|Nothing was/i }],
  },
  doctor: {
    good: [{ text: 'doctor', says: /ok|✓/ }],
    bad: [['doctor word-web', /doctor does not know what to do with “word-web”/]],
  },
  mentions: {
    good: [
      { text: 'mentions off', says: /mention/ },
      { text: 'mentions on', says: /mention/ },
    ],
    bad: [['mentions maybe', /mentions/]],
  },
  help: {
    good: [
      { text: 'help', says: /status \[pipeline\].*looking.*history.*help looking/s },
      { text: 'help looking', says: /history <?&?.*mine/s },
      { text: 'help where', says: /where .*For example.*\/pipeline where 3f2c91e/s },
    ],
    bad: [['help whre', /There is no word `whre`.*Did you mean `where`/s]],
  },
};

async function push(pipeline: string, fail?: string): Promise<Train> {
  await story.quiet();
  const { executionId } = await story.sandbox().control.commit({ pipeline, ...(fail ? { fail } : {}) });
  return { pipeline, executionId };
}

beforeAll(async () => {
  const pipeline = readablePipeline('word-job');
  await story.aws().send(new CreatePipelineCommand({ pipeline }));
  await story.aws().send(new CreatePipelineCommand({ pipeline: readablePipeline('secret-web') }));
  const resourceArn = 'arn:aws:codepipeline:eu-west-1:123456789012:word-job';
  await story.aws().send(new TagResourceCommand({ resourceArn, tags: [{ key: 'team', value: 'goods' }] }));
  for (const targetPipeline of ['word-job', 'secret-web']) {
    const name = targetPipeline === 'word-job' ? 'from-outside' : 'from-nowhere';
    const webhook = {
      name,
      targetPipeline,
      targetAction: 'Fetch',
      authentication: 'UNAUTHENTICATED' as const,
      authenticationConfiguration: {},
      filters: [{ jsonPath: '$.ref', matchEquals: 'main' }],
    };
    await story.aws().send(new PutWebhookCommand({ webhook }));
  }
  gated = await story.waiting('word-web');
  await story.quiet();
  const told = await ask('U0DANA', 'history word-job');
  [, commit = ''] = /·\s<?([0-9a-f]{7})\b/.exec(told) ?? [];
}, 60_000);

/** What a person is told in private by typing this, in one text. */
async function ask(user: string, text: string, channel = 'deployments'): Promise<string> {
  const told = await answers(user, () => story.sandbox().control.command({ user, channel, text }));
  return told.map(({ words }) => words).join('\n');
}

async function answers(user: string, work: () => Promise<unknown>): Promise<Seen[]> {
  const before = new Set((await seenBy(user)).map(({ ts }) => ts));
  await work();
  await story.sandbox().control.settle(30_000);
  return (await seenBy(user)).filter(({ ts }) => !before.has(ts));
}

async function seenBy(user: string): Promise<Seen[]> {
  const { messages } = await look(story.sandbox().slack, user);
  return Object.values(messages)
    .flat()
    .filter(({ ephemeral }) => ephemeral)
    .map(toSeen);
}

/** The operations of CodePipeline that were called meanwhile. */
async function operationsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const { calls: before } = await story.sandbox().control.state();
  await work();
  const { calls } = await story.sandbox().control.state();
  return Object.keys(calls.aws).filter(
    (call) => call.startsWith('codepipeline:') && calls.aws[call] !== before.aws[call],
  );
}

const WORDS = Object.entries(ROWS);
const ABOUT_ONE = WORDS.flatMap(([verb, { behindName }]) =>
  behindName === undefined ? [] : [[verb, (name: string) => `${verb} ${name} ${behindName}`.trim()] as const],
);

describe('every word', () => {
  it('has a row here', () => {
    expect(Object.keys(ROWS).toSorted()).toEqual(SUB_COMMANDS.map(({ name }) => name).toSorted());
  });

  it('that needs the name of a pipeline is tried with names that lead nowhere', () => {
    const needing = SUB_COMMANDS.filter(({ usage }) => /^\S+ <pipeline>/.test(usage)).map(({ name }) => name);
    expect(ABOUT_ONE.map(([verb]) => verb).toSorted()).toEqual(needing.toSorted());
  });
});

describe('a word that is wrong in some way changes nothing, and says what would be right:', () => {
  it.each(ABOUT_ONE)('%s, with a name misspelt, ambiguous, or left out', async (verb, sentence) => {
    const made = await operationsDuring(async () => {
      expect(await ask('U0DANA', sentence('wrod-web'))).toMatch(
        /No pipeline is called \*wrod-web\* here\. Did you mean `word-web`/,
      );
      expect(await ask('U0DANA', sentence('word-'))).toMatch(/`word-` may be any of 2 pipelines\. Which one\?/);
      expect(await ask('U0DANA', verb)).toMatch(
        new RegExp(
          `${verb} needs the name of a pipeline\\.\\nUsage: \`/pipeline ${verb} .*\`/pipeline ${verb} \\S+`,
          's',
        ),
      );
    });

    expect(made.filter((operation) => WRITE.test(operation))).toEqual([]);
  });

  const BAD = WORDS.flatMap(([, { bad = [] }]) => bad);
  it.each(BAD)('%s', async (text, says) => {
    const made = await operationsDuring(async () => expect(await ask('U0DANA', text)).toMatch(says));

    expect(made.filter((operation) => WRITE.test(operation))).toEqual([]);
  });
});

describe('who may not look', () => {
  it('gets the same answer for what is hidden from them as for what is not there, whatever the word is', async () => {
    const made = await operationsDuring(async () => {
      for (const [verb, sentence] of ABOUT_ONE) {
        const hidden = await ask('U0DANA', sentence('secret-web'));
        const absent = await ask('U0DANA', sentence('absent-xyz'));
        expect(hidden, verb).toBe(absent.replaceAll('absent-xyz', 'secret-web'));
      }
    });

    expect(made.filter((operation) => WRITE.test(operation))).toEqual([]);
  });

  it('hears nothing of it in answers about all pipelines', async () => {
    for (const text of ['', 'list', 'status', 'mine', 'webhooks', 'where 0000000'])
      expect(await ask('U0DANA', text), text).not.toMatch(/secret-|from-nowhere|3 pipelines/);
    expect(await ask('U0BEN', 'list')).toContain('secret-web');
    expect(await ask('U0BEN', 'webhooks')).toContain('from-nowhere');
  });

  it('as a guest is refused every word that could tell anything, in one sentence', async () => {
    const texts = WORDS.filter(([verb]) => verb !== 'help').flatMap(([, { good }]) =>
      good.slice(0, 1).map(({ text }) => (typeof text === 'string' ? text : text())),
    );
    const made = await operationsDuring(async () => {
      const told = await answers('U0GIL', async () => {
        for (const text of texts)
          await story.sandbox().control.command({ user: 'U0GIL', channel: 'deployments', text });
      });
      expect(told.map(({ words }) => words)).toEqual(
        texts.map(() => 'Guests cannot do that. Nothing was changed; a full member of this workspace can.'),
      );
    });

    expect(made).toEqual([]);
  });
});

describe('in a channel that is about one pipeline', () => {
  it('its name may be left out of a question', async () => {
    expect(await ask('U0DANA', 'show', 'general')).toMatch(/word-job.*version 1/s);
    expect(await ask('U0DANA', 'history 1', 'general')).toMatch(/word-job.*the newest 1 execution/s);
    expect(await ask('U0DANA', 'changes Prod', 'general')).toMatch(/Nothing is on its way to Prod of .*word-job/);
  });

  it('and of a deed too, which is asked back with the whole sentence', async () => {
    const [asked] = await answers('U0DANA', () =>
      story.sandbox().control.command({ user: 'U0DANA', channel: 'general', text: 'disable Prod end of quarter' }),
    );

    expect(asked?.words).toMatch(
      /This channel is about word-job\. Do you mean this\?.*\/pipeline disable word-job Prod end of quarter/s,
    );
    expect(asked?.buttons.map(({ action_id }) => action_id)).toEqual(['words:run']);
  });

  it('but not by somebody who sees that it is about more', async () => {
    expect(await ask('U0BEN', 'show', 'general')).toMatch(/show needs the name of a pipeline/);
  });
});

describe('every word, well typed', () => {
  const GOOD = WORDS.flatMap(([verb, { good }]) =>
    good.map((sentence, index) => [`${verb} ${index + 1}`, sentence] as const),
  );

  it.each(GOOD)('%s', async (_, { text, says, channel, asks = [], does = [], given, after }) => {
    await given?.();
    const sentence = typeof text === 'string' ? text : text();
    let told = '';
    const made = await operationsDuring(async () => {
      told = await ask('U0DANA', sentence, channel);
    });
    await after?.();

    expect(told, sentence).toMatch(says);
    expect(made).toEqual(expect.arrayContaining(asks.map((operation) => `codepipeline:${operation}`)));
    expect(made.filter((operation) => WRITE.test(operation))).toEqual(
      does.map((operation) => `codepipeline:${operation}`),
    );
    expect(told).not.toMatch(/planted-/);
  });
});

it('a permission that is missing is said, and not asked for again and again', async () => {
  const { control } = story.sandbox();
  await control.faults({ aws: [{ operation: 'codepipeline:ListTagsForResource', error: 'AccessDeniedException' }] });
  const told = await ask('U0DANA', 'tags word-job');
  await control.faults({});

  expect(told).toMatch(/Signalbox has no right to do this in AWS.*AccessDeniedException · reference/s);
});

describe('a long answer', () => {
  it('turns its pages in place', async () => {
    const [first] = await answers('U0DANA', () =>
      story.sandbox().control.command({ user: 'U0DANA', channel: 'deployments', text: 'actions' }),
    );
    const count = (await seenBy('U0DANA')).length;
    expect(first?.words).toContain('page 1 of 2');
    expect(first && canDecide(first)).toBe(false);

    await story.press('U0DANA', first ?? { ts: '' }, 'page:on');
    await story.sandbox().control.settle(30_000);

    const after = await seenBy('U0DANA');
    expect(after).toHaveLength(count);
    expect(after.find(({ ts }) => ts === first?.ts)?.words).toContain('page 2 of 2');
  });
});
