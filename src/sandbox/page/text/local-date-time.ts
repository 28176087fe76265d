import { toParts } from './calendar.ts';

/** What `<input type="datetime-local">` shows for an instant: `2026-11-22T14:03`, in the zone of the browser. */
export function toLocalInput(epochSeconds: number, timeZone?: string): string {
  if (!Number.isFinite(epochSeconds)) return '';
  const { year, month, day, hour, minute } = toParts(epochSeconds * 1000, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** @returns epoch seconds, or null when the field is empty */
export function fromLocalInput(local: string): number | null {
  const at = new Date(local).getTime();
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}
