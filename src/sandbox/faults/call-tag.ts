/** Header of every HTTP request that a function of the sandbox makes: the request id of the invocation that it belongs to. */
export const CALL_TAG = 'x-sandbox-invocation';
