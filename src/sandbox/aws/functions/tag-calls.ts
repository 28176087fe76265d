import diagnostics from 'node:diagnostics_channel';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { CALL_TAG } from '../../faults/call-tag.ts';

/** A request of `fetch` that has not been sent yet. */
function isFetchRequest(value: unknown): value is { addHeader(name: string, value: string): void } {
  return typeof value === 'object' && value !== null && 'addHeader' in value && typeof value.addHeader === 'function';
}

/**
 * From now on every HTTP request of this thread says on behalf of which invocation it is made, whatever client makes it.
 * @param requestId of the running invocation; undefined while none has begun
 */
export function tagCalls(requestId: () => string | undefined): void {
  diagnostics.subscribe('undici:request:create', (message) => {
    const id = requestId();
    const request = typeof message === 'object' && message !== null && 'request' in message ? message.request : null;
    if (id !== undefined && isFetchRequest(request)) request.addHeader(CALL_TAG, id);
  });

  const original = http.request;
  function tagged(...args: unknown[]): http.ClientRequest {
    const request: http.ClientRequest = Reflect.apply(original, http, args);
    const id = requestId();
    // Headers given as a list are sent off at once; nobody does that here.
    if (id !== undefined && !request.headersSent) request.setHeader(CALL_TAG, id);
    return request;
  }
  Object.defineProperty(http, 'request', { value: tagged });
  Object.defineProperty(http, 'get', { value: (...args: unknown[]) => tagged(...args).end() });
  // A bundle that imports `request` by name must get this one too.
  syncBuiltinESMExports();
}
