import type { StateValues } from './elements/state-values.ts';
import type { Ids } from './ids.ts';
import type { JsonObject } from './json.ts';
import { SlackError } from './slack-error.ts';

/** Slack shows at most three modals on top of each other. */
const DEEPEST = 3;

export interface View {
  id: string;
  user: string;
  kind: 'modal' | 'home';
  /** as the app sent it, normalised */
  content: JsonObject;
  hash: string;
  rootId: string;
  previousId: string | null;
  /** where the story that led to this modal began: failures are told there */
  channel: string | null;
  /** what the person chose so far, as far as the client told */
  chosen: StateValues;
  /** by block_id, from `response_action: errors` */
  errors: Record<string, string>;
  /** why the last submission came to nothing, in Slack's words */
  problem: string | null;
}

/** The modals and App Homes of everybody. */
export interface ViewStacks {
  /** Opens a modal in place of whatever modals this person had open. */
  open(user: string, content: JsonObject, channel: string | null): View;
  /** Puts a modal on top of another.
   * @throws SlackError `push_limit_reached` */
  push(below: View, content: JsonObject): View;
  update(view: View, content: JsonObject): void;
  publish(user: string, content: JsonObject): View;
  byId(id: string): View | undefined;
  byExternalId(externalId: string): View | undefined;
  home(user: string): View | undefined;
  /** The open modals of a person, the lowest first. */
  stack(user: string): readonly View[];
  /** Closes one modal, with those above it. */
  close(view: View): void;
  /** Closes all modals of a person. */
  clear(user: string): void;
  /** The modal stays, and says what is wrong with which input. */
  fail(view: View, errors: Record<string, string>): void;
  /** The modal stays: its submission came to nothing. */
  lose(view: View, problem: string): void;
  modals(): View[];
}

export function createViewStacks(ids: Ids, changed: () => void): ViewStacks {
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();
  const all = (): View[] => [...[...stacks.values()].flat(), ...homes.values()];

  function create(kind: View['kind'], user: string, content: JsonObject, below: View | null): View {
    const id = ids.entity('V');
    return {
      id,
      user,
      kind,
      content,
      hash: ids.viewHash(),
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      channel: below?.channel ?? null,
      chosen: {},
      errors: {},
      problem: null,
    };
  }

  function update(view: View, content: JsonObject): void {
    Object.assign(view, { content, hash: ids.viewHash(), errors: {}, problem: null });
    changed();
  }

  return {
    open(user, content, channel) {
      const view = { ...create('modal', user, content, null), channel };
      stacks.set(user, [view]);
      changed();
      return view;
    },
    push(below, content) {
      const stack = stacks.get(below.user) ?? [];
      if (stack.length >= DEEPEST) throw new SlackError('push_limit_reached');
      const view = create('modal', below.user, content, below);
      stacks.set(below.user, [...stack, view]);
      changed();
      return view;
    },
    update,
    publish(user, content) {
      const known = homes.get(user);
      if (known) {
        update(known, content);
        return known;
      }
      const view = create('home', user, content, null);
      homes.set(user, view);
      changed();
      return view;
    },
    byId: (id) => all().find((view) => view.id === id),
    byExternalId: (externalId) => all().find((view) => view.content.external_id === externalId),
    home: (user) => homes.get(user),
    stack: (user) => stacks.get(user) ?? [],
    close(view) {
      const stack = stacks.get(view.user) ?? [];
      const place = stack.indexOf(view);
      if (place < 0) return;
      stacks.set(view.user, stack.slice(0, place));
      changed();
    },
    clear(user) {
      stacks.delete(user);
      changed();
    },
    fail(view, errors) {
      Object.assign(view, { errors, problem: null });
      changed();
    },
    lose(view, problem) {
      view.problem = problem;
      changed();
    },
    modals: () => [...stacks.values()].flat(),
  };
}
