import type { Messenger } from '../app/ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { SlackClient } from './client.ts';
import { createPoster } from './poster.ts';
import { drawMessage } from './views/message.ts';

/** Draws the messages about executions, posts and finds them.
 * @param qualifiedName what a pipeline of another account is called; of others undefined */
export function createMessenger(
  slack: SlackClient,
  botId: string,
  qualifiedName: (ref: PipelineRef) => string | undefined = () => undefined,
): Messenger {
  return {
    ...createPoster(slack, botId),
    draw(subject, context) {
      const name = qualifiedName(context.progress.ref);
      const progress = name === undefined ? context.progress : { ...context.progress, qualifiedName: name };
      return drawMessage(subject, { ...context, progress });
    },
  };
}
