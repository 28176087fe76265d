import type { FailureAdvice } from '../domain/operation.ts';

/** An account could not be entered: its role could not be assumed, so nothing was read there and nothing was changed. */
export class NoAccessError extends Error {
  /** the service's own name for it */
  readonly code: string;
  readonly advice: FailureAdvice;

  /** @param role its name alone, for the log */
  constructor(code: string, advice: FailureAdvice, role: string, options?: ErrorOptions) {
    super(`The role ${role} could not be assumed: ${code}`, options);
    this.name = `NoAccess(${code})`;
    this.code = code;
    this.advice = advice;
  }
}
