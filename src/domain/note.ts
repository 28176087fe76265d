import type { ChannelId, RunKey } from './ids.ts';

/** What an action of a pipeline has said in Slack: told once, and never changed. */
export interface Note {
  readonly kind: 'note';
  readonly run: RunKey;
  readonly value: {
    readonly text: string;
    /** what shipped, a line each */
    readonly lines: readonly string[];
    readonly more: number;
    readonly channels: readonly ChannelId[];
  };
}
