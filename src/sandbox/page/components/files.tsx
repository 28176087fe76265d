import type { MessageView } from '../../ports.ts';
import { formatSize } from '../text/size.ts';

/** The files of a message, each to be downloaded. */
export function Files({ files }: { files: NonNullable<MessageView['files']> }) {
  return (
    <ul class="files">
      {files.map(({ id, name, size, path }) => (
        <li key={id}>
          <a href={path} download={name}>
            {name}
          </a>
          <span class="quiet"> {formatSize(size)}</span>
        </li>
      ))}
    </ul>
  );
}
