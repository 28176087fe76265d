/** CodePipeline did not let itself be asked: the role of the account lacks a permission, and no repetition helps. */
export class DeniedError extends Error {
  override readonly name = 'DeniedError';
  /** the service's own name for it */
  readonly code: string;
  readonly advice = 'missing_permission';

  constructor(code: string, options?: ErrorOptions) {
    super(`CodePipeline did not let itself be asked: ${code}`, options);
    this.code = code;
  }
}
