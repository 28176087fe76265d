import { describe, expect, it } from 'vitest';
import type { ActionDeclaration } from '../../../../src/sandbox/codepipeline/shapes.ts';
import { actionState, aPipeline, aSource, aStage, aWorkbench, DAY, MINUTE } from './workbench.ts';

const SMOKE: ActionDeclaration = {
  name: 'Smoke',
  actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
  configuration: { FunctionName: 'smoke-test', UserParameters: '#{codepipeline.PipelineExecutionId}' },
  inputArtifacts: [{ name: 'SourceOut' }],
};

interface JobEvent {
  'CodePipeline.job': { id: string; accountId: string; data: Record<string, unknown> };
}

/** A pipeline that has called its function; `calls` are what the function got. */
function called(answer: 'invoked' | 'unknown' | 'simulated' = 'invoked') {
  const workbench = aWorkbench();
  const calls: { functionName: string; event: JobEvent }[] = [];
  workbench.service.connect({
    origin: 'http://127.0.0.1:1',
    invoke(functionName, event) {
      calls.push({ functionName, event: event as JobEvent });
      return answer;
    },
  });
  workbench.call('CreatePipeline', {
    pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Test', SMOKE)] }),
  });
  workbench.clock.advance(30_000);
  const jobId = () => calls.at(-1)?.event['CodePipeline.job'].id ?? '';
  return { workbench, calls, jobId, run: () => actionState(workbench, 'Test', 'Smoke') };
}

describe('an action that invokes a Lambda function', () => {
  it('calls it with the event of the service, which has no context, type or nonce', () => {
    const { workbench, calls } = called();
    const executionId = workbench.service.yard()[0]?.latest?.executionId;
    expect(calls).toEqual([
      {
        functionName: 'smoke-test',
        event: {
          'CodePipeline.job': {
            id: expect.stringMatching(/^[0-9a-f-]{36}$/),
            accountId: '123456789012',
            data: {
              actionConfiguration: { configuration: { FunctionName: 'smoke-test', UserParameters: executionId } },
              inputArtifacts: [
                {
                  name: 'SourceOut',
                  revision: null,
                  location: {
                    type: 'S3',
                    s3Location: {
                      bucketName: 'artifact-bucket',
                      objectKey: expect.stringMatching(/^shop-web\/SourceOut\/\w{7}$/),
                    },
                  },
                },
              ],
              outputArtifacts: [],
              artifactCredentials: {
                accessKeyId: expect.any(String),
                secretAccessKey: expect.any(String),
                sessionToken: expect.any(String),
              },
            },
          },
        },
      },
    ]);
  });

  it('waits for the answer of the function, which need not acknowledge its job', () => {
    const { workbench, jobId, run } = called();
    workbench.clock.advance(10 * MINUTE);
    expect(run().status).toBe('InProgress');
    workbench.call('PutJobSuccessResult', { jobId: jobId(), outputVariables: { checked: '7' } });
    expect(run().status).toBe('Succeeded');
    expect(workbench.refused('PutJobSuccessResult', { jobId: jobId() }).name).toBe('InvalidJobStateException');
  });

  it('fails with what the function says', () => {
    const { workbench, jobId, run } = called();
    workbench.call('PutJobFailureResult', {
      jobId: jobId(),
      failureDetails: { type: 'JobFailed', message: 'Two pages are down' },
    });
    expect(run().errorDetails).toEqual({ code: 'JobFailed', message: 'Two pages are down' });
  });

  it('fails after twenty minutes of silence, in the recorded words', () => {
    const { workbench, jobId, run } = called();
    workbench.clock.advance(20 * MINUTE);
    expect(run().errorDetails?.message).toBe(
      'The AWS Lambda function smoke-test failed to return a result. Check the function to verify that it has permission to call the PutJobSuccessResult action and that it made a call to PutJobSuccessResult.',
    );
    expect(workbench.refused('PutJobSuccessResult', { jobId: jobId() }).name).toBe('InvalidJobStateException');
  });

  it('calls again half a minute after "still in progress", in a new job, and the twenty minutes begin anew', () => {
    const { workbench, calls, jobId, run } = called();
    const first = jobId();
    workbench.clock.advance(15 * MINUTE);
    workbench.call('PutJobSuccessResult', { jobId: first, continuationToken: 'poll-2' });
    workbench.clock.advance(29_000);
    expect(calls).toHaveLength(1);
    workbench.clock.advance(1_000);
    expect(calls).toHaveLength(2);
    expect(jobId()).not.toBe(first);
    expect(calls[1]?.event['CodePipeline.job'].data.continuationToken).toBe('poll-2');
    workbench.clock.advance(19 * MINUTE);
    expect(run().status).toBe('InProgress');
    workbench.clock.advance(MINUTE);
    expect(run().status).toBe('Failed');
  });

  it('has a day in all', () => {
    const { workbench, jobId, run } = called();
    const end = workbench.clock.now() + DAY;
    while (workbench.clock.now() < end && run().status === 'InProgress') {
      workbench.call('PutJobSuccessResult', { jobId: jobId(), continuationToken: 'more' });
      workbench.clock.advance(15 * MINUTE);
    }
    expect(run().errorDetails?.code).toBe('ActionTimeout');
  });

  it('fails at once when there is no such function, and the retry calls again', () => {
    const { workbench, calls, run } = called('unknown');
    expect(run().errorDetails).toEqual({
      code: 'ConfigurationError',
      message: 'The AWS Lambda function smoke-test cannot be found. Check that the function exists.',
    });
    const pipelineExecutionId = workbench.service.yard()[0]?.latest?.executionId;
    const retry = { pipelineName: 'shop-web', stageName: 'Test', pipelineExecutionId, retryMode: 'FAILED_ACTIONS' };
    workbench.call('RetryStageExecution', retry);
    expect(calls).toHaveLength(2);
  });

  it('succeeds by itself where the function is only taken to be there, or nobody calls functions', () => {
    const simulated = called('simulated');
    simulated.workbench.clock.advance(MINUTE);
    expect(simulated.run().status).toBe('Succeeded');
    const alone = aWorkbench();
    alone.call('CreatePipeline', {
      pipeline: aPipeline({ stages: [aStage('Source', aSource()), aStage('Test', SMOKE)] }),
    });
    alone.clock.advance(MINUTE);
    expect(actionState(alone, 'Test', 'Smoke').status).toBe('Succeeded');
  });
});
