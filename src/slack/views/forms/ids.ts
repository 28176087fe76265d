import type { FormWish } from '../../../domain/form.ts';

/** The ids of the forms and of their inputs, apart from the forms: whoever takes what was sent off draws none of them. */

export const START_FORM = 'pipeline:start';
/** `variable:date`, and `source:COMMIT_ID:App` */
export const VARIABLE = 'variable:';
export const SOURCE = 'source:';

export const ROLLBACK_FORM = 'stage:rollback';
export const ROLLBACK_TO = 'to';

export const OVERRIDE_FORM = 'condition:override';
/** `entry:<run>`: the condition, and the evaluation of it that was shown */
export const OVERRIDE_WHICH = 'which';

/** A form keeps its title while it is filled. */
export const TITLES: Readonly<Record<FormWish['form'], string>> = {
  start: 'Start a pipeline',
  rollback: 'Roll back a stage',
  override: 'Override a condition',
};
