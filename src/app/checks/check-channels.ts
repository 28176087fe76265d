import { type Finding, failed, ok, warning } from '../../domain/check-report.ts';
import type { ChannelId } from '../../domain/ids.ts';
import { errorWord } from '../error-word.ts';
import { inBatches } from '../in-batches.ts';
import type { CheckDeps } from './check-deps.ts';

/** Slack answers fifty a minute. */
const LOOKED_AT = 40;
const AT_ONCE = 5;
const INVITE = 'Invite it there: /invite @signalbox.';

/** Can the bot post into each channel that a route names? */
export async function checkChannels({ policy, conversations }: CheckDeps): Promise<readonly Finding[]> {
  const channels = [...new Set(policy.routes.map(({ channel }) => channel))];
  if (channels.length === 0) {
    return [
      warning('Channels', 'No route names a channel, so nothing is shown.', 'Write routes into infra/policy.yml.'),
    ];
  }
  const looked = channels.slice(0, LOOKED_AT);
  const problems = (await inBatches(looked, AT_ONCE, (channel) => lookAt(conversations, channel))).flat();
  const rest = channels.length - looked.length;
  return [
    ...(problems.length === 0 ? [ok('Channels', `The bot is in ${countWords(looked.length)} of the routes.`)] : []),
    ...problems,
    ...(rest > 0
      ? [warning('Channels', `${rest} more were not looked at, as Slack limits it.`, 'See to them by hand.')]
      : []),
  ];
}

async function lookAt(conversations: CheckDeps['conversations'], channel: ChannelId): Promise<Finding[]> {
  try {
    const found = await conversations.find(channel);
    if (!found) {
      const says = `${channel} is no channel, or a private one without the bot.`;
      return [failed('Channels', says, `Compare the id with Slack’s. ${INVITE}`)];
    }
    if (found.archived) {
      return [
        failed('Channels', `${channel} is archived.`, 'Unarchive it, or take its route out of infra/policy.yml.'),
      ];
    }
    if (!found.joined) return [failed('Channels', `The bot is not in ${channel}.`, INVITE)];
    const shared = `${channel} may be shared with another workspace, whose people read what is sent there.`;
    return found.shared ? [warning('Channels', shared, 'Route to it only what they may know.')] : [];
  } catch (error) {
    const says = `Slack could not be asked about ${channel}: ${errorWord(error)}.`;
    return [warning('Channels', says, 'Look at the scopes channels:read and groups:read, then ask again.')];
  }
}

function countWords(count: number): string {
  return count === 1 ? 'the one channel' : `all ${count} channels`;
}
