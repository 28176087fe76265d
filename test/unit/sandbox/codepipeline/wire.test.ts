import { describe, expect, it } from 'vitest';
import { createCodePipeline } from '../../../../src/sandbox/codepipeline/index.ts';
import { aBuild, aClock, aPipeline, aRandom, aSource, aStage, aWorkbench, REGION } from './workbench.ts';

const target = (operation: string) => `CodePipeline_20150709.${operation}`;

describe('the wire protocol, AWS JSON 1.1', () => {
  it('answers JSON with a request id; operations without output with an empty body', () => {
    const { send, call } = aWorkbench();
    call('CreatePipeline', { pipeline: aPipeline() });
    const listed = send(target('ListPipelines'), '{}');
    expect(listed).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    const gate = JSON.stringify({
      pipelineName: 'shop-web',
      stageName: 'Build',
      transitionType: 'Inbound',
      reason: 'x',
    });
    expect(send(target('DisableStageTransition'), gate)).toMatchObject({ status: 200, body: '' });
    expect(send(target('DeletePipeline'), '{"name":"shop-web"}')).toMatchObject({ status: 200, body: '' });
  });

  it('has times as epoch seconds with milliseconds', () => {
    const { call } = aWorkbench();
    call('CreatePipeline', { pipeline: aPipeline() });
    expect(call('GetPipeline', { name: 'shop-web' })).toMatchObject({ metadata: { created: 1772442927.104 } });
  });

  it.each([
    ['no target', '', '{}', 404, 'UnknownOperationException'],
    ['another service', 'DynamoDB_20120810.ListTables', '{}', 404, 'UnknownOperationException'],
    ['an operation that does not exist', target('Nothing'), '{}', 404, 'UnknownOperationException'],
    ['a name of every object', target('constructor'), '{}', 404, 'UnknownOperationException'],
    ['a body that is no JSON', target('ListPipelines'), '{', 400, 'SerializationException'],
    ['a body that is no object', target('ListPipelines'), '[]', 400, 'SerializationException'],
    ['a member of the wrong type', target('GetPipeline'), '{"name":{}}', 400, 'SerializationException'],
    ['a number that is no integer', target('ListPipelines'), '{"maxResults":1.5}', 400, 'SerializationException'],
    [
      'objects that cannot be made text',
      target('UntagResource'),
      '{"resourceArn":"a","tagKeys":[[{"toString":1}]]}',
      400,
      'SerializationException',
    ],
    ['a missing member', target('GetPipeline'), '{}', 400, 'ValidationException'],
  ])('refuses %s', (_title, name, body, status, error) => {
    const answer = aWorkbench().send(name, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(String(answer.body))).toMatchObject({ __type: error, message: expect.any(String) });
  });

  it('takes an empty body for an empty input, unknown members for absent and null for absent', () => {
    const { send } = aWorkbench();
    expect(send(target('ListPipelines'), '').status).toBe(200);
    expect(send(target('ListPipelines'), '{"nextToken":null,"more":{}}').status).toBe(200);
  });

  it('refuses other methods than POST', () => {
    const service = createCodePipeline({
      clock: aClock(),
      emit: () => {},
      newId: () => 'id',
      random: aRandom(),
      accountId: '123456789012',
      homeRegion: REGION,
    });
    const request = {
      method: 'GET',
      url: '/',
      headers: { 'x-amz-target': target('ListPipelines') },
      body: Buffer.alloc(0),
    };
    expect(service.handle(request, REGION).status).toBe(404);
  });
});

describe('validation by the service’s own model', () => {
  const message = (operation: string, input: unknown) => aWorkbench().refused(operation, input);

  it('names value, member and constraint', () => {
    expect(message('GetPipeline', { name: 'a b' })).toEqual({
      status: 400,
      name: 'ValidationException',
      message:
        "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+",
    });
    expect(message('GetPipeline', {}).message).toBe(
      "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
    );
    expect(message('ListPipelines', { maxResults: 1001 }).message).toContain(
      "Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    );
    expect(
      message('DisableStageTransition', { pipelineName: 'a', stageName: 'b', transitionType: 'In', reason: 'x' })
        .message,
    ).toContain(
      "Value 'In' at 'transitionType' failed to satisfy constraint: Member must satisfy enum value set: [Inbound, Outbound]",
    );
  });

  it('collects all violations in one message', () => {
    const { message: text } = message('PutApprovalResult', {
      pipelineName: '',
      result: { summary: 'x'.repeat(513) },
      token: 'no',
    });
    expect(text).toMatch(/^7 validation errors detected: /);
    for (const member of ['stageName', 'actionName', 'result.status', 'result.summary', 'token', 'pipelineName'])
      expect(text).toContain(`at '${member}'`);
  });

  it('counts list members from 1, and hides the values of a map', () => {
    const pipeline = aPipeline({
      stages: [
        aStage('Source', aSource()),
        aStage('Build', aBuild({ configuration: { ProjectName: 'x'.repeat(50_001) } })),
      ],
    });
    expect(message('CreatePipeline', { pipeline }).message).toBe(
      "1 validation error detected: Value at 'pipeline.stages.2.member.actions.1.member.configuration' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 50000, Member must have length greater than or equal to 1]",
    );
    const nested = aPipeline({ stages: [aStage('Source', aSource()), aStage('a b', aBuild())] });
    expect(message('CreatePipeline', { pipeline: nested }).message).toContain(
      "Value 'a b' at 'pipeline.stages.2.member.name'",
    );
  });

  it('comes before anything is looked up', () => {
    expect(message('GetPipelineExecution', { pipelineName: 'nowhere', pipelineExecutionId: 'no' }).name).toBe(
      'ValidationException',
    );
    expect(
      message('StopPipelineExecution', {
        pipelineName: 'nowhere',
        pipelineExecutionId: '33333333-aaaa-4bbb-8ccc-444444444444',
        reason: 'x'.repeat(201),
      }).name,
    ).toBe('ValidationException');
  });

  it('pipelines can be called what objects have by nature', () => {
    const workbench = aWorkbench();
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(workbench.refused('GetPipeline', { name }).name).toBe('PipelineNotFoundException');
      workbench.call('CreatePipeline', {
        pipeline: aPipeline({
          name,
          stages: [aStage('__proto__', aSource()), aStage('constructor', aBuild({ name: '__proto__' }))],
        }),
      });
    }
    workbench.clock.advance(60_000);
    expect(workbench.service.yard().map(({ latest }) => latest?.status)).toEqual([
      'Succeeded',
      'Succeeded',
      'Succeeded',
    ]);
  });
});
