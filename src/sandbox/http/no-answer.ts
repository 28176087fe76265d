import type { HttpResponse } from '../ports.ts';

/** No answer at all: the connection stays as it is until the caller gives up. */
export const NO_ANSWER: HttpResponse = { status: 0, headers: {}, body: '' };
