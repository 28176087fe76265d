import { AWS_MS, SLACK_MS } from '../load/bot.ts';
import type { Delays } from './remotes.ts';

export type { Delays };

/** Calls that take no time but their own, to see what is ours; and calls that take what they take from Lambda. */
export const DELAYS: readonly Delays[] = [
  { slackMs: 0, awsMs: 0 },
  { slackMs: SLACK_MS, awsMs: AWS_MS },
];

export const delayWords = ({ slackMs, awsMs }: Delays) =>
  slackMs + awsMs === 0 ? 'calls that take no time' : `calls that take ${slackMs} ms (Slack) and ${awsMs} ms (AWS)`;
