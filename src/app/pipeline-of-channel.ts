import type { ChannelId } from '../domain/ids.ts';
import { coversPipeline, type Policy } from '../domain/policy.ts';
import { nameAmong } from '../domain/qualified-name.ts';
import type { Served } from '../domain/served.ts';
import type { PipelineReads } from './codepipeline-ports.ts';

/** The pipeline that a channel is about: the only one that the policy's routes send there.
 * @returns what it has to be called; undefined for a channel that is about none, or about several */
export async function pipelineOfChannel(
  {
    reads,
    policy,
    served,
  }: { readonly reads: Pick<PipelineReads, 'catalogue'>; readonly policy: Policy; readonly served: Served },
  channel: ChannelId | undefined,
): Promise<string | undefined> {
  const routes = policy.routes.filter((route) => route.channel === channel);
  if (routes.length === 0) return undefined;
  const { pipelines } = await reads.catalogue();
  const [only, ...others] = pipelines.filter((ref) => routes.some((route) => coversPipeline(route, ref)));
  return only && others.length === 0 ? nameAmong(served, only, pipelines) : undefined;
}
