import { type Channel, createChannels } from './channels.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createFiles, type Files } from './files.ts';
import { createIds, type Ids } from './ids.ts';
import { createOffered, type Offered } from './offered-options.ts';
import { createResponseUrls, type ResponseUrls } from './response-urls.ts';
import { createTriggerIds, type TriggerIds } from './trigger-ids.ts';
import { createUserGroups, type UserGroups } from './user-groups.ts';
import { createViewStacks, type ViewStacks } from './view-stacks.ts';
import type { SlackWorkspaceDeps } from './workspace-deps.ts';

/** The state of the workspace, and what every part of it needs at hand. */
export interface Workspace {
  deps: SlackWorkspaceDeps;
  ids: Ids;
  people: Directory;
  userGroups: UserGroups;
  /** by id; public channels in the order given, then direct messages as they were opened */
  channels: Map<string, Channel>;
  files: Files;
  views: ViewStacks;
  triggers: TriggerIds;
  responseUrls: ResponseUrls;
  offered: Offered;
  /** Web API calls so far, by method */
  calls: Map<string, number>;
  /** tells the listeners */
  changed: () => void;
}

export function createWorkspace(deps: SlackWorkspaceDeps, changed: () => void): Workspace {
  const ids = createIds(deps);
  return {
    deps,
    ids,
    people: createDirectory(deps),
    userGroups: createUserGroups(deps),
    channels: createChannels(deps),
    files: createFiles({
      now: deps.clock.now,
      newId: () => ids.entity('F'),
      newSecret: ids.secret,
      appUser: deps.app.botUserId,
    }),
    views: createViewStacks(ids, changed),
    triggers: createTriggerIds(deps.clock, ids.triggerId),
    responseUrls: createResponseUrls(deps.clock, ids.secret),
    offered: createOffered(),
    calls: new Map(),
    changed,
  };
}
