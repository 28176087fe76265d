import { characters, isObject, type JsonObject } from '../json.ts';

/** One violation, in the words and codes of Slack's schema check (`blocks.validate`). */
export interface Problem {
  code: 'failed_constraint' | 'missing_field' | 'wrong_type';
  message: string;
  /** JSON pointer from the root of what is examined */
  pointer: string;
  field?: string;
  constraint?: JsonObject;
}

/** Looks at one value and adds what is wrong with it to `problems`; `at` is its JSON pointer. */
export type Check = (value: unknown, at: string, problems: Problem[]) => void;

interface StringRule {
  min?: number;
  max?: number;
  oneOf?: readonly string[];
  like?: RegExp;
}

export function failed(at: string, message: string, constraint: JsonObject): Problem {
  return { code: 'failed_constraint', message, pointer: at, constraint };
}

function wrongType(at: string, message: string): Problem {
  return { code: 'wrong_type', message, pointer: at };
}

/** Lengths count code points. */
export function string(rule: StringRule = {}): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string') {
      problems.push(wrongType(at, 'must provide a string'));
      return;
    }
    const length = characters(value);
    if (rule.min !== undefined && length < rule.min)
      problems.push(failed(at, `must be more than ${rule.min - 1} characters`, { type: 'min_length', min: rule.min }));
    if (rule.max !== undefined && length > rule.max)
      problems.push(failed(at, `must be less than ${rule.max + 1} characters`, { type: 'max_length', max: rule.max }));
    if (rule.oneOf && !rule.oneOf.includes(value))
      problems.push(failed(at, 'must be a valid enum value', { type: 'enum', expected: rule.oneOf }));
    if (rule.like && !rule.like.test(value))
      problems.push(failed(at, 'does not match the expected format', { type: 'pattern', pattern: rule.like.source }));
  };
}

export const boolean: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') problems.push(wrongType(at, 'must provide a boolean'));
};

export function integer(min: number, max: number): Check {
  return (value, at, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) problems.push(wrongType(at, 'must provide an integer'));
    else if (value < min) problems.push(failed(at, `must be at least ${min}`, { type: 'min', min }));
    else if (value > max) problems.push(failed(at, `must be at most ${max}`, { type: 'max', max }));
  };
}

export const number: Check = (value, at, problems) => {
  if (typeof value !== 'number') problems.push(wrongType(at, 'must provide a number'));
};

/** Items past the limit are not looked at one by one. */
export function list(item: Check, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value)) {
      problems.push(wrongType(at, 'must provide an array'));
      return;
    }
    if (value.length < min)
      problems.push(failed(at, `no fewer than ${min} items required`, { type: 'min_items', min }));
    if (value.length > max) problems.push(failed(at, `no more than ${max} items allowed`, { type: 'max_items', max }));
    value.slice(0, max).forEach((element, index) => {
      item(element, `${at}/${index}`, problems);
    });
  };
}

interface ObjectRule {
  required?: readonly string[];
  /** at least one of these must be there */
  someOf?: readonly string[];
  /** rules across members; runs only when the object is one */
  also?: (value: JsonObject, at: string, problems: Problem[]) => void;
}

/** `type` is always allowed: whoever chose this check has looked at it. */
export function object(members: Record<string, Check>, rule: ObjectRule = {}): Check {
  const checks = new Map(Object.entries(members));
  return (value, at, problems) => {
    if (!isObject(value)) {
      problems.push(wrongType(at, 'must provide an object'));
      return;
    }
    for (const field of rule.required ?? []) if (value[field] === undefined) problems.push(missing(at, field));
    if (rule.someOf && !rule.someOf.some((field) => value[field] !== undefined))
      problems.push(missing(at, rule.someOf.join(' or ')));
    for (const [field, member] of Object.entries(value)) {
      const check = checks.get(field);
      if (check) {
        if (member !== undefined) check(member, `${at}/${field}`, problems);
      } else if (field !== 'type') {
        const constraint = { type: 'additional_properties', got: field };
        problems.push(failed(at, `invalid additional property: ${field}`, constraint));
      }
    }
    rule.also?.(value, at, problems);
  };
}

export function missing(at: string, field: string): Problem {
  return { code: 'missing_field', message: `missing required field: ${field}`, pointer: at, field };
}

/** Chooses the check by the member `type`. */
export function byType(table: Record<string, Check>): Check {
  const checks = new Map(Object.entries(table));
  return (value, at, problems) => {
    if (!isObject(value)) {
      problems.push(wrongType(at, 'must provide an object'));
    } else if (value.type === undefined) {
      problems.push(missing(at, 'type'));
    } else {
      const check = typeof value.type === 'string' ? checks.get(value.type) : undefined;
      if (check) check(value, at, problems);
      else problems.push(unsupported(at, value.type, [...checks.keys()]));
    }
  };
}

export function unsupported(at: string, type: unknown, expected: readonly string[]): Problem {
  const shown = typeof type === 'string' ? type.slice(0, 100) : typeof type;
  return failed(`${at}/type`, `unsupported type: ${shown}`, { type: 'enum', expected });
}
