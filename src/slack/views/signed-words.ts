/** `Ben Okafor (U0BEN) via Slack, op 1a2b3c4d: wrong branch`, as app/deeds/signature.ts leaves it in CodePipeline. */
const SIGNED = /^(.+) \([UW][A-Z0-9]+\) via Slack, op [0-9a-f]{8}(?:: (.*))?$/s;

/** Who gave a reason, and the reason itself. CodePipeline keeps one text for both, and anybody can write it: this is for showing only.
 * @returns without `byName` for words that did not come from Slack */
export function readSignedWords(text: string): { readonly byName?: string; readonly words: string } {
  const [, byName, words = ''] = SIGNED.exec(text) ?? [];
  return byName === undefined ? { words: text.trim() } : { byName, words: words.trim() };
}
