import {
  CreatePipelineCommand,
  type PipelineDeclaration,
  PutApprovalResultCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import type { PipelineStructure } from '../../../src/app/codepipeline-ports.ts';
import { createPipelineReads } from '../../../src/aws/codepipeline-reads.ts';
import { AccountId, ExecutionId, type ExecutionRef, type PipelineRef } from '../../../src/domain/ids.ts';
import { createCodePipeline } from '../../../src/sandbox/codepipeline/index.ts';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import { createEmulatorClient } from '../../simulator/emulator-client.ts';
import type { Random } from '../../simulator/random.ts';
import { silentLog } from '../../support/memory-slack.ts';
import { onlyHome } from '../../support/served.ts';
import { declaration } from '../../support/story-pipeline.ts';
import type { VirtualTime } from './virtual-time.ts';

export const HOME = AccountId('123456789012');
export const REGION = 'eu-west-1';
/** One pipeline in so many waits for approvals, and as many take one execution after the other. */
const EVERY = 5;

export interface RailwayDeps {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly emit: (event: BusEvent) => void;
}

/** The CodePipeline emulator with pipelines that get all their executions at one moment. The first of each fails in its build. */
export function createRailway({ time, random, emit }: RailwayDeps) {
  let serial = 0;
  const service = createCodePipeline({
    clock: time,
    emit,
    newId: () => `id-${serial++}`,
    random: random.next,
    accountId: HOME,
    homeRegion: REGION,
  });
  const client = createEmulatorClient(service);
  /** Reads that are nobody's: for the truth, and for people at the console. */
  const reads = createPipelineReads(() => client, onlyHome(HOME, REGION), silentLog);
  const structures = new Map<string, PipelineStructure | undefined>();

  return {
    service,
    client,
    reads,
    structureOf: ({ pipeline }: PipelineRef) => structures.get(pipeline),
    async start(pipelines: readonly string[], executionsEach: number): Promise<void> {
      for (const [index, name] of pipelines.entries()) {
        await client.send(new CreatePipelineCommand({ pipeline: shapeOf(name, index) }));
        structures.set(name, await reads.structure({ account: HOME, region: REGION, pipeline: name }, 1));
        service.commit({ pipeline: name, fail: 'Build/Compile' });
        // One came with the creation, one with the commit.
        for (let count = 2; count < executionsEach; count++)
          await client.send(new StartPipelineExecutionCommand({ name }));
      }
    },
    /** Somebody at the console approves what waits in this execution. */
    async approve(ref: ExecutionRef): Promise<void> {
      for (const { stage, action, token } of await reads.parallelApprovals(ref)) {
        const { pipeline: pipelineName } = ref;
        const result = { status: 'Approved' as const, summary: 'Go.' };
        await client.send(
          new PutApprovalResultCommand({ pipelineName, stageName: stage, actionName: action, token, result }),
        );
      }
    },
    /** Every execution as CodePipeline has it now. */
    async truth() {
      const all = [];
      for (const pipeline of structures.keys()) {
        const ref = { account: HOME, region: REGION, pipeline };
        for (const summary of (await reads.executions(ref, 100)) ?? []) {
          const execution = { ...ref, executionId: ExecutionId(summary.executionId) };
          all.push({ ref: execution, status: summary.status, runs: await reads.actionRuns(execution) });
        }
      }
      return all;
    },
  };
}

export type Railway = ReturnType<typeof createRailway>;
export type TrueExecution = Awaited<ReturnType<Railway['truth']>>[number];

/** A green run of each shape has 20 to 22 events. Those that wait, and most others, are PARALLEL: only there do many run at once. */
function shapeOf(name: string, index: number): PipelineDeclaration {
  if (index % EVERY === 0) return { ...declaration(name, 'gated'), executionMode: 'PARALLEL' };
  const plain = declaration(name, 'plain');
  const [source, build, prod] = plain.stages ?? [];
  const stages = [source, build, renamed(build, 'Check'), prod].filter((stage) => stage !== undefined);
  return { ...plain, stages, executionMode: index % EVERY === 1 ? 'QUEUED' : 'PARALLEL' };
}

type Stage = NonNullable<PipelineDeclaration['stages']>[number];
const renamed = (stage: Stage | undefined, name: string): Stage | undefined => stage && { ...stage, name };
