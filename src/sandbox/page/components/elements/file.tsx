import { useState } from 'preact/hooks';
import type { FileElement } from '../../blocks/element-model.ts';
import { uploadFile } from '../../state/control-api.ts';
import { actingAs } from '../../state/place.ts';
import { keepUpload, uploads } from '../../state/uploads.ts';
import { formatSize } from '../../text/size.ts';
import { Icon } from '../icon.tsx';
import type { FieldControl } from './field.tsx';
import { readBase64 } from './read-base64.ts';

/** What one file may hold here: base64 of it has to fit into the 6 MB of a control call. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** Files that are chosen or dropped; they are uploaded at once and handed to the app with the submission. */
export function FileField({ element, control }: { element: FileElement; control: FieldControl }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  const [isOver, setOver] = useState(false);
  const { filetypes, maxFiles } = element;
  const taken = filetypes.map((type) => `.${type}`);

  const add = async (files: readonly File[]) => {
    const refused = files.map((file) => whyNot(file, filetypes)).find((why) => why !== null);
    setProblem(refused ?? null);
    if (refused || files.length === 0) return;
    setLoading(true);
    const ids: string[] = [];
    for (const file of files) {
      const answer = await uploadFile(actingAs.peek(), file.name, await readBase64(file));
      if ('file' in answer && answer.file) {
        keepUpload(answer.file);
        ids.push(answer.file.id);
      } else setProblem(`${file.name} was not taken: ${answer.error ?? 'nobody said why'}`);
    }
    setLoading(false);
    control.change(maxFiles === 1 ? ids.slice(-1) : [...control.value, ...ids]);
  };

  return (
    <>
      <div class={isOver ? 'drop drop-over' : 'drop'}>
        <Icon name="file" />
        <span class="drop-words">
          <span class="drop-choose">{maxFiles === 1 ? 'Choose a file' : 'Choose files'}</span> or drop{' '}
          {maxFiles === 1 ? 'it' : 'them'} here
          {taken.length > 0 && <span class="menu-description">{taken.join(', ')}</span>}
        </span>
        {/* It lies over the words, so that what is dropped there is dropped on it. */}
        <input
          {...control.attributes}
          aria-busy={loading}
          type="file"
          class="drop-input"
          multiple={maxFiles > 1}
          accept={taken.join(',')}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={(event) => {
            void add([...(event.currentTarget.files ?? [])]);
            // So that the same file can be chosen again after it was removed.
            event.currentTarget.value = '';
          }}
        />
      </div>
      {control.value.length > 0 && (
        <ul class="drop-files" aria-label="Chosen files">
          {control.value.map((id) => (
            <ChosenFile
              key={id}
              id={id}
              onRemove={() => control.change(control.value.filter((other) => other !== id))}
            />
          ))}
        </ul>
      )}
      {problem !== null && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function ChosenFile({ id, onRemove }: { id: string; onRemove: () => void }) {
  const file = uploads.value.get(id);
  const name = file?.name ?? id;
  return (
    <li>
      <span class="drop-name">{name}</span>
      {file && <span class="quiet">{formatSize(file.size)}</span>}
      <button type="button" class="button-quiet button-icon" aria-label={`Remove ${name}`} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </li>
  );
}

function whyNot({ name, size }: File, filetypes: readonly string[]): string | null {
  const type = name.split('.').at(-1)?.toLowerCase() ?? '';
  if (filetypes.length > 0 && !filetypes.includes(type)) return `${name} is none of ${filetypes.join(', ')}.`;
  if (size === 0) return `${name} is empty.`;
  return size > LARGEST_BYTES ? `${name} is larger than ${formatSize(LARGEST_BYTES)}, which is the most here.` : null;
}
