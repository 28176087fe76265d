import {
  CreatePipelineCommand,
  ListPipelineExecutionsCommand,
  type PipelineDeclaration,
} from '@aws-sdk/client-codepipeline';
import type { PipelineReads } from '../../src/app/codepipeline-ports.ts';
import { createPipelineLookUps } from '../../src/aws/codepipeline-look-ups.ts';
import { createPipelineReads } from '../../src/aws/codepipeline-reads.ts';
import { createPipelineWrites } from '../../src/aws/codepipeline-writes.ts';
import { createCodePipeline } from '../../src/sandbox/codepipeline/index.ts';
import type { BusEvent } from '../../src/sandbox/ports.ts';
import { silentLog } from '../support/memory-slack.ts';
import { onlyHome } from '../support/served.ts';
import type { VirtualWorld } from '../support/virtual-world.ts';
import { createEmulatorClient } from './emulator-client.ts';
import { HOME, REGION } from './places.ts';
import type { Random } from './random.ts';

/** CodePipeline, and the real gateway to it. */
export function createPipelines(world: VirtualWorld, random: Random, emit: (event: BusEvent) => void) {
  const service = createCodePipeline({
    clock: { now: world.now, at: (atMs, work) => cancellable(world.schedule, atMs, work) },
    emit,
    newId: world.newId,
    random: random.next,
    accountId: HOME,
    homeRegion: REGION,
  });
  const client = createEmulatorClient(service);
  const reads = createPipelineReads(() => client, onlyHome(HOME, REGION), silentLog);
  return {
    service,
    client,
    reads,
    lookUps: createPipelineLookUps(() => client, onlyHome(HOME, REGION)),
    writes: createPipelineWrites(() => client),
    structures: keptStructures(reads),
    async create(pipeline: PipelineDeclaration): Promise<void> {
      await client.send(new CreatePipelineCommand({ pipeline }));
    },
    /** Every execution that ever was, as CodePipeline has it now. */
    async truth() {
      const all = [];
      for (const ref of await reads.list()) {
        const { pipelineExecutionSummaries = [] } = await client.send(
          new ListPipelineExecutionsCommand({ pipelineName: ref.pipeline, maxResults: 100 }),
        );
        const live = await reads.state(ref);
        for (const summary of pipelineExecutionSummaries) all.push({ ref, live, summary });
      }
      return all;
    },
  };
}

/** GetPipeline of a version, kept: the memory of warm containers. */
function keptStructures(reads: PipelineReads): Pick<PipelineReads, 'structure'> {
  const cache = new Map<string, Awaited<ReturnType<typeof reads.structure>>>();
  return {
    async structure(ref, version) {
      const key = `${ref.pipeline} ${version}`;
      const known = cache.get(key) ?? (await reads.structure(ref, version));
      if (version !== undefined) cache.set(key, known);
      return known;
    },
  };
}

function cancellable(schedule: VirtualWorld['schedule'], atMs: number, work: () => void): () => void {
  let cancelled = false;
  schedule(atMs, async () => {
    if (!cancelled) work();
  });
  return () => {
    cancelled = true;
  };
}
