import type { ModalView } from '@slack/types';
import { fileInput, section, textInput } from '../../blocks.ts';
import { MAX } from '../../limits.ts';
import { md } from '../../mrkdwn.ts';
import { modal, targetWords } from './modal.ts';
import type { OpenedFrom } from './opened-from.ts';

export const EDIT_MODAL = 'definition:edit';
export const CREATE_MODAL = 'definition:create';
export const DEFINITION = 'definition';
export const DEFINITION_FILE = 'definition_file';

export function editModal(from: OpenedFrom): ModalView {
  return definitionModal(EDIT_MODAL, 'Edit a pipeline', from);
}

/** Begins with the smallest pipeline there is: a source and an approval. */
export function createModal(from: OpenedFrom): ModalView {
  return definitionModal(CREATE_MODAL, 'Create a pipeline', from, smallest(from.reference.pipeline));
}

function definitionModal(
  callbackId: string,
  title: string,
  { reference, value, origin }: OpenedFrom,
  initial?: string,
): ModalView {
  return modal({
    callbackId,
    title,
    submit: 'Compare',
    reference: value,
    origin,
    blocks: [
      section(md`${targetWords(reference)}\nNothing is changed yet: you see what it would do first.`),
      textInput({
        id: DEFINITION,
        label: 'Definition',
        hint: `JSON, up to ${MAX.typedText.toLocaleString('en')} characters. A longer one goes as a file.`,
        maxLength: MAX.typedText,
        optional: true,
        ...(initial === undefined ? {} : { initial }),
      }),
      fileInput({ id: DEFINITION_FILE, label: 'or one file', types: ['json'] }),
    ],
  });
}

function smallest(name: string): string {
  const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });
  const source = {
    name: 'Source',
    actionTypeId: type('Source', 'S3'),
    configuration: { S3Bucket: 'BUCKET', S3ObjectKey: 'source.zip', PollForSourceChanges: 'false' },
    outputArtifacts: [{ name: 'Source' }],
  };
  const definition = {
    name,
    roleArn: 'arn:aws:iam::ACCOUNT:role/ROLE',
    pipelineType: 'V2',
    artifactStore: { type: 'S3', location: 'BUCKET' },
    stages: [
      { name: 'Source', actions: [source] },
      { name: 'Approve', actions: [{ name: 'Approve', actionTypeId: type('Approval', 'Manual') }] },
    ],
  };
  return JSON.stringify(definition, null, 2);
}
