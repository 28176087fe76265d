import type { DrawContext, Drawing } from '../../app/ports.ts';
import type { MessageSubject } from '../../domain/message-plan.ts';
import { drawApproval } from './approval.ts';
import { drawCard } from './card.ts';
import { drawConcerned } from './concerned.ts';
import { drawDeed } from './deed-line.ts';
import { drawFailure } from './failure.ts';
import { drawFlood } from './flood.ts';
import { drawFreezeNotice } from './freeze-notice.ts';
import { drawNote } from './note.ts';
import { drawQuestion } from './question.ts';
import { drawRecovery } from './recovery.ts';
import { drawReminder } from './reminder.ts';
import { drawWatched } from './watched.ts';

/** Draws any message about an execution. Pure: no clock, the same input gives the same drawing. */
export function drawMessage(subject: MessageSubject, context: DrawContext): Drawing {
  switch (subject.kind) {
    case 'card':
      return drawCard(context);
    case 'approval':
      return drawApproval(subject, context);
    case 'reminder':
      return drawReminder(subject, context.progress);
    case 'note':
      return drawNote(subject.note.value, context.progress);
    case 'question':
      return drawQuestion(subject.run, context);
    case 'failure':
      return drawFailure(subject, context);
    case 'concerned':
      return drawConcerned(subject, context.progress);
    case 'recovery':
      return drawRecovery(subject, context.progress);
    case 'deed':
      return drawDeed(subject.line);
    case 'watched':
      return drawWatched(subject.moment, context.progress);
    case 'flood':
      return drawFlood(context.progress.ref, subject.uncarded);
    case 'notice':
      return drawFreezeNotice(subject.notice);
  }
}
