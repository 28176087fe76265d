import type { JsonObject } from './json.ts';
import type { SlackWorkspaceDeps } from './workspace-deps.ts';

/** A file that the app has announced, which is there once its bytes have come and it was shared; or one that a person put
 * into a file input, which the app sees once it was submitted. */
export interface SlackFile {
  id: string;
  /** whose it is */
  user: string;
  name: string;
  /** as announced; other bytes than that are refused */
  size: number;
  title: string;
  created: number;
  bytes: Buffer | null;
  /** where it was shared, by id */
  channels: Set<string>;
  /** handed to the app in a submission */
  submitted: boolean;
}

export interface Files {
  /** @returns the file, and the opaque last part of the address that takes its bytes */
  announce(name: string, size: number): { file: SlackFile; opaque: string };
  /** A person's file, with its bytes. */
  keep(user: string, name: string, bytes: Buffer): SlackFile;
  awaited(opaque: string): SlackFile | undefined;
  byId(id: string): SlackFile | undefined;
}

export function createFiles(deps: {
  now: () => number;
  newId: () => string;
  newSecret: () => string;
  appUser: string;
}): Files {
  const files = new Map<string, SlackFile>();
  const uploads = new Map<string, string>();

  function add(user: string, name: string, size: number, bytes: Buffer | null): SlackFile {
    const id = deps.newId();
    const created = Math.floor(deps.now() / 1000);
    const file = { id, user, name, size, title: name, created, bytes, channels: new Set<string>(), submitted: false };
    files.set(id, file);
    return file;
  }

  return {
    announce(name, size) {
      const file = add(deps.appUser, name, size, null);
      const opaque = deps.newSecret();
      uploads.set(opaque, file.id);
      return { file, opaque };
    },
    keep: (user, name, bytes) => add(user, name, bytes.length, bytes),
    awaited: (opaque) => files.get(uploads.get(opaque) ?? ''),
    byId: (id) => files.get(id),
  };
}

/** The file object of answers and messages. */
export function fileJson({ team, origin }: SlackWorkspaceDeps, file: SlackFile): JsonObject {
  const address = `${origin()}${pathOf(team.id, file)}`;
  const filetype = filetypeOf(file);
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: mimetypeOf(file),
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
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
    permalink: `https://${team.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

/** The path under which a file is downloaded. */
export function pathOf(teamId: string, { id, name }: SlackFile): string {
  return `/files-pri/${teamId}-${id}/${encodeURIComponent(name)}`;
}

/** What the app may see and download. */
export function isForTheApp(file: SlackFile | undefined): file is SlackFile & { bytes: Buffer } {
  return file !== undefined && file.bytes !== null && (file.channels.size > 0 || file.submitted);
}

/** By its ending, as `filetypes` of a file input counts. */
export function filetypeOf({ name }: Pick<SlackFile, 'name'>): string {
  return name.split('.').at(-1)?.toLowerCase() ?? '';
}

const MIMETYPES = new Map([
  ['csv', 'text/csv'],
  ['json', 'application/json'],
  ['log', 'text/plain'],
  ['md', 'text/plain'],
  ['txt', 'text/plain'],
  ['yaml', 'text/plain'],
  ['yml', 'text/plain'],
]);

export function mimetypeOf(file: Pick<SlackFile, 'name'>): string {
  return MIMETYPES.get(filetypeOf(file)) ?? 'application/octet-stream';
}
