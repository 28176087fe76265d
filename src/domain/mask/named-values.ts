import { isPlaceholder, looksRandom } from './value-looks.ts';

/** Whatever is called so is secret, however it looks. */
const PASSWORD = 'passw(?:or)?d|passwd|pwd|passphrase|passcode|secret|private[-_.]?key|connection[-_.]?string';
/** What is called so is secret when it looks like something that nobody types. */
const TOKEN =
  'token|api[-_.]?key|access[-_.]?key|account[-_.]?key|shared[-_.]?key|signing[-_.]?key|encryption[-_.]?key|master[-_.]?key|license[-_.]?key|auth(?:orization)?|credentials?|signature|(?<![A-Za-z])sig|webhook|session|dsn';

/** After the word: the rest of a name, and what puts a value to it. A name that ends so tells of a secret and holds none. */
const REST = '([A-Za-z0-9_.-]{0,40})';
const TELLS_OF_IT =
  /(?:name|arn|id|ids|path|file|dir|url|uri|endpoint|type|ttl|length|count|version|manager|expir\w*|provider|policy|rotation|region|store|scopes?|hash|error|exception)$/i;
const SAYS = `["']?[ \\t]*(?:=>|:=|==?|:)[ \\t]*`;
const VALUE = `(?:"((?:[^"\\\\\\n]|\\\\.){1,4096})"|'((?:[^'\\\\\\n]|\\\\.){1,4096})'|([^\\s"'\`,;&<>(){}]{1,4096}))`;

const NAMED_PASSWORD = new RegExp(`(?:${PASSWORD})${REST}(${SAYS})${VALUE}`, 'gi');
const NAMED_TOKEN = new RegExp(`(?:${TOKEN})${REST}(${SAYS})${VALUE}`, 'gi');
/** `--password hunter2`, `--token=…` is a named value already. */
const FLAG = new RegExp(`(--?[a-z-]{0,30}(?:${PASSWORD}|token|api-?key|auth)[ \\t]+)${VALUE}`, 'gi');
const USER_FLAG = /((?:^|\s)(?:-u|--user|--creds)[ =]+["']?[^\s:"']{1,128}:)([^\s"']{1,512})/g;
const LOGIN_FLAG =
  /(\b(?:docker|helm|podman|oras|crane)\b[^\n]{0,200}\blogin\b[^\n]{0,200}? -p[ =]?)([^\s"']{1,4096})/g;
const NETRC = /(\blogin[ \t]+\S{1,256}[ \t]+password[ \t]+)(\S{1,4096})/gi;
const XML =
  /(<([\w.:-]{0,40}(?:password|passphrase|secret|token|apikey|privatekey)[\w.:-]{0,40})(?: [^<>]{0,200})?>)([^<>\n]{1,4096})(?=<\/\2>)/gi;
const HEADER =
  /((?:proxy-)?authorization["']?[ \t]*[:=][ \t]*["']?(?:(?:basic|bearer|token|digest|apikey|negotiate|aws4-hmac-sha256)[ \t]+)?)(?!(?:[\w-]+[ \t]+)?\[masked])([^\s"'\r\n][^"'\r\n]{0,4096})/gi;
const SCHEME = /\b((?:bearer|basic)[ \t]+)(?=[^\s"']{0,200}[\d=])([A-Za-z0-9._~+/=-]{8,4096})/gi;
const COOKIE = /((?:set-)?cookie["']?[ \t]*:[ \t]*["']?)([^\r\n"']{4,4096})/gi;
/** The second half of a key pair has no name where both stand in a row. */
const AFTER_KEY = /(\[masked][ \t:,|/]{1,3})([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/g;

/** Masks what is a secret because of the name that it has, or of the place where it stands. */
export function maskNamedValues(text: string, masked: string): string {
  const put = (whole: string, value: string) => `${whole.slice(0, whole.lastIndexOf(value))}${masked}${quoteOf(whole)}`;
  return text
    .replace(HEADER, `$1${masked}`)
    .replace(SCHEME, `$1${masked}`)
    .replace(COOKIE, `$1${masked}`)
    .replace(XML, (whole, open: string, _name: string, value: string) =>
      isPlaceholder(value) ? whole : `${open}${masked}`,
    )
    .replace(NETRC, `$1${masked}`)
    .replace(USER_FLAG, `$1${masked}`)
    .replace(LOGIN_FLAG, `$1${masked}`)
    .replace(FLAG, (whole, _flag, double?: string, single?: string, bare = '') => {
      const value = double ?? single ?? bare;
      return isPlaceholder(value) || value.startsWith('-') ? whole : put(whole, value);
    })
    .replace(
      NAMED_PASSWORD,
      (whole, rest: string, says: string, double?: string, single?: string, bare = '', ...at) => {
        const value = double ?? single ?? bare;
        if (isPlaceholder(value) || TELLS_OF_IT.test(rest)) return whole;
        const typed = double === undefined && single === undefined && says.trimEnd().endsWith(':');
        return typed && isProse(value, restOfLine(at, whole)) ? whole : put(whole, value);
      },
    )
    .replace(NAMED_TOKEN, (whole, rest: string, _says: string, double?: string, single?: string, bare = '') => {
      const value = double ?? single ?? bare;
      return isPlaceholder(value) || TELLS_OF_IT.test(rest) || !looksRandom(value) ? whole : put(whole, value);
    })
    .replace(AFTER_KEY, `$1${masked}`);
}

function quoteOf(whole: string): string {
  const last = whole.at(-1);
  return last === '"' || last === "'" ? last : '';
}

/** What follows a match on its line. @param at the offset and the whole text, as `replace` hands them on */
function restOfLine(at: readonly unknown[], whole: string): string {
  const [offset, text] = at;
  if (typeof offset !== 'number' || typeof text !== 'string') return '';
  const from = offset + whole.length;
  const end = text.indexOf('\n', from);
  return text.slice(from, end === -1 ? undefined : end);
}

/** `password: must be at least 8 characters` explains; `password: correcthorse` gives it away. */
function isProse(value: string, rest: string): boolean {
  return /^[A-Za-z]+[.!?]?$/.test(value) && /^[ \t]+\S/.test(rest);
}
