/** What the sandbox and a function worker say to each other. */

export interface WorkerStart {
  /** file URL of the bundle */
  bundle: string;
  /** the export that is called */
  handler: string;
  functionName: string;
  functionArn: string;
  memoryMb: number;
  /** of the sandbox's clock, one signed 64 bit integer in ms */
  offset: SharedArrayBuffer;
}

export interface InvokeMessage {
  requestId: string;
  /** JSON text, as Lambda hands it over: nothing is shared with the worker */
  event: string;
  /** real milliseconds until Lambda would stop the function */
  timeoutMs: number;
}

export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'result'; requestId: string; payload: string | null }
  | { kind: 'error'; requestId: string; error: FunctionError }
  | { kind: 'initFailed'; error: FunctionError }
  /** the function tried to reach something that is not on this machine */
  | { kind: 'violation'; host: string };

/** How an invocation ended. `payload` is JSON text; null when the handler returned nothing. */
export type Outcome = { ok: true; payload: string | null } | { ok: false; error: FunctionError };

export function toFunctionError(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: 'Error', errorMessage: String(thrown) };
  const trace = thrown.stack?.split('\n').slice(0, 12);
  return { errorType: thrown.name, errorMessage: thrown.message, ...(trace ? { trace } : {}) };
}
