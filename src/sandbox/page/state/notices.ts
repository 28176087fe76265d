import { signal } from '@preact/signals';

export interface Notice {
  id: number;
  text: string;
}

const SHOWN_MS = 12_000;
let count = 0;

/** Things that went wrong, newest last; each leaves by itself or by its ×. */
export const notices = signal<readonly Notice[]>([]);

export function notify(text: string): void {
  count += 1;
  const notice = { id: count, text };
  // The same complaint twice is one complaint.
  notices.value = [...notices.value.filter((other) => other.text !== text), notice].slice(-3);
  setTimeout(() => dismiss(notice.id), SHOWN_MS);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
