import { computed, signal } from '@preact/signals';

const wallClock = signal(Date.now());
/** How far the sandbox's clock is ahead of this machine's. */
const aheadMs = signal(0);

/** The sandbox's clock now, to the second. */
export const now = computed(() => Math.floor((wallClock.value + aheadMs.value) / 1000) * 1000);
/** The same, to the minute: what shows "today" or "3 minutes ago" is drawn again only when it may have changed. */
export const minute = computed(() => Math.floor(now.value / 60_000) * 60_000);

export function setSandboxClock(nowMs: number): void {
  wallClock.value = Date.now();
  aheadMs.value = nowMs - wallClock.value;
}

export function startTicking(): void {
  setInterval(() => {
    wallClock.value = Date.now();
  }, 1000);
}
