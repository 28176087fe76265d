import { ControlError, type UploadedFile } from '../../ports.ts';
import type { Workspace } from '../workspace.ts';
import { personFor } from './control-input.ts';

/** Somebody puts a file into a file input; the app sees it once it is submitted.
 * @throws ControlError on an unknown person, a file without a name or an empty one */
export function upload(workspace: Workspace, input: { user: string; name: string; bytes: Buffer }): UploadedFile {
  const person = personFor(workspace, input.user);
  if (input.name.trim() === '') throw new ControlError('a file has a name');
  if (input.bytes.length === 0) throw new ControlError(`${input.name} is empty, and Slack takes no empty files`);
  const { id, name, size } = workspace.files.keep(person.id, input.name, input.bytes);
  return { id, name, size };
}
