export interface Way {
  readonly operation: string;
  /** the words of the README */
  readonly by: string;
}

/** The table of the README: by which way each operation of CodePipeline is reached. */
export function waysOf(readme: string): Way[] {
  const [, section = ''] = /\n## Every operation of CodePipeline\n([\s\S]*?)\n## /.exec(readme) ?? [];
  return section.split('\n').flatMap((line) => {
    const [, operations = '', by = ''] = /^\| ([A-Z][A-Za-z, ]+) \| (.*) \|$/.exec(line) ?? [];
    return operations.split(', ').flatMap((operation) => (operation === '' ? [] : [{ operation, by }]));
  });
}
