/** An UpdateItem expression in the making: attribute names and values become placeholders, so that any name may be used. */
export class Update {
  readonly #sets: string[] = [];
  readonly #removes: string[] = [];
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};
  #count = 0;

  name(attribute: string): string {
    const placeholder = `#n${this.#count++}`;
    this.names[placeholder] = attribute;
    return placeholder;
  }

  value(value: unknown): string {
    const placeholder = `:v${this.#count++}`;
    this.values[placeholder] = value;
    return placeholder;
  }

  set(attribute: string, value: unknown): void {
    this.setPath(this.name(attribute), value);
  }

  setPath(path: string, value: unknown): void {
    if (value === undefined) this.#removes.push(path);
    else this.#sets.push(`${path} = ${this.value(value)}`);
  }

  setOnce(attribute: string, value: unknown): void {
    const name = this.name(attribute);
    this.#sets.push(`${name} = if_not_exists(${name}, ${this.value(value)})`);
  }

  remove(path: string): void {
    this.#removes.push(path);
  }

  /** @param bump counts a change of what messages show */
  expression(bump: boolean): string {
    const set = this.#sets.length > 0 ? [`SET ${this.#sets.join(', ')}`] : [];
    const remove = this.#removes.length > 0 ? [`REMOVE ${this.#removes.join(', ')}`] : [];
    const add = bump ? [`ADD ${this.name('version')} ${this.value(1)}`] : [];
    return [...set, ...remove, ...add].join(' ');
  }
}
