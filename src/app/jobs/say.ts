import type { ChannelId } from '../../domain/ids.ts';
import type { JobAction } from '../../domain/job.ts';
import type { NoteParameters } from '../../domain/job-parameters.ts';
import type { Note } from '../../domain/note.ts';
import { channelsFor, mayShow, type Policy } from '../../domain/policy.ts';
import type { KeepDeps } from '../keep-deps.ts';
import { keepMessages } from '../keep-messages.ts';
import type { Worked } from './job-kind.ts';

/** Says something of an execution in a channel, once, and goes on.
 * @param detail `excerpts`: the channel has to be one where more than headlines may be shown */
export async function say(
  deps: KeepDeps,
  action: JobAction,
  { channel }: NoteParameters,
  value: Omit<Note['value'], 'channels'>,
  detail: 'headline' | 'excerpts',
): Promise<Worked> {
  const channels = channelsOf(deps.policy, action, channel, detail);
  if (channels.length === 0) {
    const where = channel ?? 'anywhere';
    const message = `channel: the policy does not let ${action.pipeline} be told ${where} with this; a channel of its routes was expected`;
    return { kind: 'failure', type: 'ConfigurationError', message };
  }
  const { account, region, pipeline, executionId, run } = action;
  const ref = { account, region, pipeline, executionId };
  await keepMessages(deps, await deps.executions.addFacts(ref, [{ kind: 'note', run, value: { ...value, channels } }]));
  return { kind: 'success', variables: {}, details: { summary: `Told in ${channels.join(', ')}`, percent: 100 } };
}

function channelsOf(
  policy: Policy,
  ref: JobAction,
  wanted: ChannelId | undefined,
  detail: 'headline' | 'excerpts',
): readonly ChannelId[] {
  const channels = wanted === undefined ? channelsFor(policy, 'progress', ref) : [wanted];
  return channels.filter((channel) => mayShow(policy, ref, channel, { shared: false, detail }));
}
