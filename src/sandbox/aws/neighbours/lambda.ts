import { randomUUID } from 'node:crypto';
import { pathOf } from '../../http/split-url.ts';
import type { HttpRequest, HttpResponse } from '../../ports.ts';
import { awsError, awsJson, parseObject } from '../aws-json.ts';
import type { Invoker } from '../functions/invoker.ts';
import type { DeployedFunction } from '../stack.ts';

export interface LambdaCall {
  operation: 'GetFunctionConfiguration' | 'Invoke';
  /** a name or an ARN, as it was given */
  functionName: string;
}

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/(configuration|invocations)$/;

/** @returns null for a request of another service */
export function readLambdaCall({ method, url }: HttpRequest): LambdaCall | null {
  const [, name, what] = PATH.exec(pathOf(url)) ?? [];
  if (name === undefined) return null;
  const functionName = decodeURIComponent(name);
  if (method === 'GET' && what === 'configuration') return { operation: 'GetFunctionConfiguration', functionName };
  return method === 'POST' && what === 'invocations' ? { operation: 'Invoke', functionName } : null;
}

/** Lambda for tools: how a function of the stack is configured, and an invocation that nobody waits for. */
export function createLambda(functions: readonly DeployedFunction[], invoker: Pick<Invoker, 'send'>) {
  function configuration({ functionName, arn, timeoutMs, memoryMb, handler }: DeployedFunction): HttpResponse {
    return awsJson(200, {
      FunctionName: functionName,
      FunctionArn: arn,
      Handler: handler,
      Timeout: timeoutMs / 1000,
      MemorySize: memoryMb,
      State: 'Active',
      LastUpdateStatus: 'Successful',
    });
  }

  function invoke({ arn }: DeployedFunction, { headers, body }: HttpRequest): HttpResponse {
    if (headers['x-amz-invocation-type'] !== 'Event')
      return awsError(400, 'InvalidParameterValueException', 'The sandbox invokes functions as Event only');
    const event = parseObject(body.toString('utf8'));
    if (event === null)
      return awsError(400, 'InvalidRequestContentException', 'Could not parse request body into json');
    invoker.send(arn, event);
    return { status: 202, headers: { 'x-amzn-requestid': randomUUID() }, body: '' };
  }

  return ({ operation, functionName: wanted }: LambdaCall, request: HttpRequest): HttpResponse => {
    const found = functions.find(({ functionName, arn }) => wanted === functionName || wanted === arn);
    if (!found) return awsError(404, 'ResourceNotFoundException', `Function not found: ${wanted.slice(0, 200)}`);
    return operation === 'Invoke' ? invoke(found, request) : configuration(found);
  };
}
