import type { FormWish } from '../../../domain/form.ts';

/** A form keeps its title while it is filled. */
export const TITLES: Readonly<Record<FormWish['form'], string>> = {
  start: 'Start a pipeline',
  rollback: 'Roll back a stage',
  override: 'Override a condition',
};
