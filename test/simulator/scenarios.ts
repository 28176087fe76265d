import type { PipelineDeclaration } from '@aws-sdk/client-codepipeline';
import { greenPipeline, shopPipeline } from '../support/pipelines.ts';
import type { Script } from './script.ts';

/** A story that always goes the same way as long as nothing goes wrong. */
export interface Scenario {
  readonly pipeline: PipelineDeclaration;
  /** the first execution of a new pipeline is part of the story; else it is over before the story begins */
  readonly fromCreation?: true;
  readonly play: (script: Script) => Promise<void>;
  /** how its executions end in CodePipeline, oldest first, whatever goes wrong on the way */
  readonly ends: readonly string[];
}

const APPROVE = 'approval:approve';
const REJECT = 'approval:reject';
const RETRY = 'failure:retry';
const STOP = 'execution:stop';

const shop = shopPipeline();
/** Time for two pushes to be two. */
const BETWEEN_PUSHES_MS = 40_000;

/** The stories of the fault matrix. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  green: {
    pipeline: greenPipeline(),
    ends: ['Succeeded'],
    play: async ({ push, until }) => void (await until(push(), 'Succeeded')),
  },
  failing: {
    pipeline: greenPipeline(),
    ends: ['Failed'],
    play: async ({ push, until }) => void (await until(push('Build/Compile'), 'Failed')),
  },
  retried: {
    pipeline: greenPipeline(),
    ends: ['Succeeded'],
    async play({ push, press, until }) {
      const execution = push('Build/Compile');
      await press('U0BEN', RETRY, execution);
      await until(execution, 'Succeeded');
    },
  },
  stopped: {
    pipeline: shop,
    ends: ['Stopped'],
    async play({ push, press, until }) {
      const execution = push();
      await press('U0INES', STOP, execution);
      await until(execution, 'Stopped');
    },
  },
  approved: {
    pipeline: shop,
    ends: ['Succeeded'],
    async play({ push, press, until }) {
      const execution = push();
      await press('U0BEN', APPROVE, execution);
      await until(execution, 'Succeeded');
    },
  },
  rejected: {
    pipeline: shop,
    ends: ['Failed'],
    async play({ push, press, until }) {
      const execution = push();
      await press('U0INES', REJECT, execution);
      await until(execution, 'Failed');
    },
  },
  superseded: {
    pipeline: shop,
    ends: ['Succeeded', 'Superseded', 'Succeeded'],
    async play({ push, press, until, pass }) {
      const first = push();
      await pass(BETWEEN_PUSHES_MS);
      const second = push();
      await pass(BETWEEN_PUSHES_MS);
      const third = push();
      await until(second, 'Superseded');
      await press('U0BEN', APPROVE, first);
      await press('U0BEN', APPROVE, third);
      await until(third, 'Succeeded');
    },
  },
  queued: {
    pipeline: shopPipeline('shop-web', { executionMode: 'QUEUED' }),
    ends: ['Succeeded', 'Succeeded'],
    async play({ push, press, until, pass }) {
      const first = push();
      await pass(BETWEEN_PUSHES_MS);
      const second = push();
      await press('U0BEN', APPROVE, first);
      await press('U0BEN', APPROVE, second);
      await until(second, 'Succeeded');
    },
  },
  parallel: {
    pipeline: shopPipeline('shop-web', { executionMode: 'PARALLEL' }),
    ends: ['Succeeded', 'Failed', 'Failed'],
    async play({ push, press, until }) {
      const approved = push();
      const rejected = push();
      const failing = push('Build/Compile');
      await press('U0BEN', APPROVE, approved);
      await press('U0INES', REJECT, rejected);
      await until(approved, 'Succeeded');
      await until(rejected, 'Failed');
      await until(failing, 'Failed');
    },
  },
  'first ever': {
    pipeline: greenPipeline(),
    fromCreation: true,
    ends: ['Succeeded'],
    play: async ({ started, until }) => void (await until(await started(), 'Succeeded')),
  },
};
