import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveState } from '../../src/app/codepipeline-ports.ts';
import { OperationId, type RunKey, UserId } from '../../src/domain/ids.ts';
import type { ApprovalTarget, Deed, StageTarget } from '../../src/domain/operation.ts';
import { aRequest } from '../support/builders.ts';
import { createOperationWorld, HOME } from '../support/operation-world.ts';
import { shopPipeline } from '../support/pipelines.ts';

const PIPELINE = { account: HOME, region: 'eu-west-1', pipeline: 'shop-web' };
const ALLOWED = ['U0BEN', 'U0INES'];

/** What may happen next. Buttons are picked among all that were ever drawn, the old ones too. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('push' as const), fails: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('click' as const),
      button: fc.nat(50),
      what: fc.constantFrom(
        'approve' as const,
        'reject' as const,
        'retry' as const,
        'retryAll' as const,
        'stop' as const,
      ),
      who: fc.constantFrom('U0BEN', 'U0INES', 'U0GIL', 'U0ODA', 'U0NOBODY'),
      times: fc.integer({ min: 1, max: 3 }),
      sameRequest: fc.boolean(),
    }),
  },
);

type World = ReturnType<typeof createOperationWorld>;

/** Every button that a message ever carried, as the views draw them from the true state. */
class Buttons {
  readonly approvals = new Map<string, ApprovalTarget>();
  readonly stages = new Map<string, StageTarget>();

  draw(live: LiveState | undefined): void {
    for (const { name: stage, executionId, actions } of live?.stages ?? []) {
      for (const { name: action, run, token, status } of actions) {
        if (!executionId || !run) continue;
        if (token) this.approvals.set(run, { ...PIPELINE, executionId, stage, action, run });
        if (status === 'Failed') this.stages.set(run, { ...PIPELINE, executionId, stage, run });
      }
    }
  }
}

function pick<T>(map: Map<string, T>, index: number): T | undefined {
  return [...map.values()][index % Math.max(1, map.size)];
}

function deedOf(buttons: Buttons, what: string, index: number): Deed | undefined {
  const approval = pick(buttons.approvals, index);
  const stage = pick(buttons.stages, index);
  if (what === 'approve' || what === 'reject') return approval && { kind: what, target: approval, comment: '' };
  if (what === 'stop') {
    const of = approval ?? stage;
    if (!of) return undefined;
    const { account, region, pipeline, executionId } = of;
    return {
      kind: 'stop',
      target: { account, region, pipeline, executionId, run: 'a1' },
      abandon: index % 2 === 0,
      reason: '',
    };
  }
  return stage && { kind: 'retry', target: stage, mode: what === 'retry' ? 'FAILED_ACTIONS' : 'ALL_ACTIONS' };
}

/** The run that a token belonged to at the moment before it was used, from the true state. */
function runsByToken(
  live: LiveState | undefined,
): Map<string, { run: RunKey | undefined; executionId: string | undefined }> {
  const entries = (live?.stages ?? []).flatMap(({ executionId, actions }) =>
    actions.flatMap(({ token, run }) => (token ? [[token, { run, executionId }] as const] : [])),
  );
  return new Map(entries);
}

async function click(
  world: World,
  buttons: Buttons,
  at: Extract<typeof step extends fc.Arbitrary<infer T> ? T : never, { kind: 'click' }>,
  serial: number,
) {
  const deed = deedOf(buttons, at.what, at.button);
  if (!deed) return;
  const before = await world.reads.state(PIPELINE);
  const tokens = runsByToken(before);
  const doneBefore = world.done.length;
  const now = world.world.now();
  const requests = Array.from({ length: at.times }, (_, index) =>
    aRequest({
      operationId: OperationId(`op${serial}-${at.sameRequest ? 0 : index}-0123456789`),
      actor: { userId: UserId(at.who) },
      ask: { kind: 'deed', deed },
      requestedAt: new Date(now).toISOString(),
      notAfter: new Date(now + 900_000).toISOString(),
    }),
  );

  await world.performAll(requests);

  const writes = world.done.slice(doneBefore);
  expect(writes.length, 'one effect at most').toBeLessThanOrEqual(1);
  if (!ALLOWED.includes(at.who)) expect(writes, 'nobody acts without the right to').toEqual([]);
  for (const { call, args } of writes) {
    const target = args[0] as Record<string, string>;
    expect(target.executionId, 'only the execution on the button').toBe(
      'executionId' in deed.target ? deed.target.executionId : undefined,
    );
    if (call !== 'putApprovalResult') continue;
    const used = tokens.get(String(args[3]));
    expect({ ...used }, 'only the run on the button').toEqual({
      run: (deed.target as ApprovalTarget).run,
      executionId: (deed.target as ApprovalTarget).executionId,
    });
  }
}

describe('a button', () => {
  it('of one execution, or of an earlier run, never changes anything else, for any interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const world = createOperationWorld();
        const buttons = new Buttons();
        await world.client.send(new CreatePipelineCommand({ pipeline: shopPipeline() }));
        for (const [serial, next] of steps.entries()) {
          if (next.kind === 'time') await world.world.runUntil(world.world.now() + next.seconds * 1_000);
          if (next.kind === 'push')
            world.service.commit({ pipeline: 'shop-web', ...(next.fails ? { fail: 'Build/Compile' } : {}) });
          if (next.kind === 'click') await click(world, buttons, next, serial);
          await world.followEvents();
          buttons.draw(await world.reads.state(PIPELINE));
        }
      }),
      { numRuns: 60, interruptAfterTimeLimit: 25_000 },
    );
  });
});
