/** A scheme, then who it is. The last `@` before a slash ends it, because people write passwords with an `@` in them. */
const USER_INFO = /(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/)([^\s/:@'"<>]{0,256}):([^\s/'"<>]{1,512})@/g;
/** A name alone is a token when it is long: `https://<token>@host`. */
const TOKEN_ALONE = /(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/)([^\s/:@'"<>[\]]{20,512})@/g;

/** Masks passwords in addresses: `postgres://app:hunter2@db/shop`. Who it is and where stays. */
export function maskUrlPasswords(text: string, masked: string): string {
  return text.replace(USER_INFO, `$1$2:${masked}@`).replace(TOKEN_ALONE, `$1${masked}@`);
}
