/** What somebody typed, as Slack keeps it: escaped, and its links in angle brackets. */
export interface Written {
  text: string;
  /** in order, each once */
  urls: string[];
}

const URL_IN_TEXT = /https?:\/\/[^\s<>]+/gi;
/** They end the sentence, not the address. */
const TRAILING = /[.,;:!?'"”’)\]]+$/;

export function write(typed: string): Written {
  const urls = new Set<string>();
  let text = '';
  let done = 0;
  for (const { 0: found, index } of typed.matchAll(URL_IN_TEXT)) {
    const url = found.replace(TRAILING, '');
    if (!URL.canParse(url)) continue;
    urls.add(url);
    text += `${escapeText(typed.slice(done, index))}<${escapeText(url)}>`;
    done = index + url.length;
  }
  return { text: text + escapeText(typed.slice(done)), urls: [...urls] };
}

/** The links to these domains or to subdomains of theirs, each with the domain as the manifest has it. */
export function linksTo(domains: readonly string[], urls: readonly string[]): { domain: string; url: string }[] {
  return urls.flatMap((url) => {
    const { hostname } = new URL(url);
    const domain = domains.find((each) => hostname === each || hostname.endsWith(`.${each}`));
    return domain === undefined ? [] : [{ domain, url }];
  });
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
