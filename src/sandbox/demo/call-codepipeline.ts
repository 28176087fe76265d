import { z } from 'zod';
import type { CodePipelineService } from '../ports.ts';

export interface Wire {
  codepipeline: Pick<CodePipelineService, 'handle'>;
  homeRegion: string;
}

/** One call over CodePipeline's own wire protocol: what works here works for every client.
 * @throws Error with the service's answer, when that is a refusal */
export function callCodePipeline({ codepipeline, homeRegion }: Wire, operation: string, input: object): unknown {
  const { status, body } = codepipeline.handle(
    {
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `CodePipeline_20150709.${operation}` },
      body: Buffer.from(JSON.stringify(input)),
    },
    homeRegion,
  );
  if (status !== 200) throw new Error(`${operation} was refused: ${body.toString()}`);
  return JSON.parse(body.toString() || '{}');
}

const PipelineState = z.object({
  stageStates: z.array(
    z.object({
      stageName: z.string(),
      actionStates: z
        .array(
          z.object({ actionName: z.string(), latestExecution: z.object({ token: z.string().optional() }).optional() }),
        )
        .default([]),
    }),
  ),
});

/** Approves whatever waits in a pipeline. */
export function approveWaiting(wire: Wire, pipelineName: string, summary: string): void {
  const { stageStates } = PipelineState.parse(callCodePipeline(wire, 'GetPipelineState', { name: pipelineName }));
  for (const { stageName, actionStates } of stageStates) {
    for (const { actionName, latestExecution } of actionStates) {
      const token = latestExecution?.token;
      if (token === undefined) continue;
      callCodePipeline(wire, 'PutApprovalResult', {
        pipelineName,
        stageName,
        actionName,
        token,
        result: { summary, status: 'Approved' },
      });
    }
  }
}
