import type { TakenJob } from '../job-ports.ts';
import type { Fault, Written } from './job-kind.ts';

/** The properties of the custom and the partner action type: the question, and everything else as JSON. */
export const ASK_PROPERTY = 'Ask';
export const MORE_PROPERTY = 'Parameters';

/** What the author of a pipeline wrote for this work, wherever its action keeps it. */
export function readWritten({ door, configuration }: TakenJob): { readonly parameters: Written } | Fault {
  if (door === 'invoke') return parse(configuration.UserParameters ?? '', 'UserParameters');
  const ask = configuration[ASK_PROPERTY];
  const more = parse(configuration[MORE_PROPERTY] ?? '{}', MORE_PROPERTY);
  if ('fault' in more || ask === undefined) return more;
  return { parameters: { ...more.parameters, ask } };
}

function parse(text: string, where: string): { readonly parameters: Written } | Fault {
  try {
    const value: unknown = JSON.parse(text);
    if (isWritten(value)) return { parameters: value };
    return { fault: `${where}: a JSON object such as {"ask":"Which region first?"} was expected` };
  } catch (error) {
    const why = error instanceof SyntaxError ? ` (${error.message.slice(0, 200)})` : '';
    return { fault: `${where}: this is not JSON${why}; {"ask":"Which region first?"} would be` };
  }
}

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
