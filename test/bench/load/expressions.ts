/** An item as the document client gives it. Never changed in place: an update makes a new one that shares what stayed the same. */
export type Item = Readonly<Record<string, unknown>>;

export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The part of DynamoDB's expressions that the stores write; anything else throws, so that a new one is noticed. */
export function holds(expression: string, item: Item, given: Placeholders): boolean {
  const reader = new Reader(expression, given);
  const result = anyOf(reader, item);
  reader.end();
  return result;
}

export function applyUpdate(expression: string, item: Item, given: Placeholders): Item {
  const reader = new Reader(expression, given);
  let next = item;
  while (!reader.isDone()) {
    const clause = reader.take();
    do {
      const path = reader.path();
      if (clause === 'REMOVE') next = changed(next, path, undefined);
      else if (clause === 'ADD') next = changed(next, path, Number(valueAt(next, path) ?? 0) + Number(reader.value()));
      else if (clause === 'SET') {
        reader.expect('=');
        // Every value is read from the item as it was before the update.
        next = changed(next, path, operand(reader, item));
      } else throw new Error(`The table double does not know the clause ${clause}`);
    } while (reader.skip(','));
  }
  return next;
}

type Path = readonly string[];

class Reader {
  readonly #tokens: readonly string[];
  readonly #given: Placeholders;
  readonly #expression: string;
  #next = 0;

  constructor(expression: string, given: Placeholders) {
    this.#expression = expression;
    this.#tokens = expression.match(/[#:]?\w+|<=|>=|<>|[=<>(),.+-]/g) ?? [];
    this.#given = given;
  }

  isDone(): boolean {
    return this.#next >= this.#tokens.length;
  }

  peek(): string {
    return this.#tokens[this.#next] ?? '';
  }

  take(): string {
    return this.#tokens[this.#next++] ?? '';
  }

  skip(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#next += 1;
    return true;
  }

  expect(token: string): void {
    if (!this.skip(token))
      throw new Error(`The table double expects "${token}" before "${this.peek()}" in ${this.#expression}`);
  }

  end(): void {
    if (!this.isDone()) throw new Error(`The table double does not understand "${this.peek()}" in ${this.#expression}`);
  }

  path(): Path {
    const path: string[] = [];
    do {
      const token = this.take();
      path.push(this.#given.names[token] ?? token);
    } while (this.skip('.'));
    return path;
  }

  value(): unknown {
    const token = this.take();
    if (!(token in this.#given.values)) throw new Error(`The value ${token} is missing in ${this.#expression}`);
    return this.#given.values[token];
  }
}

function anyOf(reader: Reader, item: Item): boolean {
  let result = allOf(reader, item);
  while (reader.skip('OR')) result = allOf(reader, item) || result;
  return result;
}

function allOf(reader: Reader, item: Item): boolean {
  let result = condition(reader, item);
  while (reader.skip('AND')) result = condition(reader, item) && result;
  return result;
}

function condition(reader: Reader, item: Item): boolean {
  if (reader.skip('(')) {
    const inner = anyOf(reader, item);
    reader.expect(')');
    return inner;
  }
  for (const [name, wanted] of [
    ['attribute_exists', true],
    ['attribute_not_exists', false],
  ] as const) {
    if (!reader.skip(name)) continue;
    reader.expect('(');
    const exists = valueAt(item, reader.path()) !== undefined;
    reader.expect(')');
    return exists === wanted;
  }
  const left = operand(reader, item);
  const comparison = reader.take();
  return compare(left, comparison, operand(reader, item));
}

function operand(reader: Reader, item: Item): unknown {
  if (reader.peek().startsWith(':')) return reader.value();
  if (!reader.skip('if_not_exists')) return valueAt(item, reader.path());
  reader.expect('(');
  const known = valueAt(item, reader.path());
  reader.expect(',');
  const otherwise = operand(reader, item);
  reader.expect(')');
  return known ?? otherwise;
}

/** What is missing, or of another type, compares to nothing. */
function compare(left: unknown, comparison: string, right: unknown): boolean {
  if (comparison === '<>') return left !== right;
  if (typeof left !== typeof right || left === undefined) return false;
  if (comparison === '=') return left === right;
  const [a, b] = typeof left === 'number' ? [left, Number(right)] : [String(left), String(right)];
  if (comparison === '<') return a < b;
  if (comparison === '<=') return a <= b;
  if (comparison === '>') return a > b;
  if (comparison === '>=') return a >= b;
  throw new Error(`The table double does not know the comparison ${comparison}`);
}

export function valueAt(item: Item, path: Path): unknown {
  return path.reduce<unknown>((found, name) => (isMap(found) ? found[name] : undefined), item);
}

function changed(item: Item, [name = '', ...rest]: Path, value: unknown): Item {
  if (rest.length > 0) {
    const inner = item[name];
    if (!isMap(inner)) throw new Error('The document path provided in the update expression is invalid for update');
    return { ...item, [name]: changed(inner, rest, value) };
  }
  if (value !== undefined) return { ...item, [name]: stored(value) };
  const { [name]: _removed, ...others } = item;
  return others;
}

/** As the table would give it back: nothing undefined in it. */
function stored(value: unknown): unknown {
  return typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value;
}

function isMap(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
