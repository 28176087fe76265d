import type { Drawing, LinkPreview } from '../../app/ports.ts';
import type { PipelineRef } from '../../domain/ids.ts';
import { section } from '../blocks.ts';
import { pipelineLine } from './answers/pipeline-line.ts';
import { drawCard } from './card.ts';
import { drawing } from './drawing.ts';

/** A link as a snapshot: the card without anything to press, or the line of a pipeline. */
export function drawPreview(preview: LinkPreview, qualifiedName: (ref: PipelineRef) => string | undefined): Drawing {
  if ('line' in preview) {
    const name = qualifiedName(preview.line.ref);
    const words = pipelineLine({ ...preview.line, ...(name === undefined ? {} : { name }) }, false);
    return drawing(words, [section(words)]);
  }
  const { progress, execution } = preview;
  const { decisions, votes, lookers } = execution;
  const name = qualifiedName(progress.ref);
  const called = name === undefined ? progress : { ...progress, qualifiedName: name };
  return drawCard({ progress: called, decisions, votes, lookers, actIn: false, excerpts: false });
}
