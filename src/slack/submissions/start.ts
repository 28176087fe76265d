import type { RevisionType, SourceOverride } from '../../domain/source-override.ts';
import type { Submitted } from '../clicked.ts';
import { toPipelineRef } from '../reference.ts';
import { SOURCE, START_FORM, VARIABLE } from '../views/forms/ids.ts';
import { sentForm } from '../views/forms/waiting.ts';
import type { SubmissionListener } from './listener.ts';

const TYPES: readonly RevisionType[] = ['COMMIT_ID', 'IMAGE_DIGEST', 'S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY'];

export const start: SubmissionListener = {
  callbackId: START_FORM,
  inputs: [VARIABLE, SOURCE],
  react(reference, submitted) {
    const { ids, input } = submitted;
    const variables = ids
      .filter((id) => id.startsWith(VARIABLE) && input(id) !== '')
      .map((id) => [id.slice(VARIABLE.length), input(id)] as const);
    const revisions = ids.flatMap((id) => toOverride(id, submitted));
    return {
      kind: 'ask',
      ask: {
        kind: 'deed',
        deed: {
          kind: 'start',
          target: toPipelineRef(reference),
          variables: Object.fromEntries(variables),
          ...(revisions.length === 0 ? {} : { revisions }),
        },
      },
      meanwhile: sentForm('start'),
    };
  },
};

/** `source:COMMIT_ID:App`; left empty, the source takes its newest. */
function toOverride(id: string, { input }: Submitted): SourceOverride[] {
  const value = input(id).trim();
  if (!id.startsWith(SOURCE) || value === '') return [];
  const [, named = '', ...action] = id.split(':');
  const type = TYPES.find((one) => one === named);
  return type ? [{ action: action.join(':'), type, value }] : [];
}
