import {
  CodePipelineClient,
  CreatePipelineCommand,
  GetPipelineStateCommand,
  ListPipelineExecutionsCommand,
  type PipelineDeclaration,
  type StageState,
} from '@aws-sdk/client-codepipeline';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { ExecutionId, shortId } from '../../src/domain/ids.ts';
import type { AckResult, MessageView } from '../../src/sandbox/ports.ts';
import { leaks } from './leaks.ts';
import { look, messagesSeenBy } from './look.ts';
import { type SandboxUnderTest, startSandbox } from './sandbox.ts';
import { canDecide, type Seen, type StateValues, toSeen } from './seen.ts';
import { asForm, clickPayload, type OldClick, sendSigned } from './signed-request.ts';
import { declaration, type Shape } from './story-pipeline.ts';

/** Real time that anything may take to become true. */
const PATIENCE_MS = 30_000;
/** A simulated action then takes a tenth of a second at most. */
const SPEED = 200;

/** Where a story stands: one execution of one pipeline. */
export interface Train {
  pipeline: string;
  executionId: string;
}

/** Stories in one sandbox: AWS on one side, what people see and press on the other. Every test brings pipelines of its own. */
export interface Story {
  sandbox(): SandboxUnderTest;
  aws(): CodePipelineClient;
  /** A pipeline with Source, Build, Gate (an approval) and Prod; its first execution runs. */
  create(name: string, shape?: Shape, more?: Partial<PipelineDeclaration>): Promise<Train>;
  /** The same, once its approval waits and can be decided. */
  waiting(name: string): Promise<Train & { approval: Seen }>;
  /** A plain pipeline whose Build has failed, once that can be retried. */
  broken(name: string): Promise<Train & { failure: Seen }>;
  /** Waits until the messages hold; nothing is pending when it looks. */
  until<T>(look: () => Promise<T | undefined>, what: string): Promise<T>;
  /** Everything about an execution in the channel and its threads, oldest first. */
  messages(train: Train): Promise<Seen[]>;
  card(train: Train): Promise<Seen>;
  approval(train: Train): Promise<Seen>;
  /** until its card says this */
  cardSays(train: Train, words: RegExp): Promise<Seen>;
  approvalSays(train: Train, words: RegExp): Promise<Seen>;
  /** Presses what is in the message now. */
  press(user: string, message: { ts: string }, actionId: string, value?: string): Promise<AckResult>;
  /** Fills in a modal and sends it off. */
  submit(user: string, view: { id: string } | undefined, values: StateValues): Promise<AckResult>;
  /** A modal as it stands now, once nothing is under way. */
  modal(view: { id: string } | undefined): Promise<{ callback_id: string; blocks: unknown[] } | undefined>;
  /** Sends a click that Slack would have sent for a button drawn earlier. */
  pressOld(click: OldClick): Promise<{ status: number; body: string }>;
  /** Nothing is under way, and Slack would take the next message at once. */
  quiet(): Promise<void>;
  /** What a person is told in private by whatever this sets off. */
  toldPrivately(user: string, work: () => Promise<unknown>): Promise<Seen[]>;
  /** The same of several people, in their order. */
  eachToldPrivately(users: readonly string[], work: () => Promise<unknown>): Promise<Seen[][]>;
  type(user: string, text: string): Promise<Seen[]>;
  stage(pipeline: string, stage: string): Promise<StageState>;
  executionStatus(train: Train): Promise<string | undefined>;
  /** how often CodePipeline was asked to do this while that happened */
  callsDuring(operation: string, work: () => Promise<unknown>): Promise<number>;
}

/** One sandbox for the stories of a file. At the end nothing may have been lost or gone wrong unnoticed.
 * @param options.deadLetters so many events are refused by design
 * @param options.policy a policy file of the story's own, and so the questions */
export function inStory(options: { deadLetters?: number; policy?: string; questions?: string } = {}): Story {
  let sandbox: SandboxUnderTest;
  let client: CodePipelineClient;
  /** of every approval that waited in a story */
  const tokens = new Set<string>();

  beforeAll(async () => {
    const { deadLetters: _none, ...files } = options;
    sandbox = await startSandbox({ speed: SPEED, ...files });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = new CodePipelineClient({ endpoint: sandbox.aws, region: 'eu-west-1', credentials });
  });
  afterAll(async () => {
    expect(await leaks(sandbox, tokens)).toEqual([]);
    const { deadLetters, violations } = await sandbox.control.state();
    await sandbox.stop();
    expect(deadLetters).toHaveLength(options.deadLetters ?? 0);
    expect({ violations, complaints: sandbox.complaints() }).toEqual({ violations: [], complaints: '' });
  });

  async function quiet(): Promise<void> {
    await sandbox.control.settle(PATIENCE_MS);
    await sandbox.control.advance(2_000);
    await sandbox.control.settle(PATIENCE_MS);
  }

  async function until<T>(read: () => Promise<T | undefined>, what: string): Promise<T> {
    return vi.waitFor(
      async () => {
        await sandbox.control.settle(PATIENCE_MS);
        const found = await read();
        if (found === undefined) throw new Error(`It did not come to this: ${what}`);
        return found;
      },
      { timeout: PATIENCE_MS, interval: 50 },
    );
  }

  async function messages({ executionId }: Train): Promise<Seen[]> {
    const all = await messagesSeenBy(sandbox.slack, 'U0DANA');
    const names = ({ text }: MessageView) => text.includes(shortId(ExecutionId(executionId)));
    const roots = new Set(all.filter((message) => names(message) && !message.threadTs).map(({ ts }) => ts));
    return all.filter((message) => names(message) || roots.has(message.threadTs ?? '')).map(toSeen);
  }

  const isRoot = ({ threadTs, ephemeral }: Seen) => threadTs === undefined && !ephemeral;
  const isApproval = ({ words }: Seen) => words.includes('· Gate/Go ');

  const isQuestion = ({ words }: Seen) => words.includes('· Ask/Question ask');

  const findApproval = async (train: Train) => (await messages(train)).filter(isRoot).findLast(isApproval);

  async function findCard(train: Train): Promise<Seen | undefined> {
    const cards = (await messages(train))
      .filter(isRoot)
      .filter((message) => !isApproval(message) && !isQuestion(message));
    expect(cards.length).toBeLessThan(2);
    return cards[0];
  }

  const there = (find: typeof findCard, what: string) => async (train: Train) => {
    const found = await find(train);
    if (!found) throw new Error(`There is no ${what} of ${train.pipeline}`);
    return found;
  };

  const says = (find: typeof findCard) => (train: Train, words: RegExp) =>
    until(async () => {
      const message = await find(train);
      return message && words.test(message.words) ? message : undefined;
    }, `a message of ${train.pipeline} says ${words}`);

  async function create(name: string, shape: Shape = 'gated', more: Partial<PipelineDeclaration> = {}): Promise<Train> {
    await quiet();
    await client.send(new CreatePipelineCommand({ pipeline: { ...declaration(name, shape), ...more } }));
    return { pipeline: name, executionId: await newestExecution(name) };
  }

  async function newestExecution(pipelineName: string): Promise<string> {
    const { pipelineExecutionSummaries } = await client.send(new ListPipelineExecutionsCommand({ pipelineName }));
    return pipelineExecutionSummaries?.[0]?.pipelineExecutionId ?? '';
  }

  async function privateMessages(user: string): Promise<Seen[]> {
    return (await messagesSeenBy(sandbox.slack, user)).filter(({ ephemeral }) => ephemeral).map(toSeen);
  }

  async function eachToldPrivately(users: readonly string[], work: () => Promise<unknown>): Promise<Seen[][]> {
    await quiet();
    const before = (await Promise.all(users.map(privateMessages))).flat().map(({ ts }) => ts);
    await work();
    await sandbox.control.settle(PATIENCE_MS);
    const after = await Promise.all(users.map(privateMessages));
    return after.map((told) => told.filter(({ ts }) => !before.includes(ts)));
  }

  async function toldPrivately(user: string, work: () => Promise<unknown>): Promise<Seen[]> {
    const [told = []] = await eachToldPrivately([user], work);
    return told;
  }

  async function tokenOf(name: string): Promise<string> {
    const { stageStates = [] } = await client.send(new GetPipelineStateCommand({ name }));
    const gate = stageStates.find(({ stageName }) => stageName === 'Gate')?.actionStates?.[0];
    if (!gate?.latestExecution?.token) throw new Error(`${name} waits for nobody`);
    return gate.latestExecution.token;
  }

  return {
    sandbox: () => sandbox,
    aws: () => client,
    create,
    until,
    messages,
    card: there(findCard, 'card'),
    approval: there(findApproval, 'approval'),
    cardSays: says(findCard),
    approvalSays: says(findApproval),
    async waiting(name) {
      const train = await create(name);
      const message = await until(async () => {
        const found = await findApproval(train);
        return found && canDecide(found) ? found : undefined;
      }, `the approval of ${name} can be decided`);
      await says(findCard)(train, /waiting/);
      tokens.add(await tokenOf(name));
      return { ...train, approval: message };
    },
    async broken(name) {
      const first = await create(name, 'plain');
      await says(findCard)(first, /succeeded/);
      await quiet();
      const { executionId } = await sandbox.control.commit({ pipeline: name, fail: 'Build/Compile', author: 'dana' });
      const train = { pipeline: name, executionId };
      await says(findCard)(train, /failed in Build/);
      const failure = await until(
        async () =>
          (await messages(train)).find(({ buttons }) => buttons.some(({ action_id }) => action_id === 'failure:retry')),
        `the failure of ${name} can be retried`,
      );
      return { ...train, failure };
    },
    press: (user, { ts }, actionId, value) =>
      sandbox.control.click({
        user,
        channel: 'deployments',
        ts,
        action_id: actionId,
        ...(value === undefined ? {} : { value }),
      }),
    submit: (user, view, values) => sandbox.control.submit({ user, view_id: view?.id ?? '', values }),
    async modal(view) {
      await sandbox.control.settle(PATIENCE_MS);
      return (await sandbox.control.state()).views.find(({ id }) => id === view?.id);
    },
    async pressOld(click) {
      const { now } = await look(sandbox.slack, 'U0DANA');
      return sendSigned(sandbox.aws, now, { body: asForm(clickPayload(click)) });
    },
    quiet,
    toldPrivately,
    eachToldPrivately,
    type: (user, text) => toldPrivately(user, () => sandbox.control.command({ user, channel: 'deployments', text })),
    async stage(pipeline, stage) {
      const { stageStates = [] } = await client.send(new GetPipelineStateCommand({ name: pipeline }));
      const found = stageStates.find(({ stageName }) => stageName === stage);
      if (!found) throw new Error(`${pipeline} has no stage ${stage}`);
      return found;
    },
    async executionStatus({ pipeline, executionId }) {
      const answer = await client.send(new ListPipelineExecutionsCommand({ pipelineName: pipeline }));
      return answer.pipelineExecutionSummaries?.find(({ pipelineExecutionId }) => pipelineExecutionId === executionId)
        ?.status;
    },
    async callsDuring(operation, work) {
      const count = async () => (await sandbox.control.state()).calls.aws[`codepipeline:${operation}`] ?? 0;
      const before = await count();
      await work();
      return (await count()) - before;
    },
  };
}
