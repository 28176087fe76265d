import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OperationId, UserId } from '../../src/domain/ids.ts';
import type { ApprovalTarget, OperationRequest } from '../../src/domain/operation.ts';
import { aRequest } from '../support/builders.ts';
import { createOperationWorld, HOME } from '../support/operation-world.ts';
import { shopPipeline } from '../support/pipelines.ts';
import { aGroupTeam, anApproveGrant, aPolicy, aRule, aTeam } from '../support/policy.ts';

const MINUTE = 60_000;
const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
/** Managers may approve; Dana wrote the change that waits, and she may break the glass; Gil is a guest. */
const VOTERS = ['U0BEN', 'U0INES', 'U0LEE', 'U0DANA', 'U0GIL'];
const MANAGERS = ['U0BEN', 'U0INES', 'U0LEE', 'U0DANA'];
const AUTHOR = 'U0DANA';

const rules = fc.record({
  quorum: fc.integer({ min: 1, max: 3 }),
  rejectQuorum: fc.integer({ min: 1, max: 2 }),
  notOwnChange: fc.boolean(),
});
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('vote' as const),
      who: fc.constantFrom(...VOTERS),
      verdict: fc.constantFrom('approve' as const, 'approve' as const, 'approve' as const, 'reject' as const),
      loud: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
      /** the delivery dies at this call, and comes again or not */
      diesAt: fc.option(fc.integer({ min: 1, max: 25 }), { freq: 2 }),
      comesAgain: fc.boolean(),
      times: fc.integer({ min: 1, max: 2 }),
      /** delivered so much later */
      lateMinutes: fc.constantFrom(0, 0, 0, 0, 16),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('group' as const), people: fc.subarray(MANAGERS, { minLength: 1 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Rules = typeof rules extends fc.Arbitrary<infer T> ? T : never;

const policyOf = (grant: Rules) =>
  aPolicy({
    teams: [aGroupTeam('managers', 'S0RELEASE'), aTeam('fire', 'U0LEE')],
    rules: [
      aRule({ approve: anApproveGrant({ by: ['managers'], ...grant, breakGlass: { by: ['fire'], quorum: 1 } }) }),
    ],
  });

/** What somebody asked for, and when. */
interface Asked {
  readonly request: OperationRequest;
  readonly who: string;
  readonly verdict: 'approve' | 'reject';
  readonly loud: boolean;
}

interface Group {
  readonly since: number;
  readonly people: readonly string[];
}

async function play(grant: Rules, steps: readonly Step[]): Promise<string[]> {
  const world = createOperationWorld(policyOf(grant));
  const problems: string[] = [];
  const asked: Asked[] = [];
  const groups: Group[] = [{ since: 0, people: MANAGERS }];
  world.setGroup('S0RELEASE', ...MANAGERS);
  for (const who of VOTERS) world.setAddress(`${who}@railway.example`, UserId(who));
  await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
  await world.world.runUntil(world.world.now() + MINUTE);
  world.service.commit({
    pipeline: 'shop-web',
    author: { name: 'Dana', email: `${AUTHOR}@railway.example`, login: 'dana' },
  });
  await world.world.runUntil(world.world.now() + MINUTE);
  await world.followEvents();
  const target = await waiting(world);
  if (!target) return ['no approval waits'];

  let serial = 0;
  let looked = 0;
  /** What CodePipeline took since, held against what people said until now. */
  const look = async () => {
    const now = world.world.now();
    for (const { call, args } of world.done.slice(looked)) {
      const decision = (await world.executions.get(target))?.execution.decisions[target.run];
      // Whoever was allowed when it was decided was allowed, though the sweep told CodePipeline only later.
      const decidedAt = Date.parse(decision?.at ?? '');
      const managers = groups.findLast(({ since }) => since <= decidedAt)?.people ?? [];
      if (call === 'putApprovalResult') problems.push(...judged(grant, managers, asked, args[1], now));
    }
    looked = world.done.length;
  };
  const minute = async () => {
    await world.world.runUntil(world.world.now() + MINUTE);
    await world.followEvents();
    for (const request of await world.sweep()) await world.perform(request);
    await look();
  };

  for (const one of steps) {
    if (one.kind === 'wait') for (let count = 0; count < one.minutes; count++) await minute();
    else if (one.kind === 'group') {
      groups.push({ since: world.world.now(), people: one.people });
      world.setGroup('S0RELEASE', ...one.people);
    } else {
      const request = voteOf(world, target, one, ++serial);
      asked.push({ request, who: one.who, verdict: one.verdict, loud: one.loud });
      for (let late = 0; late < one.lateMinutes; late++) await minute();
      const plan = { atCall: one.diesAt ?? Number.POSITIVE_INFINITY, when: 'after' as const };
      if (one.comesAgain) await world.perform(request, plan);
      else await world.dieAt(request, plan);
      for (let again = 1; again < one.times; again++) await world.perform(request).catch(() => undefined);
      await look();
    }
  }
  for (let count = 0; count < 7; count++) await minute();

  const answers = world.done.filter(({ call }) => call === 'putApprovalResult').length;
  if (answers > 1) problems.push(`the run was answered ${answers} times`);
  const performed = world.audited.filter(({ kind }) => kind === 'performed').length;
  if (performed > answers) problems.push(`${performed} records say that it was done, and it was done ${answers} times`);
  const { decisions = {} } = (await world.executions.get(target))?.execution ?? {};
  const decision = decisions[target.run];
  if (answers === 1 && decision?.outcome !== 'recorded')
    problems.push(`it was answered, and the decision is ${decision?.outcome ?? 'not there'}`);
  if (answers === 0 && decision !== undefined) problems.push('a decision stays that CodePipeline never heard of');
  return problems;
}

/** An answer needs as many different people as the rule asks for, each of them allowed at this moment and in time. */
function judged(grant: Rules, managers: readonly string[], asked: readonly Asked[], verdict: unknown, now: number) {
  const inTime = asked.filter(({ request }) => Date.parse(request.requestedAt) <= now);
  const allowed = ({ who }: Asked) => managers.includes(who);
  const own = ({ who }: Asked) => grant.notOwnChange && who === AUTHOR;
  const people = (which: (one: Asked) => boolean) => new Set(inTime.filter(which).map(({ who }) => who)).size;
  const problems: string[] = [];
  if (verdict === 'approved') {
    const ordinary = people((one) => one.verdict === 'approve' && !one.loud && allowed(one) && !own(one));
    const loud = people((one) => one.verdict === 'approve' && one.loud && one.who === 'U0LEE' && !own(one));
    if (ordinary < grant.quorum && loud < 1) problems.push(`approved by ${ordinary} people instead of ${grant.quorum}`);
  } else if (people((one) => one.verdict === 'reject' && allowed(one)) < grant.rejectQuorum) {
    problems.push('rejected by too few');
  }
  const youngest = Math.max(...inTime.map(({ request }) => Date.parse(request.notAfter)));
  if (now > youngest + 1_000) problems.push('decided later than any vote may');
  return problems;
}

function voteOf(
  world: World,
  target: ApprovalTarget,
  { who, verdict, loud }: Extract<Step, { kind: 'vote' }>,
  serial: number,
): OperationRequest {
  const now = world.world.now();
  const breakGlass = loud && verdict === 'approve' ? { breakGlass: 'prod is down' } : {};
  return aRequest({
    operationId: OperationId(`${serial.toString(16).padStart(8, '0')}-vote`),
    actor: { userId: UserId(who) },
    requestedAt: new Date(now).toISOString(),
    notAfter: new Date(now + 15 * MINUTE).toISOString(),
    ask: { kind: 'deed', deed: { kind: verdict, target, comment: '', ...breakGlass } },
  });
}

type World = ReturnType<typeof createOperationWorld>;

async function waiting(world: World): Promise<ApprovalTarget | undefined> {
  const stage = (await world.reads.state(PIPELINE))?.stages.find(({ name }) => name === 'Approve');
  const run = stage?.actions[0]?.run;
  if (!stage?.executionId || !run) return undefined;
  return { ...PIPELINE, executionId: stage.executionId, stage: 'Approve', action: 'Go-ahead', run };
}

it('whoever votes, however often, in whatever order, and whatever dies on the way: the rule holds', {
  timeout: 400_000,
}, async () => {
  let decided = 0;
  await fc.assert(
    fc.asyncProperty(rules, fc.array(step, { minLength: 1, maxLength: 9 }), async (grant, steps) => {
      expect(await play(grant, steps)).toEqual([]);
      decided += 1;
    }),
    { numRuns: 250 },
  );
  expect(decided).toBe(250);
});
