import type { Clicked, Reaction } from '../clicked.ts';

/** What answers one button, or one menu with all its options. */
export interface ActionListener {
  readonly actionId: string;
  /** of a menu: the options it knows */
  readonly options?: readonly string[];
  react(clicked: Clicked): Reaction;
}
