/** How Slack limits an app, as its documents say: about one message a second in each channel and fifty `chat.update` a minute in the
 * workspace, with some patience for bursts. Independent of the product's own pace, so that it can contradict it. */
export interface SlackLimits {
  /** @returns seconds to wait, for a call that comes too soon */
  refuse(method: string, channel: string): number | undefined;
}

interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

const MESSAGES: Allowance = { perSecond: 1, burst: 4 };
const UPDATES: Allowance = { perSecond: 50 / 60, burst: 20 };
const WRITES = ['chat.postMessage', 'chat.update'];

export function createSlackLimits(now: () => number): SlackLimits {
  const buckets = new Map<string, { left: number; at: number }>();

  function takeFrom(name: string, { perSecond, burst }: Allowance): number | undefined {
    const { left, at } = buckets.get(name) ?? { left: burst, at: now() };
    const filled = Math.min(burst, left + ((now() - at) / 1_000) * perSecond);
    buckets.set(name, { left: Math.max(0, filled - 1), at: now() });
    return filled >= 1 ? undefined : Math.ceil((1 - filled) / perSecond);
  }

  return {
    refuse(method, channel) {
      if (!WRITES.includes(method)) return undefined;
      return takeFrom(channel, MESSAGES) ?? (method === 'chat.update' ? takeFrom(method, UPDATES) : undefined);
    },
  };
}
