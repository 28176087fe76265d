/** @returns asked again and again, true each n-th time */
export function everyNth(n: number): () => boolean {
  let asked = 0;
  return () => ++asked % n === 0;
}
