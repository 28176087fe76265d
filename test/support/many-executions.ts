import { createCodePipeline } from '../../src/sandbox/codepipeline/index.ts';
import type { ExecutionMode } from '../../src/sandbox/codepipeline/shapes.ts';
import {
  ACCOUNT,
  aBuild,
  aClock,
  aDeploy,
  aPipeline,
  aRandom,
  aSource,
  aStage,
  REGION,
} from '../unit/sandbox/codepipeline/workbench.ts';

export interface Tally {
  /** executions by status, over all pipelines */
  statuses: Record<string, number>;
  events: number;
}

const MODES: readonly ExecutionMode[] = ['SUPERSEDED', 'QUEUED', 'PARALLEL'];
const ROUND_MS = 90_000;
/** The service allows so many at a time in QUEUED and PARALLEL pipelines; a page of a list has so many at most. */
const PAGE = 100;

/** Pipelines of all modes, each with so many executions, run to their end in simulated time. */
export function runMany({ pipelines, executions }: { pipelines: number; executions: number }): Tally {
  const clock = aClock();
  let events = 0;
  const service = createCodePipeline({
    clock,
    emit: () => {
      events += 1;
    },
    newId: () => 'id',
    random: aRandom(),
    accountId: ACCOUNT,
    homeRegion: REGION,
  });
  function call<T>(operation: string, input: object): T {
    const headers = { 'x-amz-target': `CodePipeline_20150709.${operation}` };
    const { status, body } = service.handle(
      { method: 'POST', url: '/', headers, body: Buffer.from(JSON.stringify(input)) },
      REGION,
    );
    if (status !== 200) throw new Error(`${operation}: ${String(body)}`);
    return JSON.parse(String(body)) as T;
  }

  const names = Array.from({ length: pipelines }, (_, index) => `pipeline-${index}`);
  names.forEach((name, index) => {
    const stages = [
      aStage('Source', aSource()),
      aStage('Build', aBuild(), aBuild({ name: 'Test' })),
      aStage('Ship', aDeploy(), aDeploy({ name: 'Check', runOrder: 2 })),
    ];
    call('CreatePipeline', {
      pipeline: aPipeline({ name, executionMode: MODES[index % MODES.length] ?? 'QUEUED', stages }),
    });
  });
  // The first execution of each comes with its creation.
  for (let round = 1; round < executions; round += 1) {
    clock.advance(ROUND_MS);
    for (const name of names) call('StartPipelineExecution', { name });
  }
  clock.advance(executions * ROUND_MS);

  const statuses: Record<string, number> = {};
  for (const pipelineName of names) {
    const { pipelineExecutionSummaries } = call<{ pipelineExecutionSummaries: { status: string }[] }>(
      'ListPipelineExecutions',
      { pipelineName, maxResults: PAGE },
    );
    for (const { status } of pipelineExecutionSummaries) statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return { statuses, events };
}
