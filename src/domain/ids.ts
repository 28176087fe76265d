declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Pipeline execution id, a UUID in real life, any string in old or masked events. */
export type ExecutionId = Branded<'ExecutionId'>;
export type AccountId = Branded<'AccountId'>;
export type UserId = Branded<'UserId'>;
export type TeamId = Branded<'TeamId'>;
/** `S…`; people know it by its handle. */
export type UserGroupId = Branded<'UserGroupId'>;
export type ChannelId = Branded<'ChannelId'>;
/** Slack's `ts`: an id that looks like a number; never do arithmetic with it. */
export type MessageTs = Branded<'MessageTs'>;
/** One accepted click, submission or command; the same for every replay of the same signed request. */
export type OperationId = Branded<'OperationId'>;
/** The first 16 hex digits of the SHA-256 of an action execution id. The id itself may be the approval token, so only this leaves the store. */
export type RunKey = Branded<'RunKey'>;

export const ExecutionId = (value: string) => value as ExecutionId;
export const AccountId = (value: string) => value as AccountId;
export const UserId = (value: string) => value as UserId;
export const TeamId = (value: string) => value as TeamId;
export const UserGroupId = (value: string) => value as UserGroupId;
export const ChannelId = (value: string) => value as ChannelId;
export const MessageTs = (value: string) => value as MessageTs;
export const OperationId = (value: string) => value as OperationId;
export const RunKey = (value: string) => value as RunKey;

/** One region of one account: within it the name of a pipeline is unique. */
export interface AccountRegion {
  readonly account: AccountId;
  readonly region: string;
}

export interface PipelineRef extends AccountRegion {
  readonly pipeline: string;
}

export interface ExecutionRef extends PipelineRef {
  readonly executionId: ExecutionId;
}

/** The first 8 characters, as people read and type it. */
export function shortId(executionId: ExecutionId): string {
  return executionId.slice(0, 8);
}

export function samePipeline(a: PipelineRef, b: PipelineRef): boolean {
  return a.account === b.account && a.region === b.region && a.pipeline === b.pipeline;
}
