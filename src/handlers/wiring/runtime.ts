import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Log, World } from '../../app/ports.ts';
import { AccountId } from '../../domain/ids.ts';

/** The one place where time, waiting and ids come from the machine. */
export const world: Omit<World, 'timeLeft'> = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  newId: () => randomUUID(),
};

/** Structured lines. Bodies, tokens, credentials and response_urls are never handed to it. */
export function createLog(service: string): Log & { readonly logger: Logger } {
  const logger = new Logger({ serviceName: service });
  return {
    logger,
    info: (message, fields = {}) => logger.info(message, fields),
    warn: (message, fields = {}) => logger.warn(message, fields),
    error: (message, fields = {}) => logger.error(message, fields),
  };
}

/** The account that the function runs in, from its own ARN. */
export function homeAccount(context: Pick<Context, 'invokedFunctionArn'> | undefined): AccountId {
  const account = context?.invokedFunctionArn?.split(':')[4];
  if (!account) throw new Error('The function does not know its account: Lambda gave no invokedFunctionArn');
  return AccountId(account);
}

/** What only this invocation knows. */
export function timeOf(context: Pick<Context, 'getRemainingTimeInMillis'>): Pick<World, 'timeLeft'> {
  return { timeLeft: () => context.getRemainingTimeInMillis() };
}

/** Makes the dependencies at the first invocation and keeps them while the container lives. A failure is not kept. */
export function once<A, D>(wire: (argument: A) => D): (argument: A) => D {
  let made: { readonly deps: D } | undefined;
  return (argument) => {
    made ??= { deps: wire(argument) };
    return made.deps;
  };
}
