import { PEOPLE } from '../people.ts';
import type { Clock, CodePipelineService, Push } from '../ports.ts';
import { callCodePipeline } from './call-codepipeline.ts';

const DAY_MS = 86_400_000;
const NIGHT_MS = 2 * 60 * 60 * 1000;
/** Every so many nights the load fails; retried, it succeeds. */
const BAD_NIGHT = 3;

/** By a member of the cast, named by handle. */
function author(handle: string): NonNullable<Push['author']> {
  const person = PEOPLE.find(({ name }) => name === handle);
  if (!person) throw new Error(`Nobody of the cast is called ${handle}`);
  return { name: person.realName, email: person.email, login: person.login };
}

/** What happens by itself while the demo runs: one push now, to have something to look at, and the load each night at two
 * by the sandbox's clock. */
export function startDemo(deps: { codepipeline: CodePipelineService; clock: Clock; homeRegion: string }): void {
  const { codepipeline, clock } = deps;

  function night(count: number): void {
    const next = Math.floor((clock.now() - NIGHT_MS) / DAY_MS + 1) * DAY_MS + NIGHT_MS;
    clock.at(next, () => {
      if (!codepipeline.yard().some(({ name }) => name === 'nightly-etl')) return;
      if (count % BAD_NIGHT === 0) {
        codepipeline.commit({
          pipeline: 'nightly-etl',
          message: 'Orders of the night, with the new currency column',
          author: author('lee'),
          fail: 'Transform/Transform',
        });
      } else callCodePipeline(deps, 'StartPipelineExecution', { name: 'nightly-etl' });
      night(count + 1);
    });
  }

  night(0);
  codepipeline.commit({ pipeline: 'shop-web', message: 'Fix the cart total', author: author('dana') });
}
