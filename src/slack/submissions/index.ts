import { notOurs } from '../actions/with-reference.ts';
import type { Reaction, Submitted } from '../clicked.ts';
import { MAX } from '../limits.ts';
import { answer } from './answer.ts';
import { approveWithComment } from './approve-with-comment.ts';
import { breakGlass } from './break-glass.ts';
import { createDefinition, editDefinition } from './definition.ts';
import { deletePipeline } from './delete-pipeline.ts';
import { disable } from './disable.ts';
import { enable } from './enable.ts';
import type { PickListener, SubmissionListener } from './listener.ts';
import { lookUpPicked } from './look-up-picked.ts';
import { override } from './override.ts';
import { reject } from './reject.ts';
import { rollback } from './rollback.ts';
import { start } from './start.ts';
import { startPicked } from './start-picked.ts';
import { stop } from './stop.ts';

/** Every modal of this version. */
export const SUBMISSIONS: readonly (SubmissionListener | PickListener)[] = [
  answer,
  approveWithComment,
  breakGlass,
  reject,
  stop,
  disable,
  enable,
  createDefinition,
  editDefinition,
  deletePipeline,
  startPicked,
  lookUpPicked,
  start,
  rollback,
  override,
];

/** What a modal that was sent off leads to. Pure. */
export function reactToSubmission(submitted: Submitted): Reaction {
  const listener = SUBMISSIONS.find(({ callbackId }) => callbackId === submitted.callbackId);
  if (!listener) return notOurs('unknown_action');
  const tooLong = submitted.ids.some((id) => submitted.input(id).length > MAX.typedText);
  if (tooLong) return { kind: 'tell', why: 'too_long', text: `That is too long: at most ${MAX.typedText} characters.` };
  if ('pick' in listener) return listener.pick(submitted);
  const { metadata } = submitted;
  return metadata.ok ? listener.react(metadata.reference, submitted) : notOurs(metadata.reason);
}
