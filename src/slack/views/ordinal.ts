/** `1st`, `2nd`, `3rd`, `11th`, `22nd` */
export function ordinal(count: number): string {
  const teen = count % 100 >= 11 && count % 100 <= 13;
  const ending = teen ? undefined : ENDINGS[count % 10];
  return `${count}${ending ?? 'th'}`;
}

const ENDINGS: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };
