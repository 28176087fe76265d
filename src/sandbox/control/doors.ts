import { z } from 'zod';
import { json } from '../http/json.ts';
import { pathOf } from '../http/split-url.ts';
import { ControlError, type HttpRequest, type HttpResponse } from '../ports.ts';

export type Control = (body: unknown) => Promise<object> | object;

/** A control call: its input is checked, its answer is a JSON object. */
export function control<S extends z.ZodType>(
  schema: S,
  work: (input: z.infer<S>) => Promise<object> | object,
): Control {
  return (body) => {
    const input = schema.safeParse(body);
    if (!input.success) throw new ControlError(z.prettifyError(input.error).replaceAll('\n', ' '));
    return work(input.data);
  };
}

/** Answers `/control/<name>`.
 * @param commands by name: what is done with a POST
 * @param queries by name: what is read with a GET */
export function openDoors(
  commands: Record<string, Control>,
  queries: Record<string, () => object>,
): (request: HttpRequest) => Promise<HttpResponse> {
  async function answer({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
    const name = pathOf(url).replace('/control/', '');
    if (method === 'GET' && Object.hasOwn(queries, name)) return json(200, queries[name]?.() ?? {});
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) return json(404, { ok: false, error: `There is no control call ${method} ${name}` });
    if (method !== 'POST') return json(405, { ok: false, error: `${name} is a POST` });
    // A form or a plain text could be sent from a page elsewhere without asking; JSON cannot.
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
      return json(415, { ok: false, error: 'Control calls take application/json' });
    }
    return json(200, await command(parseJson(body)));
  }

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof ControlError) return json(400, { ok: false, error: error.message });
      throw error;
    }
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ControlError('The body is not JSON');
  }
}
