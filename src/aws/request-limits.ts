/** How long a call of AWS may take, for the `requestHandler` of its client. Without these a lost packet holds the function, and with
 * it the lease of a message, until the function is killed. An answer that comes too late is an outcome that is not known. */
export const REQUEST_LIMITS = {
  connectionTimeout: 2_000,
  requestTimeout: 5_000,
  // Without it the SDK would only warn.
  throwOnRequestTimeout: true,
} as const;
