import type * as z from 'zod/mini';

/** What is wrong with a value, for whoever wrote it. The small schemas of zod bring no words of their own.
 * @param issue one for which the schema has no words either */
export function wordsFor(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'invalid_value':
      return `${shown(issue.input)} cannot stand here`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'this is no name';
    case 'too_small':
      if (issue.origin === 'string') return 'it is empty';
      return issue.origin === 'array'
        ? 'it is empty, and needs at least one'
        : `it should be at least ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `it is longer than ${issue.maximum} characters`;
      return `it should be at most ${issue.maximum}`;
    default:
      return 'it cannot be understood';
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'names with values',
};

function wrongType(expected: string, input: unknown): string {
  const noun = NOUNS[expected] ?? expected;
  if (input === undefined) return 'it is missing';
  if (input === null) return `nothing stands after it; it should be ${noun}`;
  if (expected === 'string' && typeof input !== 'object') {
    return `it should be in quotes: without them YAML reads ${shown(input)}, and not text`;
  }
  const entries = expected === 'array' && typeof input === 'object' ? ' whose entries begin with “- ”' : '';
  return `it should be ${noun}${entries}, not ${shown(input)}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'keys with values';
  return typeof value === 'string' ? `“${cut(value)}”` : String(value);
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
