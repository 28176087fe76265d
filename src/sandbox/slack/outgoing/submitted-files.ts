import { ControlError, type Person } from '../../ports.ts';
import type { FoundElement } from '../elements/find-elements.ts';
import { fileJson, filetypeOf, type SlackFile } from '../files.ts';
import { isObject, type JsonObject, stringOr, stringsIn } from '../json.ts';
import type { Workspace } from '../workspace.ts';

/** Slack's own, where the input says nothing. */
const USUAL_MOST = 10;

/** The files that a person put into a file input, whole, as a submission carries them; from now on the app may see them.
 * @param given ids, or objects with an id
 * @throws ControlError for files of somebody else, too many, or of a type that the input does not take: Slack's client
 * would not send these either */
export function submitFiles(workspace: Workspace, person: Person, found: FoundElement, given: unknown): JsonObject[] {
  const wanted = Array.isArray(given) ? given : [];
  const files = wanted.map((each: unknown) => fileOf(workspace, person, found, each));
  const { max_files: most = USUAL_MOST } = found.element;
  if (files.length > Number(most)) throw new ControlError(`${found.actionId} takes at most ${most} files`);
  const taken = stringsIn(found.element.filetypes).map((type) => type.toLowerCase());
  const stray = files.find((file) => taken.length > 0 && !taken.includes(filetypeOf(file)));
  if (stray) throw new ControlError(`${found.actionId} takes ${taken.join(', ')}, not ${stray.name}`);
  for (const file of files) file.submitted = true;
  return files.map((file) => fileJson(workspace.deps, file));
}

function fileOf({ files }: Workspace, person: Person, { actionId }: FoundElement, given: unknown): SlackFile {
  const id = stringOr(isObject(given) ? given.id : given, '');
  const file = files.byId(id);
  if (file?.user !== person.id) throw new ControlError(`${actionId}: ${person.name} has put no file ${id} anywhere`);
  return file;
}
