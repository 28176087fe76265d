/** What DynamoDB charges for calls. */
export interface Units {
  /** of the table, for calls that it took */
  readonly table: number;
  /** of the index of what is due: a moved time is one write out of it and one into it */
  readonly index: number;
  /** of writes whose condition did not hold */
  readonly refused: number;
}

export const NO_UNITS: Units = { table: 0, index: 0, refused: 0 };

export interface Count extends Units {
  readonly count: number;
}

interface Entry extends Count {
  readonly by: string;
  /** `dynamodb:UpdateItem`, `slack:chat.update`, `codepipeline:GetPipeline`; `store:claim` is why the table is called */
  readonly operation: string;
}

/** Calls of one run, by function and operation. */
export function createCalls() {
  const entries = new Map<string, Entry>();

  function totalOf(counts: (operation: string) => boolean, by?: string): Count {
    return [...entries.values()]
      .filter((one) => counts(one.operation) && (by === undefined || one.by === by))
      .reduce(sum, { count: 0, ...NO_UNITS });
  }

  return {
    count(by: string, operation: string, units = NO_UNITS): void {
      const key = `${by} ${operation}`;
      entries.set(key, {
        by,
        operation,
        ...sum(entries.get(key) ?? { count: 0, ...NO_UNITS }, { count: 1, ...units }),
      });
    },
    /** of all operations that begin so. @param by every function, when absent */
    total: (prefix: string, by?: string): Count => totalOf((one) => one.startsWith(prefix), by),
    /** of this one alone */
    of: (operation: string, by?: string): Count => totalOf((one) => one === operation, by),
    operations: (prefix = ''): string[] =>
      [...new Set([...entries.values()].map(({ operation }) => operation))]
        .filter((name) => name.startsWith(prefix))
        .sort(),
  };
}

export type Calls = ReturnType<typeof createCalls>;

function sum(a: Count, b: Count): Count {
  return {
    count: a.count + b.count,
    table: a.table + b.table,
    index: a.index + b.index,
    refused: a.refused + b.refused,
  };
}
