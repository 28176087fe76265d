import type { JsonObject } from './json.ts';
import type { SlackWorkspaceDeps } from './workspace-deps.ts';

/** A file that an app has announced; it is there once its bytes have come and it was shared. */
export interface SlackFile {
  id: string;
  name: string;
  /** as announced; other bytes than that are refused */
  size: number;
  title: string;
  created: number;
  bytes: Buffer | null;
  /** where it was shared, by id */
  channels: Set<string>;
}

export interface Files {
  /** @returns the file, and the opaque last part of the address that takes its bytes */
  announce(name: string, size: number): { file: SlackFile; opaque: string };
  awaited(opaque: string): SlackFile | undefined;
  byId(id: string): SlackFile | undefined;
}

export function createFiles(deps: { now: () => number; newId: () => string; newSecret: () => string }): Files {
  const files = new Map<string, SlackFile>();
  const uploads = new Map<string, string>();
  return {
    announce(name, size) {
      const id = deps.newId();
      const created = Math.floor(deps.now() / 1000);
      const file: SlackFile = { id, name, size, title: name, created, bytes: null, channels: new Set() };
      const opaque = deps.newSecret();
      files.set(id, file);
      uploads.set(opaque, id);
      return { file, opaque };
    },
    awaited: (opaque) => files.get(uploads.get(opaque) ?? ''),
    byId: (id) => files.get(id),
  };
}

/** The file object of answers and messages. */
export function fileJson({ team, app, origin }: SlackWorkspaceDeps, file: SlackFile): JsonObject {
  const address = `${origin()}${pathOf(team.id, file)}`;
  const filetype = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: mimetypeOf(file),
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: app.botUserId,
    user_team: team.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: `https://${team.domain}.slack.com/files/${app.botUserId}/${file.id}/${encodeURIComponent(file.name)}`,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

/** The path under which a file is downloaded. */
export function pathOf(teamId: string, { id, name }: SlackFile): string {
  return `/files-pri/${teamId}-${id}/${encodeURIComponent(name)}`;
}

export function mimetypeOf({ name }: Pick<SlackFile, 'name'>): string {
  if (name.endsWith('.csv')) return 'text/csv';
  return /\.(txt|log)$/.test(name) ? 'text/plain' : 'application/octet-stream';
}
