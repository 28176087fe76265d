import { Worker } from 'node:worker_threads';
import { type FunctionError, type Outcome, toFunctionError, type WorkerMessage, type WorkerStart } from './protocol.ts';

/** One execution environment of a function; takes one invocation at a time. */
export interface Instance {
  invoke(call: { requestId: string; event: string; timeoutMs: number }): Promise<Outcome>;
  /** Ends it at once, in the middle of whatever it does; a running invocation ends in an error. */
  kill(reason: FunctionError): Promise<void>;
  /** false when it must not be used again */
  alive(): boolean;
}

export interface InstanceOptions {
  /** file URL of the worker's bootstrap */
  bootstrap: URL;
  start: WorkerStart;
  env: Record<string, string>;
  onOutput: (streams: Pick<Worker, 'stdout' | 'stderr'>) => void;
  onViolation: (host: string) => void;
}

/** Lambda gives a function ten seconds to load. */
const INIT_LIMIT_MS = 10_000;

export function startInstance({ bootstrap, start, env, onOutput, onViolation }: InstanceOptions): Instance {
  const worker = new Worker(bootstrap, { workerData: start, env, stdout: true, stderr: true, execArgv: [] });
  const waiting = new Map<string, (outcome: Outcome) => void>();
  let alive = true;
  let died: FunctionError | undefined;
  onOutput(worker);

  function fail(error: FunctionError): void {
    alive = false;
    died ??= error;
    for (const answer of waiting.values()) answer({ ok: false, error: died });
    waiting.clear();
  }

  async function kill(reason: FunctionError): Promise<void> {
    fail(reason);
    await worker.terminate();
  }

  const ready = new Promise<void>((resolve) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') resolve();
      if (message.kind === 'violation') onViolation(message.host);
      if (message.kind === 'result') answer(message.requestId, { ok: true, payload: message.payload });
      if (message.kind === 'error') answer(message.requestId, { ok: false, error: message.error });
      if (message.kind === 'initFailed') {
        resolve();
        void kill(message.error);
      }
    });
    // An unhandled rejection or an exit ends the environment, as it does on Lambda.
    worker.on('error', (error) => {
      resolve();
      fail(toFunctionError(error));
    });
    worker.on('exit', (code) => {
      resolve();
      fail({ errorType: 'Runtime.ExitError', errorMessage: `RequestId exited with code ${code}` });
    });
  });

  function answer(requestId: string, outcome: Outcome): void {
    waiting.get(requestId)?.(outcome);
    waiting.delete(requestId);
  }

  return {
    alive: () => alive,
    kill,
    async invoke({ requestId, event, timeoutMs }) {
      const outcome = new Promise<Outcome>((resolve) => {
        if (died) resolve({ ok: false, error: died });
        else waiting.set(requestId, resolve);
      });
      const loading = limit(INIT_LIMIT_MS, 'Runtime.InitTimeout');
      await Promise.race([ready, outcome, loading.reached]);
      loading.cancel();
      worker.postMessage({ requestId, event, timeoutMs });
      const running = limit(timeoutMs, 'Sandbox.Timedout');
      const result = await Promise.race([outcome, running.reached]);
      running.cancel();
      return result ?? outcome;

      function limit(ms: number, errorType: string) {
        let timer: NodeJS.Timeout | undefined;
        const reached = new Promise<undefined>((resolve) => {
          timer = setTimeout(() => {
            void kill({
              errorType,
              errorMessage: `${requestId} Task timed out after ${(ms / 1000).toFixed(2)} seconds`,
            });
            resolve(undefined);
          }, ms);
        });
        return { reached, cancel: () => clearTimeout(timer) };
      }
    },
  };
}
