import type { UserGroup } from '../ports.ts';
import type { SlackWorkspaceDeps } from './workspace-deps.ts';

/** The user groups of the workspace, disabled ones included. */
export interface UserGroups {
  readonly all: readonly UserGroup[];
  byId(id: string): UserGroup | undefined;
  /** by id, handle or `@handle` */
  named(reference: string): UserGroup | undefined;
  /** Takes the place of the group with this id. */
  replace(group: UserGroup): void;
}

export function createUserGroups({ userGroups = [] }: SlackWorkspaceDeps): UserGroups {
  const known = new Map(userGroups.map((group) => [group.id, group]));
  return {
    get all() {
      return [...known.values()];
    },
    byId: (id) => known.get(id),
    named(reference) {
      const handle = reference.replace(/^@/, '').toLowerCase();
      return known.get(reference) ?? [...known.values()].find((group) => group.handle === handle);
    },
    replace(group) {
      known.set(group.id, group);
    },
  };
}
