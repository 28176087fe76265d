import { describe, expect, it } from 'vitest';
import { aBuild, actionState, aPipeline, aSource, aStage, MINUTE } from '../../codepipeline/workbench.ts';
import { type AnEndpoint, AUDIT_LOG, anEndpoint } from './an-endpoint.ts';

const GROUP = '/aws/codebuild/shop-web';

interface Build {
  id: string;
  buildStatus: string;
  buildNumber: number;
  buildComplete: boolean;
  phases: { phaseType: string; phaseStatus?: string; contexts?: { message: string }[] }[];
  logs: { groupName: string; streamName: string; deepLink: string };
}

async function built(fail: boolean): Promise<{ world: AnEndpoint; id: string; build: Build }> {
  const world = anEndpoint();
  world.call('CreatePipeline', {
    pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Build', aBuild())] }),
  });
  world.clock.advance(MINUTE);
  if (fail) {
    world.service.commit({ pipeline: 'shop-web', fail: 'Build/Compile' });
    world.clock.advance(MINUTE);
  }
  const id = actionState(world, 'Build', 'Compile').externalExecutionId ?? '';
  const { body } = await world.json('CodeBuild_20161006.BatchGetBuilds', { ids: [id] });
  const [build] = body.builds as Build[];
  if (!build) throw new Error(`no build ${id}`);
  return { world, id, build };
}

interface Page {
  events: { timestamp: number; message: string }[];
  nextForwardToken: string;
  nextBackwardToken: string;
  nextToken?: string;
}

describe('CodeBuild beside the pipelines', () => {
  it('knows the builds that actions started, by id and by ARN, and names those it does not know', async () => {
    const { world, id, build } = await built(false);
    expect(build).toMatchObject({
      id,
      buildStatus: 'SUCCEEDED',
      buildNumber: 1,
      buildComplete: true,
      initiator: 'codepipeline/shop-web',
      logs: { groupName: GROUP, streamName: id.split(':')[1] },
    });
    const arn = `arn:aws:codebuild:eu-west-1:123456789012:build/${id}`;
    const { body } = await world.json('CodeBuild_20161006.BatchGetBuilds', { ids: [arn, 'shop-web:none'] });
    expect(body.builds).toEqual([build]);
    expect(body.buildsNotFound).toEqual(['shop-web:none']);
  });

  it('tells the command on which a build failed', async () => {
    const { build } = await built(true);
    expect(build).toMatchObject({ buildStatus: 'FAILED', buildNumber: 2 });
    expect(build.phases.find(({ phaseType }) => phaseType === 'BUILD')?.contexts?.[0]?.message).toBe(
      'Error while executing command: npm test. Reason: exit status 1',
    );
  });

  it('refuses what is no list of ids', async () => {
    const { status, body } = await anEndpoint().json('CodeBuild_20161006.BatchGetBuilds', { ids: 'x' });
    expect([status, body.__type]).toEqual([400, 'InvalidInputException']);
  });
});

describe('CloudWatch Logs beside the pipelines', () => {
  const get = async (world: AnEndpoint, input: object) =>
    (await world.json('Logs_20140328.GetLogEvents', { logGroupName: GROUP, ...input })).body as unknown as Page;
  const filter = async (world: AnEndpoint, input: object) =>
    (await world.json('Logs_20140328.FilterLogEvents', { logGroupName: GROUP, ...input })).body as unknown as Page;

  it('has the log of a failed build, whose last line names the command', async () => {
    const { world, build } = await built(true);
    const { events } = await get(world, { logStreamName: build.logs.streamName });
    expect(events.at(-1)?.message).toContain('Error while executing command: npm test. Reason: exit status 1');
    expect(events.map(({ timestamp }) => timestamp)).toEqual(events.map(({ timestamp }) => timestamp).toSorted());
  });

  it('shows of a build that runs what it has written until now', async () => {
    const world = anEndpoint();
    world.call('CreatePipeline', { pipeline: aPipeline() });
    world.clock.advance(6_000);
    const logStreamName = actionState(world, 'Build', 'Compile').externalExecutionId?.split(':')[1];
    const before = (await get(world, { logStreamName })).events.length;
    world.clock.advance(1_000);
    expect((await get(world, { logStreamName })).events.length).toBeGreaterThan(before);
  });

  it('pages from either end, and the token stays when there is no more', async () => {
    const { world, build } = await built(true);
    const stream = { logStreamName: build.logs.streamName };
    const whole = await get(world, stream);
    const seen: string[] = [];
    let token: string | undefined;
    for (;;) {
      const page = await get(world, { ...stream, startFromHead: true, limit: 3, ...(token && { nextToken: token }) });
      if (page.nextForwardToken === token) break;
      seen.push(...page.events.map(({ message }) => message));
      token = page.nextForwardToken;
    }
    expect(seen).toEqual(whole.events.map(({ message }) => message));
    const last = await get(world, { ...stream, limit: 2 });
    expect(last.events).toEqual(whole.events.slice(-2));
    const earlier = await get(world, { ...stream, limit: 2, nextToken: last.nextBackwardToken });
    expect(earlier.events).toEqual(whole.events.slice(-4, -2));
  });

  it('finds lines by terms in all streams of a group, page by page', async () => {
    const { world, build } = await built(true);
    const { events } = await filter(world, { filterPattern: '"exit status 1" -Phase' });
    expect(events.map(({ message }) => message)).toEqual([
      expect.stringContaining('did not exit successfully npm test'),
    ]);
    const only = await filter(world, { logStreamNames: [build.logs.streamName], filterPattern: '?npm ?State' });
    expect(only.events.length).toBeGreaterThan(2);
    const first = await filter(world, { limit: 2 });
    const second = await filter(world, { limit: 2, nextToken: first.nextToken });
    expect(second.events[0]).not.toEqual(first.events[0]);
  });

  it.each([
    ['GetLogEvents', { logGroupName: '/none', logStreamName: 'x' }, 'ResourceNotFoundException'],
    ['GetLogEvents', { logGroupName: GROUP, logStreamName: 'x' }, 'ResourceNotFoundException'],
    ['GetLogEvents', { logGroupName: GROUP }, 'InvalidParameterException'],
    ['FilterLogEvents', { logGroupName: GROUP, filterPattern: '{ $.a = 1 }' }, 'InvalidParameterException'],
    ['FilterLogEvents', { logGroupName: GROUP, nextToken: 'made-up' }, 'InvalidParameterException'],
  ])('%s refuses %j', async (operation, input, error) => {
    const { world } = await built(false);
    const { status, body } = await world.json(`Logs_20140328.${operation}`, input);
    expect([status, body.__type]).toEqual([400, error]);
  });
});

describe('the log group of a rule', () => {
  const read = async (world: AnEndpoint) =>
    world.json('Logs_20140328.FilterLogEvents', { logGroupName: '/aws/events/audit' });

  it('is there before anything was delivered to it', async () => {
    expect(await read(anEndpoint())).toMatchObject({ status: 200, body: { events: [] } });
  });

  it('has every event that was delivered to it, whole, with the time of its delivery', async () => {
    const world = anEndpoint();
    const event = { id: 'e1', 'detail-type': 'Signalbox Operation Performed', detail: { v: 1 } };

    expect(world.deliveredLogs.take(AUDIT_LOG.replace(/:\*$/, ''), event)).toBe(true);
    world.clock.advance(MINUTE);
    expect(world.deliveredLogs.take(AUDIT_LOG, { ...event, id: 'e2' })).toBe(true);

    const { events } = (await read(world)).body as unknown as Page;
    expect(events.map(({ message }) => JSON.parse(message).id)).toEqual(['e1', 'e2']);
    expect((events[1]?.timestamp ?? 0) - (events[0]?.timestamp ?? 0)).toBe(MINUTE);
  });

  it('takes nothing that is meant for a function', () => {
    const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:operations';
    expect(anEndpoint().deliveredLogs.take(arn, {})).toBe(false);
  });
});
