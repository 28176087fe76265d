import type { InputBlock, ModalView } from '@slack/types';
import type { StartForm } from '../../../app/forms/form.ts';
import type { RevisionType, SourceAction } from '../../../domain/source-override.ts';
import { context, section, textInput } from '../../blocks.ts';
import { MAX, MAX_WORDS } from '../../limits.ts';
import type { ModalOrigin } from '../../modal-metadata.ts';
import { bold, md, name } from '../../mrkdwn.ts';
import { toValue } from '../../reference.ts';
import { modal } from '../modals/modal.ts';
import { SOURCE, START_FORM, TITLES, VARIABLE } from './ids.ts';

const ASKED: Readonly<Record<RevisionType, string>> = {
  COMMIT_ID: 'commit',
  IMAGE_DIGEST: 'image digest',
  S3_OBJECT_VERSION_ID: 'version of the object',
  S3_OBJECT_KEY: 'key of the object',
};

export function startForm(form: StartForm, origin: ModalOrigin): ModalView {
  const inputs = [...variableInputs(form), ...form.sources.flatMap((source) => sourceInputs(source, form))];
  const shown = inputs.slice(0, MAX.blocksInModal - 2);
  const left = inputs.length - shown.length;
  return modal({
    callbackId: START_FORM,
    title: TITLES.start,
    submit: 'Start',
    reference: toValue(form.ref) ?? '',
    origin,
    blocks: [
      section(
        md`${bold(name(form.ref.pipeline))}${inputs.length === 0 ? ' asks for nothing: it starts with the newest revision.' : ''}`,
      ),
      ...shown,
      ...(left > 0 ? [context(md`${left} more sources start with their newest revision.`)] : []),
    ],
  });
}

/** A variable without a default has to be given a value; an empty one of the others leaves the default. */
function variableInputs({ variables, given }: StartForm): InputBlock[] {
  return variables.map(({ name: variable, defaultValue, description }) => {
    const initial = given.variables[variable] ?? defaultValue;
    return textInput({
      id: `${VARIABLE}${variable}`,
      label: variable,
      ...(description === undefined ? {} : { hint: description }),
      maxLength: MAX_WORDS.variable,
      optional: defaultValue !== undefined,
      ...(initial === undefined ? {} : { initial }),
      singleLine: true,
    });
  });
}

function sourceInputs({ name: action, takes }: SourceAction, { given }: StartForm): InputBlock[] {
  return takes.map((type) => {
    const initial = given.revisions?.find((one) => one.action === action && one.type === type)?.value;
    return textInput({
      id: `${SOURCE}${type}:${action}`,
      label: `${action}: ${ASKED[type]}`,
      hint: 'Empty: the newest.',
      maxLength: MAX_WORDS.revision,
      optional: true,
      ...(initial === undefined ? {} : { initial }),
      singleLine: true,
    });
  });
}
