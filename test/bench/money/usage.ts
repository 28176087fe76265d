import type { Calls } from '../load/calls.ts';
import { COLD_START_MS, GIGABYTES, type LambdaTally } from '../load/lambda.ts';
import { PRICES } from './prices.ts';

/** What is paid for. */
export interface Usage {
  readonly gigabyteSeconds: number;
  readonly invocations: number;
  readonly writeUnits: number;
  readonly readUnits: number;
}

/** @param share of it that is meant: 2 for a thousand executions where five hundred ran
 * @param ownMs what the processor of this machine takes for one invocation: virtual time knows only what is waited for */
export function usageOf(
  calls: Calls,
  { busyMs, containers, invocations }: LambdaTally,
  share: number,
  ownMs: number,
): Usage {
  const writes = [calls.total('dynamodb:UpdateItem'), calls.total('dynamodb:PutItem')];
  const reads = [calls.total('dynamodb:GetItem'), calls.total('dynamodb:Query')];
  // Lambda charges the start of a container like all other time.
  const ms = busyMs + containers * COLD_START_MS + invocations * ownMs;
  return {
    gigabyteSeconds: (ms / 1_000) * GIGABYTES * share,
    invocations: invocations * share,
    writeUnits: writes.reduce((sum, { table, index, refused }) => sum + table + index + refused, 0) * share,
    readUnits: reads.reduce((sum, { table }) => sum + table, 0) * share,
  };
}

/** US dollars, by what they are paid for. */
export function priceOf({ gigabyteSeconds, invocations, writeUnits, readUnits }: Usage): Record<string, number> {
  return {
    'Lambda, GB-seconds': gigabyteSeconds * PRICES.lambdaGigabyteSecond,
    'Lambda, requests': invocations * PRICES.lambdaRequest,
    'DynamoDB, writes': writeUnits * PRICES.dynamoDbWriteUnit,
    'DynamoDB, reads': readUnits * PRICES.dynamoDbReadUnit,
  };
}
