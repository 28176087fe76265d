import { StopPipelineExecutionCommand } from '@aws-sdk/client-codepipeline';
import type { Plan } from './fates.ts';
import { violations } from './invariants/index.ts';
import type { Invoked } from './lambda.ts';
import { MINUTE } from './places.ts';
import { createRandom } from './random.ts';
import type { Scenario } from './scenarios.ts';
import { createScript, Impatience } from './script.ts';
import { createWatch } from './watch.ts';
import { createWorld, type World } from './world.ts';

export interface Played {
  readonly violations: readonly string[];
  readonly story: readonly string[];
  /** the invocations of the story itself */
  readonly invoked: readonly Invoked[];
}

/** Before a story begins, the pipeline's first execution is stopped and nobody speaks of it any more. */
const BEFORE_MS = 4 * MINUTE + 7_000;
/** After it, whatever is still on its way arrives, and then all is true. */
const AFTER_MS = 13 * MINUTE;

/** Plays a scripted story with what goes wrong in it, and looks on all the time whether what Slack shows is true. */
export async function play({ pipeline, fromCreation, play: tell, ends }: Scenario, plan: Plan): Promise<Played> {
  const world = createWorld(createRandom(1), plan);
  const name = pipeline.name ?? '';
  const watch = createWatch(world);
  const script = createScript(world, name, watch);
  if (!fromCreation) {
    await world.create(pipeline);
    await stopFirst(world, name);
    await script.pass(BEFORE_MS);
  }
  const before = world.invoked.length;
  plan.begin();
  world.note('the story begins');
  if (fromCreation) await world.create(pipeline);
  const problems: string[] = [];
  try {
    await tell(script);
  } catch (error) {
    if (!(error instanceof Impatience)) throw error;
    problems.push(error.message);
  }
  world.note('the story is over');
  await script.pass(AFTER_MS);
  const statuses = (await world.truth()).map(({ summary }) => summary.status ?? '').reverse();
  const told = fromCreation ? statuses : statuses.slice(1);
  if (told.join() !== ends.join()) problems.push(`executions ended ${told.join()} instead of ${ends.join()}`);
  return {
    violations: [...problems, ...watch.problems(), ...(await violations(world))],
    story: world.story,
    invoked: world.invoked.slice(before),
  };
}

async function stopFirst(world: World, pipelineName: string): Promise<void> {
  const [first] = await world.truth();
  const pipelineExecutionId = first?.summary.pipelineExecutionId;
  await world.client.send(new StopPipelineExecutionCommand({ pipelineName, pipelineExecutionId, abandon: true }));
}
