import type { ChannelId, ExecutionRef } from '../domain/ids.ts';
import type { KeepDeps } from './keep-deps.ts';
import type { StoredExecution } from './ports.ts';
import { channelBucket } from './reserve-slot.ts';

/** A flood that goes on for longer is told by a further digest, where people see it. */
const DIGEST_MS = 10 * 60_000;
/** So many fit into the item that carries a digest. */
const FULL = 200;

/** Notes that a channel has no room for the card of an execution. The digest that says so is a message like any other, kept in the
 * item of one of the executions that came with the flood.
 * @returns the execution that carries the digest */
export async function tellFlood(deps: KeepDeps, channel: ChannelId, execution: ExecutionRef): Promise<StoredExecution> {
  const bucket = channelBucket(channel);
  const since = deps.now() - DIGEST_MS;
  const digest = await deps.pace.digestOf(bucket, execution, since);
  const stored = await deps.executions.addUncarded(digest, { channel, execution });
  if (Object.keys(stored.execution.uncarded).length >= FULL) await deps.pace.digestOf(bucket, execution, since, digest);
  return stored;
}
