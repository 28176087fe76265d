import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { REQUEST_LIMITS } from './request-limits.ts';

/** The one table, and the time from which its TTLs count. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  /** epoch milliseconds */
  readonly now: () => number;
}

/** How long items live after their last change, in seconds. An approval may wait 60 days, so executions outlive that. */
const TTL_SECONDS = {
  execution: 90 * 24 * 3600,
  // As long as CodePipeline keeps its history, and a little longer.
  lastGood: 400 * 24 * 3600,
  operation: 14 * 24 * 3600,
  effect: 24 * 3600,
  check: 24 * 3600,
  pace: 3600,
  draft: 24 * 3600,
  viewer: 2 * 3600,
  catalogue: 30 * 24 * 3600,
  structure: 3600,
} as const;

export function createTable(name: string, now: () => number): Table {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3, requestHandler: REQUEST_LIMITS }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, name, now };
}

/** DynamoDB deletes expired items within days, not at once: until then they are treated as absent. */
export function isExpired(item: Record<string, unknown>, nowMs: number): boolean {
  return typeof item.expiresAt === 'number' && item.expiresAt * 1000 <= nowMs;
}

export function expiresAt(table: Table, kind: keyof typeof TTL_SECONDS): number {
  return Math.floor(table.now() / 1000) + TTL_SECONDS[kind];
}

export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
