import { createRandom } from './random.ts';
import type { World } from './world.ts';

/** Chance of its own, so that what others do changes nothing else of a run. */
const SALT = 0x5eed_0001;
const SOME_DELETE = 0.1;
const SOME_ARCHIVE = 0.03;

/** What people do to the channel itself: in one run of ten they delete messages of the bot, in few an administrator archives it. */
export function createOthers(seed: number): { act(world: World): void } {
  const random = createRandom(seed ^ SALT);
  const deletes = random.chance(SOME_DELETE);
  const archives = random.chance(SOME_ARCHIVE);
  return {
    act({ slack, note }) {
      if (archives && !slack.isArchived() && random.chance(0.1)) {
        note('somebody archives the channel');
        slack.archive();
      }
      const message = deletes && random.chance(0.2) ? random.pick(slack.messages) : undefined;
      if (!message) return;
      note(`somebody deletes: ${message.drawing.text}`);
      slack.delete(message.ts);
    },
  };
}
