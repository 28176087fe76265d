/** An EventBridge event pattern: what is asked of each field; fields it does not name may hold anything. */
export type EventPattern = Record<string, unknown>;

/**
 * Whether an event matches a pattern: every field named in it has one of the values listed, or passes one of the tests
 * `prefix`, `suffix`, `anything-but`, `exists`, `equals-ignore-case`.
 * @throws Error on a test it does not know, so that a rule never matches by accident
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    const actual = isRecord(event) ? event[field] : undefined;
    if (Array.isArray(expected)) return matchesAny(expected, actual);
    if (isRecord(expected)) return matchesPattern(expected, actual);
    throw new Error(`An event pattern lists values or nests fields; ${field} does neither`);
  });
}

/** A list in an event matches when one of its members does. */
function matchesAny(tests: unknown[], actual: unknown): boolean {
  const values = Array.isArray(actual) ? actual : [actual];
  return tests.some((test) => (isRecord(test) ? passes(test, actual, values) : values.some((value) => value === test)));
}

function passes(test: Record<string, unknown>, actual: unknown, values: unknown[]): boolean {
  const [[name, argument] = [], ...more] = Object.entries(test);
  if (name === undefined || more.length > 0)
    throw new Error(`A test in an event pattern has one name: ${JSON.stringify(test)}`);
  const texts = values.filter((value) => typeof value === 'string');
  switch (name) {
    case 'exists':
      return (actual !== undefined) === argument;
    case 'prefix':
      return texts.some((text) => text.startsWith(String(argument)));
    case 'suffix':
      return texts.some((text) => text.endsWith(String(argument)));
    case 'equals-ignore-case':
      return texts.some((text) => text.toLowerCase() === String(argument).toLowerCase());
    case 'anything-but':
      return actual !== undefined && !values.some((value) => isExcluded(argument, value));
    default:
      throw new Error(`The sandbox does not know the test "${name}" of an event pattern`);
  }
}

function isExcluded(argument: unknown, value: unknown): boolean {
  if (isRecord(argument)) return passes(argument, value, [value]);
  return Array.isArray(argument) ? argument.includes(value) : argument === value;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
