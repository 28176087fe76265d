import type { AccountId, AccountRegion } from './ids.ts';

export interface WorkedActionType {
  readonly category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval';
  /** 1 to 35 letters, digits, dashes and underscores */
  readonly provider: string;
  readonly version: string;
}

/** Whose jobs are polled, and where. */
export interface Workers {
  readonly custom: readonly { readonly type: WorkedActionType; readonly places: readonly AccountRegion[] }[];
  readonly partner: readonly {
    readonly type: WorkedActionType;
    /** where the partner itself polls */
    readonly places: readonly AccountRegion[];
    /** customers that Signalbox works for, each with the account of its pipelines; jobs of others are left alone */
    readonly clients: readonly { readonly id: string; readonly account: AccountId }[];
  }[];
}
