/** Runs one execution environment of one function: the bundle is loaded once, then invoked one event at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { stayOnLoopback } from './loopback-only.ts';
import { type InvokeMessage, toFunctionError, type WorkerMessage, type WorkerStart } from './protocol.ts';
import { tagCalls } from './tag-calls.ts';
import { keepSandboxTime } from './worker-clock.ts';

const start: WorkerStart = workerData;
const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

/** the invocation that this environment is at, or was at last */
let running: string | undefined;

keepSandboxTime(start.offset);
stayOnLoopback((host) => tell({ kind: 'violation', host }));
tagCalls(() => running);

type Handler = (event: unknown, context: unknown) => unknown;

async function loadHandler(): Promise<Handler> {
  const bundle: Record<string, unknown> = await import(start.bundle);
  const handler = bundle[start.handler];
  if (typeof handler !== 'function') {
    throw Object.assign(new Error(`${start.handler} is undefined or not exported`), {
      name: 'Runtime.HandlerNotFound',
    });
  }
  // The nodejs24.x runtime refuses handlers that take a callback.
  if (handler.length > 2) {
    throw Object.assign(new Error('Callback-based handlers are not supported'), {
      name: 'Runtime.CallbackHandlerDeprecated',
    });
  }
  return (event, context) => handler(event, context);
}

function contextOf({ requestId, timeoutMs }: InvokeMessage) {
  const endsAt = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'sandbox',
    memoryLimitInMB: String(start.memoryMb),
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
}

async function invoke(handler: Handler, message: InvokeMessage): Promise<void> {
  const { requestId } = message;
  running = requestId;
  try {
    const result = await handler(JSON.parse(message.event), contextOf(message));
    tell({ kind: 'result', requestId, payload: JSON.stringify(result) ?? null });
  } catch (error) {
    tell({ kind: 'error', requestId, error: toFunctionError(error) });
  }
}

try {
  const handler = await loadHandler();
  parentPort?.on('message', (message: InvokeMessage) => void invoke(handler, message));
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'initFailed', error: toFunctionError(error) });
}
