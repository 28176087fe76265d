import { CreatePipelineCommand, type PipelineDeclaration } from '@aws-sdk/client-codepipeline';
import { afterEach, describe, expect, it } from 'vitest';
import type { Seen } from '../support/seen.ts';
import { inStory, type Train } from '../support/story.ts';
import { declaration } from '../support/story-pipeline.ts';

const story = inStory();

const OUTPUT = [
  ' ✓ test/search.test.ts (31 tests) 98ms',
  'error: an old job was not there, ignored',
  ' FAIL  test/cart.test.ts > total > adds shipping once',
  'AssertionError: expected 41.9 to be 37',
  'connecting to postgres://app:hunter2hunter2@db/shop',
].join('\n');

/** A push that breaks an action, told in the thread once it is explained. */
async function broken(name: string, fail: string, output?: string): Promise<Train & { reply: Seen }> {
  await story.quiet();
  const push = { pipeline: name, fail, author: 'lee', ...(output === undefined ? {} : { output }) };
  const { executionId } = await story.sandbox().control.commit(push);
  const train = { pipeline: name, executionId };
  await story.cardSays(train, /failed in/);
  return { ...train, reply: await replyOf(train) };
}

const isFailure = ({ words, threadTs }: Seen) => threadTs !== undefined && /failed in/.test(words);

/** Nothing is pending when it looks, so that nobody looks any further into it. */
function replyOf(train: Train): Promise<Seen> {
  return story.until(async () => (await story.messages(train)).find(isFailure), `${train.pipeline} tells its failure`);
}

/** A pipeline that was green once. */
async function green(pipeline: PipelineDeclaration): Promise<string> {
  const name = pipeline.name ?? '';
  await story.quiet();
  await story.aws().send(new CreatePipelineCommand({ pipeline }));
  await story.sandbox().control.settle(30_000);
  await story.quiet();
  return name;
}

const plain = (name: string) => green(declaration(name, 'plain'));

/** The same with one deployment instead of its last stage. */
function deploying(name: string, provider: string, configuration: Record<string, string>): Promise<string> {
  const pipeline = declaration(name, 'plain');
  const action = {
    name: 'Ship',
    actionTypeId: { category: 'Deploy' as const, owner: 'AWS' as const, provider, version: '1' },
    configuration,
    inputArtifacts: [{ name: 'Code' }],
  };
  return green({ ...pipeline, stages: [...(pipeline.stages?.slice(0, 1) ?? []), { name: 'Prod', actions: [action] }] });
}

afterEach(() => story.sandbox().control.faults({}));

describe('a build that failed', () => {
  it('is told with the lines around the cause, secrets masked, and mentions whose change it is; green again, it is told by whom', async () => {
    const name = await plain('why-build');
    const { reply, ...train } = await broken(name, 'Build/Compile', OUTPUT);

    expect(reply.words).toMatch(/Build.* failed in .*: npm test ended with exit status 1 in BUILD/s);
    expect(reply.words).toContain('AssertionError: expected 41.9 to be 37');
    expect(reply.words).toContain('postgres://app:[masked]@db/shop');
    expect(JSON.stringify(reply)).not.toContain('hunter2');
    expect(reply.words).toContain('<@U0LEE>: new here since it was last green');
    expect(reply.words).toContain('red for the 1st time');
    expect(reply.words).toMatch(/log, line \d+/);
    expect(reply).toMatchObject({ broadcast: true });
    expect((await story.card(train)).words).toContain('npm test ended with exit status 1');

    const again = await broken(name, 'Build/Compile', OUTPUT);
    expect(again.reply.words).toContain('still failing: red for the 2nd time in a row');
    expect(again.reply.broadcast).toBeFalsy();

    await story.quiet();
    const { executionId } = await story.sandbox().control.commit({ pipeline: name, author: 'dana' });
    const mended = { pipeline: name, executionId };
    await story.cardSays(mended, /succeeded/);
    await story.quiet();
    const told = (await story.messages(mended)).filter(({ words }) => /green again/.test(words));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ broadcast: true });
    expect(told[0]?.words).toMatch(/Build.* is green again in .*why-build.* · red for .* · fixed by Dana Reyes/s);
  });

  it('does not mention somebody who does not want it', async () => {
    const name = await plain('why-quiet');
    const [told] = await story.type('U0LEE', 'mentions off');
    expect(told?.words).toContain('without a mention from now on');

    const { reply } = await broken(name, 'Build/Compile', OUTPUT);
    await story.type('U0LEE', 'mentions on');

    expect(reply.words).toContain('Lee Chen: new here since it was last green');
    expect(reply.words).not.toContain('<@U0LEE>');
  });

  it('is one reply for all actions of a stage, and retried without a change it is told so', async () => {
    const name = await plain('why-two');
    await story.sandbox().control.pause(true);
    const { executionId } = await story.sandbox().control.commit({ pipeline: name, fail: 'Build/Lint', author: 'lee' });
    await story.sandbox().control.pause(false);
    const train = { pipeline: name, executionId };
    await story.cardSays(train, /failed in Build/);
    const reply = await replyOf(train);

    await story.press('U0BEN', reply, 'failure:retry');
    await story.cardSays(train, /succeeded/);
    await story.quiet();

    const words = (await story.messages(train)).map((message) => message.words);
    expect(words.filter((one) => /✗ .*failed in/.test(one))).toHaveLength(1);
    expect(words.filter((one) => /green again.*passed when Ben Okafor retried it/s.test(one))).toHaveLength(1);
  });

  it('names the permission that is missing to read its log', async () => {
    const name = await plain('why-denied');
    await story.sandbox().control.faults({ aws: [{ operation: 'logs:GetLogEvents', error: 'AccessDeniedException' }] });

    const { reply } = await broken(name, 'Build/Compile', OUTPUT);

    expect(reply.words).toContain('lacks `logs:GetLogEvents`');
    expect(reply.words).toContain('npm test ended with exit status 1');
  });

  it('is told without its log where CloudWatch turns us away', async () => {
    const name = await plain('why-throttled');
    await story.sandbox().control.faults({ aws: [{ operation: 'logs:GetLogEvents', error: 'ThrottlingException' }] });

    const { reply } = await broken(name, 'Build/Compile', OUTPUT);

    expect(reply.words).toContain('CloudWatch Logs turned us away');
  });

  it('is told though CodeBuild gives no answer, with what is there', async () => {
    const name = await plain('why-silent');
    await story.sandbox().control.faults({ aws: [{ operation: 'codebuild:BatchGetBuilds', timeoutBefore: true }] });

    const { reply, ...train } = await broken(name, 'Build/Compile', OUTPUT);

    expect(reply.words).toContain('CodeBuild did not answer in time');
    expect(reply.words).toContain('<@U0LEE>');
    expect((await story.messages(train)).filter(isFailure)).toHaveLength(1);
  });
});

describe('what other providers tell', () => {
  it('CloudFormation: the first resource that failed, not what followed', async () => {
    const name = await deploying('why-stack', 'CloudFormation', {
      ActionMode: 'CREATE_UPDATE',
      StackName: 'shop',
      RoleArn: 'arn:aws:iam::123456789012:role/deploy',
      TemplatePath: 'Code::template.yml',
    });

    const { reply } = await broken(name, 'Prod/Ship');

    expect(reply.words).toContain('Service (AWS::ECS::Service): ');
    expect(reply.words).not.toContain('The following resource(s) failed');
  });

  it('CodeDeploy: the lifecycle event on its instance, with the end of the script’s output', async () => {
    const name = await deploying('why-deploy', 'CodeDeploy', { ApplicationName: 'shop', DeploymentGroupName: 'prod' });

    const { reply } = await broken(name, 'Prod/Ship');

    expect(reply.words).toContain('ValidateService (scripts/validate.sh) on i-0a1b2c3d4e5f60718');
    expect(reply.words).toContain('Failed to connect to localhost port 8080');
  });

  it('ECS: why its task stopped', async () => {
    const name = await deploying('why-ecs', 'ECS', {
      ClusterName: 'prod',
      ServiceName: 'why-web',
      FileName: 'images.json',
    });

    const { reply } = await broken(name, 'Prod/Ship');

    expect(reply.words).toContain('web: CannotPullContainerError');
  });

  it('S3: the words of the deployment itself', async () => {
    const name = await deploying('why-s3', 'S3', { BucketName: 'shop-assets', Extract: 'true' });

    const { reply } = await broken(name, 'Prod/Ship');

    expect(reply.words).toContain('no s3:PutObject permission for the bucket shop-assets');
  });
});
