import { signal } from '@preact/signals';

/** The files that were put into inputs on this page, by id. */
export const uploads = signal<ReadonlyMap<string, { name: string; size: number }>>(new Map());

export function keepUpload({ id, name, size }: { id: string; name: string; size: number }): void {
  uploads.value = new Map([...uploads.peek(), [id, { name, size }]]);
}
