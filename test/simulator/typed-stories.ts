import { greenPipeline, shopPipeline } from '../support/pipelines.ts';
import type { Scenario } from './scenarios.ts';
import type { Script } from './script.ts';

const APPROVE = 'approval:approve';
/** Somebody reads what came back. */
const READING_MS = 20_000;
const EARLY_MS = 9_000;

const asked = (user: string, text: string): Scenario => ({
  pipeline: greenPipeline(),
  ends: [],
  async play({ type, pass }: Script) {
    type(user, text);
    await pass(READING_MS);
  },
});

/** What people do besides pressing the buttons of the fault matrix: words and questions, a comment, a person who may not act. */
export const TYPED_STORIES: Readonly<Record<string, Scenario>> = {
  status: asked('U0BEN', 'status shop-web'),
  list: asked('U0INES', 'list'),
  'unknown word': asked('U0INES', 'aprove shop-web'),
  'question of a guest': asked('U0GIL', 'status shop-web'),
  'deed of an outsider': asked('U0ODA', 'start shop-web'),
  start: {
    pipeline: greenPipeline(),
    ends: ['Succeeded'],
    async play({ type, started, until }) {
      type('U0BEN', 'start shop-web');
      await until(await started(), 'Succeeded');
    },
  },
  'disable, enable': {
    pipeline: greenPipeline(),
    ends: [],
    async play({ type, untilOpen, pass }) {
      type('U0BEN', 'disable shop-web Prod freeze');
      await untilOpen('Prod', false);
      await pass(READING_MS);
      type('U0INES', 'enable shop-web Prod');
      await untilOpen('Prod', true);
    },
  },
  'stop --abandon': {
    pipeline: shopPipeline(),
    ends: ['Stopped'],
    async play({ push, pass, type, until }) {
      const execution = push();
      await pass(EARLY_MS);
      type('U0BEN', 'stop shop-web --abandon wrong branch');
      await until(execution, 'Stopped');
    },
  },
  'typed retry': {
    pipeline: greenPipeline(),
    ends: ['Succeeded'],
    async play({ push, type, until }) {
      const execution = push('Build/Compile');
      await until(execution, 'Failed');
      type('U0BEN', 'retry shop-web');
      await until(execution, 'Succeeded');
    },
  },
  'typed approve': {
    pipeline: shopPipeline(),
    ends: ['Succeeded'],
    async play({ push, see, type, until }) {
      const execution = push();
      await see(APPROVE, execution);
      type('U0INES', 'approve shop-web looks good');
      await until(execution, 'Succeeded');
    },
  },
  'approve with a comment': {
    pipeline: shopPipeline(),
    ends: ['Succeeded'],
    async play({ push, press, until }) {
      const execution = push();
      await press('U0BEN', 'approval:menu', execution, 'comment');
      await until(execution, 'Succeeded');
    },
  },
  'refused person': {
    pipeline: shopPipeline(),
    ends: ['Succeeded'],
    async play({ push, press, until }) {
      const execution = push();
      await press('U0GIL', APPROVE, execution);
      await press('U0BEN', APPROVE, execution);
      await until(execution, 'Succeeded');
    },
  },
};
