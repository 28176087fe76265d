import { judgeIdentity } from '../domain/identity.ts';
import { type ExecutionRef, samePipeline } from '../domain/ids.ts';
import type { WantedMessage } from '../domain/message-plan.ts';
import { mayLook, teamsThatLook } from '../domain/permissions.ts';
import type { Watch } from '../domain/subscriptions.ts';
import { errorWord } from './error-word.ts';
import type { KeepDeps } from './keep-deps.ts';
import { standingIn } from './standing.ts';

/** May what somebody asked for be posted there now? A channel may have been shared with another workspace since, and who watches may
 * have become a guest, have left, or see the pipeline no more.
 * @returns `unsure` when Slack cannot be asked: then nothing is posted yet */
export async function stillWelcome(
  deps: KeepDeps,
  { channel }: Pick<WantedMessage, 'channel'>,
  ref: ExecutionRef,
): Promise<'yes' | 'no' | 'unsure'> {
  try {
    const book = await deps.book.recent();
    const watches = book.filter((entry) => entry.kind === 'watch').filter((entry) => entry.channel === channel);
    const watch = watches.find((entry) => samePipeline(entry, ref));
    return (await (watch ? maySee(deps, watch) : isOpen(deps, channel))) ? 'yes' : 'no';
  } catch (error) {
    deps.log.warn('Slack did not say whether a message may be posted; a later look asks again', {
      channel,
      cause: errorWord(error),
    });
    return 'unsure';
  }
}

async function isOpen({ conversations }: KeepDeps, channel: WantedMessage['channel']): Promise<boolean> {
  const found = await conversations.find(channel);
  return found?.shared === false && !found.archived;
}

/** @throws when Slack cannot say who somebody is */
export async function maySee(deps: Pick<KeepDeps, 'people' | 'policy' | 'homeTeam'>, watch: Watch): Promise<boolean> {
  const actor = { userId: watch.user };
  const standing = await standingIn(deps, actor, teamsThatLook(deps.policy));
  return !judgeIdentity(actor, standing.person, deps.homeTeam) && mayLook(standing, deps.policy, watch);
}
