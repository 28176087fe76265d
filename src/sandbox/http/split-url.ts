/** The path of a request's URL as it stands on the wire: nothing is resolved, so nothing can fail. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? '/';

/** What follows the first `?`; empty when there is none. */
export const queryOf = (url: string): string => url.slice(pathOf(url).length + 1);
