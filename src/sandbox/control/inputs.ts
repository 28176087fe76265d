import { z } from 'zod';

const Author = z.object({ name: z.string().min(1), email: z.string(), login: z.string() });

/** What the control calls take. Names of people and channels are resolved by the workspace. */
export const Commit = z.strictObject({
  pipeline: z.string().min(1),
  account: z.exactOptional(z.string()),
  region: z.exactOptional(z.string()),
  message: z.exactOptional(z.string()),
  /** somebody of the cast by id, handle or name; or anybody */
  author: z.exactOptional(z.union([z.string(), Author])),
  fail: z.exactOptional(z.string().regex(/^[^/]+\/[^/]+$/, 'is written Stage/Action')),
  output: z.exactOptional(z.string().max(500_000)),
});

export const Command = z.strictObject({
  user: z.string(),
  channel: z.string(),
  text: z.string(),
  command: z.exactOptional(z.string()),
});

export const Click = z.strictObject({
  user: z.string(),
  channel: z.exactOptional(z.string()),
  ts: z.exactOptional(z.string()),
  view_id: z.exactOptional(z.string()),
  block_id: z.exactOptional(z.string()),
  action_id: z.string(),
  value: z.exactOptional(z.string()),
  state: z.exactOptional(z.unknown()),
});

export const Submit = z.strictObject({
  user: z.string(),
  view_id: z.string(),
  values: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

/** A shortcut of the manifest; with `channel` and `ts`, one of a message. */
export const Shortcut = z
  .strictObject({
    user: z.string(),
    callback_id: z.string().min(1),
    channel: z.exactOptional(z.string()),
    ts: z.exactOptional(z.string()),
  })
  .refine(({ channel, ts }) => (channel === undefined) === (ts === undefined), {
    error: 'a shortcut of a message needs both channel and ts, a global one neither',
  });

export const Home = z.strictObject({ user: z.string() });

/** What somebody types into a menu whose options the app supplies. */
export const Options = z
  .strictObject({
    user: z.string(),
    channel: z.exactOptional(z.string()),
    ts: z.exactOptional(z.string()),
    view_id: z.exactOptional(z.string()),
    block_id: z.exactOptional(z.string()),
    action_id: z.string(),
    query: z.string().max(1000).default(''),
  })
  .refine(({ channel, ts, view_id: view }) => view === undefined || (channel === undefined && ts === undefined), {
    error: 'a menu is in a view or in a message, not in both',
  });

/** What somebody writes, in a channel, in direct messages with the app (`@signalbox`) or in a thread. */
export const Message = z.strictObject({
  user: z.string(),
  channel: z.string(),
  text: z.string(),
  thread_ts: z.exactOptional(z.string()),
});

/** A file that somebody puts into a file input. Its id goes into `files` of the submission. */
export const Upload = z.strictObject({
  user: z.string(),
  name: z.string().min(1).max(255),
  content: z.string(),
  /** of `content` */
  encoding: z.enum(['utf8', 'base64']).default('utf8'),
});

export const Close = z.strictObject({ user: z.string(), view_id: z.string() });

/** An administrator changes an account, for the life of the sandbox: another kind of person, closed or open again. Slack tells the
 * app nothing of it, users.info does. */
export const PersonChange = z
  .strictObject({
    user: z.string(),
    kind: z.exactOptional(z.enum(['member', 'guest', 'outsider'])),
    deactivated: z.exactOptional(z.boolean()),
  })
  .refine(({ kind, deactivated }) => kind !== undefined || deactivated !== undefined, {
    error: 'says neither kind nor deactivated, so there is nothing to change',
  });

/** An administrator changes who is in a user group, for the life of the sandbox: these people, by id or handle, and nobody else; or
 * disables it, or enables it again. Slack tells the app nothing of it, usergroups.users.list does. */
export const UserGroupChange = z
  .strictObject({
    usergroup: z.string(),
    users: z.exactOptional(z.array(z.string()).max(100)),
    disabled: z.exactOptional(z.boolean()),
  })
  .refine(({ users, disabled }) => users !== undefined || disabled !== undefined, {
    error: 'says neither users nor disabled, so there is nothing to change',
  });

/** A raw event; what an envelope must have is filled in. */
export const Event = z.looseObject({
  'detail-type': z.string(),
  source: z.string(),
  detail: z.record(z.string(), z.unknown()),
  version: z.literal('0').default('0'),
  id: z.string().optional(),
  account: z.string().optional(),
  time: z.string().optional(),
  region: z.string().optional(),
  resources: z.array(z.string()).default([]),
});

const LONGEST_MOVE_MS = 400 * 24 * 60 * 60 * 1000;

export const ClockMove = z.union([
  z.strictObject({ advanceMs: z.number().min(0).max(LONGEST_MOVE_MS) }),
  z.strictObject({ speed: z.number().positive() }),
  z.strictObject({ paused: z.boolean() }),
]);

export const Settle = z.strictObject({ timeoutMs: z.number().min(0).max(120_000).default(10_000) });
