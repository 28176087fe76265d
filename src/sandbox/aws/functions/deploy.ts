import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Invocation } from '../../faults/crashes.ts';
import type { DeployedFunction } from '../stack.ts';
import { functionEnvironment } from './environment.ts';
import type { FunctionLog } from './function-log.ts';
import { createPool, type FunctionPool } from './pool.ts';

/** What a deployment puts under every function. */
export interface Ground {
  /** folder of the package: what Lambda calls the task root */
  root: string;
  bootstrap: URL;
  settings: Record<string, string>;
  region: string;
  /** of the clock */
  offset: SharedArrayBuffer;
  log: FunctionLog;
  newId: () => string;
  onViolation: (host: string) => void;
  /** Told of each invocation that begins. @returns called when it has ended */
  began?: (invocation: Invocation) => () => void;
}

/** Makes a function of the stack callable; it starts with its first invocation.
 * @param endpoint what `AWS_ENDPOINT_URL` will be */
export function deployFunction(definition: DeployedFunction, endpoint: string, ground: Ground): FunctionPool {
  const { name, file, handler, functionName, arn, memoryMb, timeoutMs } = definition;
  const { began } = ground;
  return createPool({
    bootstrap: ground.bootstrap,
    env: functionEnvironment(definition, {
      settings: ground.settings,
      endpoint,
      region: ground.region,
      taskRoot: ground.root,
    }),
    start: {
      bundle: pathToFileURL(join(ground.root, file)).href,
      handler,
      functionName,
      functionArn: arn,
      memoryMb,
      offset: ground.offset,
    },
    timeoutMs,
    newId: ground.newId,
    ...(began ? { began: (invocation) => began({ ...invocation, functionName: name }) } : {}),
    onViolation: ground.onViolation,
    onOutput(streams) {
      ground.log.follow(name, streams.stdout);
      ground.log.follow(name, streams.stderr);
    },
  });
}
