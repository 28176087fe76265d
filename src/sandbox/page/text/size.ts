/** `812 B`, `1.4 KB`, `3 MB` */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${short(kilobytes)} KB` : `${short(kilobytes / 1024)} MB`;
}

const short = (value: number) => (value < 10 ? value.toFixed(1).replace('.0', '') : String(Math.round(value)));
