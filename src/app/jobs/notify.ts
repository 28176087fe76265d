import type { NoteParameters } from '../../domain/job-parameters.ts';
import type { KeepDeps } from '../keep-deps.ts';
import type { JobKind, ReadParameters } from './job-kind.ts';
import { say } from './say.ts';

/** `{"notify": "The database is migrated"}`: says so and goes on. */
export function notifyKind(deps: KeepDeps, read: ReadParameters<NoteParameters>): JobKind {
  return {
    key: 'notify',
    read(written) {
      const found = read(written);
      if ('fault' in found) return found;
      const { parameters } = found;
      return ({ action }) => say(deps, action, parameters, { text: parameters.text, lines: [], more: 0 }, 'headline');
    },
  };
}
