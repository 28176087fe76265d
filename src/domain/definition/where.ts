import type { Path } from './diff.ts';

/** The stage and action that a path leads into, and the rest of it. */
export interface Where {
  readonly stage?: string;
  readonly action?: string;
  /** below the action, the stage or the pipeline */
  readonly rest: Path;
}

export function whereOf(path: Path): Where {
  const [list, stage, inner, action, ...rest] = path;
  if (list !== 'stages' || stage === undefined) return { rest: path };
  if (inner !== 'actions' || action === undefined) return { stage, rest: path.slice(2) };
  return { stage, action, rest };
}
