import { CONFIGURATION_VALUE_MAX, WRONG_TYPE } from './choices.ts';
import { type OperationModel, type Shape, shapeNamed } from './model.ts';
import { ServiceError } from './service-error.ts';

type JsonObject = Record<string, unknown>;
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The last instant that dates can tell. */
const LATEST_SECONDS = 8.64e12;

const patterns = new Map<string, RegExp>();

/** A pattern of the model must match the whole value, as `String.matches` in Java does. */
function matches(pattern: string, value: string): boolean {
  let regex = patterns.get(pattern);
  if (!regex) {
    regex = new RegExp(`^(?:${pattern})$`, 'u');
    patterns.set(pattern, regex);
  }
  return regex.test(value);
}

function wrongType(value: unknown, wanted: string): ServiceError {
  if (Array.isArray(value)) return new ServiceError(WRONG_TYPE, 'Start of list found where not expected');
  if (isObject(value)) return new ServiceError(WRONG_TYPE, 'Start of structure or map found where not expected.');
  const found = typeof value === 'boolean' ? String(value).toUpperCase() : (typeof value).toUpperCase();
  return new ServiceError(WRONG_TYPE, `${found}_VALUE can not be converted to ${wanted}`);
}

/** The constraints of a shape, the server's own limits where they are known to differ from the model. */
function limitsOf(name: string): Shape {
  const shape = shapeNamed(name);
  return name === 'ActionConfigurationValue' ? { ...shape, max: CONFIGURATION_VALUE_MAX } : shape;
}

const sizeRules = (shape: Shape, size: number, noun: 'length' | 'value'): string[] => {
  const broken: string[] = [];
  if (shape.max !== undefined && size > shape.max)
    broken.push(`Member must have ${noun} less than or equal to ${shape.max}`);
  if (shape.min !== undefined && size < shape.min)
    broken.push(`Member must have ${noun} greater than or equal to ${shape.min}`);
  return broken;
};

const stringRules = (shape: Shape, value: string): string[] => {
  const broken = sizeRules(shape, value.length, 'length');
  if (shape.pattern !== undefined && !matches(shape.pattern, value))
    broken.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  if (shape.enum && !shape.enum.includes(value))
    broken.push(`Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
  return broken;
};

/** Reads a value by its shape and collects every violated constraint. */
class Reader {
  readonly violations: string[] = [];

  read(shapeName: string, value: unknown, path: string): unknown {
    const shape = limitsOf(shapeName);
    switch (shape.type) {
      case 'structure':
        return this.structure(shape, value, path);
      case 'list':
        return this.list(shape, value, path);
      case 'map':
        return this.map(shape, value, path);
      case 'string':
        if (typeof value !== 'string') throw wrongType(value, 'a String');
        this.note(shape, value, path, stringRules(shape, value));
        return value;
      case 'integer':
        if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(value, 'an Integer');
        this.note(shape, String(value), path, sizeRules(shape, value, 'value'));
        return value;
      case 'boolean':
        if (typeof value !== 'boolean') throw wrongType(value, 'a Boolean');
        return value;
      default:
        // timestamp: epoch seconds
        if (typeof value !== 'number' || !(Math.abs(value) <= LATEST_SECONDS)) throw wrongType(value, 'a Timestamp');
        return value;
    }
  }

  private note(shape: Shape, text: string, path: string, broken: string[]): void {
    const shown = shape.sensitive ? 'Value' : `Value '${text}'`;
    for (const rule of broken) this.violations.push(`${shown} at '${path}' failed to satisfy constraint: ${rule}`);
  }

  private structure(shape: Shape, value: unknown, path: string): JsonObject {
    if (!isObject(value)) throw wrongType(value, 'a Structure');
    const at = (member: string) => (path === '' ? member : `${path}.${member}`);
    const known: [string, unknown][] = [];
    for (const [member, memberShape] of Object.entries(shape.members ?? {})) {
      // Object.hasOwn: a body may be anything, `constructor` included. Unknown members are ignored, null is absent.
      const given = Object.hasOwn(value, member) ? value[member] : null;
      if (given !== null) known.push([member, this.read(memberShape, given, at(member))]);
      else if (shape.required?.includes(member))
        this.violations.push(`Value null at '${at(member)}' failed to satisfy constraint: Member must not be null`);
    }
    return Object.fromEntries(known);
  }

  private list(shape: Shape, value: unknown, path: string): unknown[] {
    if (!Array.isArray(value)) throw wrongType(value, 'a List');
    this.note(shape, shownList(value), path, sizeRules(shape, value.length, 'length'));
    return value.map((member, index) => this.read(shape.member ?? 'String', member, `${path}.${index + 1}.member`));
  }

  private map(shape: Shape, value: unknown, path: string): JsonObject {
    if (!isObject(value)) throw wrongType(value, 'a Map');
    this.note(shape, shownMap(value), path, sizeRules(shape, Object.keys(value).length, 'length'));
    const entries = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(entries.map(([key, member]) => [key, this.entry(shape, key, member, path)]));
  }

  /** The service reports keys and scalar values of a map in a form of its own, without the value (it may be a secret). */
  private entry(shape: Shape, key: string, member: unknown, path: string): unknown {
    this.noteEntry('keys', shape.key ?? 'String', key, path);
    const valueShape = shape.value ?? 'String';
    if (shapeNamed(valueShape).type !== 'string') return this.read(valueShape, member, `${path}.${key}.member`);
    if (typeof member !== 'string') throw wrongType(member, 'a String');
    this.noteEntry('value', valueShape, member, path);
    return member;
  }

  /** As recorded: a map's entry names all constraints of its shape as soon as one is broken. */
  private noteEntry(what: 'keys' | 'value', shapeName: string, value: string, path: string): void {
    const shape = limitsOf(shapeName);
    if (stringRules(shape, value).length === 0) return;
    const rules = `[${allRules(shape).join(', ')}]`;
    const text = `Value at '${path}' failed to satisfy constraint: Map ${what} must satisfy constraint: ${rules}`;
    if (!this.violations.includes(text)) this.violations.push(text);
  }
}

function allRules({ min, max, pattern }: Shape): string[] {
  const rules: string[] = [];
  if (max !== undefined) rules.push(`Member must have length less than or equal to ${max}`);
  if (min !== undefined) rules.push(`Member must have length greater than or equal to ${min}`);
  if (pattern !== undefined) rules.push(`Member must satisfy regular expression pattern: ${pattern}`);
  return rules;
}

/** Scalars only: an object of a stranger's making may not even be convertible to text. */
const shownMember = (member: unknown): string => (typeof member === 'object' ? '{…}' : String(member));
const shownList = (list: unknown[]): string => `[${list.map(shownMember).join(', ')}]`;
const shownMap = (map: JsonObject): string => `{${Object.keys(map).join(', ')}}`;

/** Reads an operation's input: known members only, null members dropped.
 * @throws ServiceError ValidationException with all violations, or SerializationException for a wrong JSON type */
export function validate(operation: OperationModel, body: unknown): unknown {
  const reader = new Reader();
  const input = reader.read(operation.input, body, '');
  const { violations } = reader;
  if (violations.length === 0) return input;
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: `;
  throw new ServiceError('ValidationException', count + violations.join('; '));
}
