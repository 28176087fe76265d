import type { HomeTab, Log } from '../app/ports.ts';
import type { PipelineRef } from '../domain/ids.ts';
import type { SlackClient } from './client.ts';
import { toFailure } from './slack-failure.ts';
import { isBlock } from './views/drawing.ts';

export interface HomeTabOptions {
  readonly slack: SlackClient;
  readonly log: Log;
  /** what a pipeline of another account is called; of others undefined */
  readonly qualifiedName: (ref: PipelineRef) => string | undefined;
}

/** Draws and publishes Home tabs. Slack gives no notice of them, and nobody is told twice. */
export function createHomeTab({ slack, log, qualifiedName }: HomeTabOptions): HomeTab {
  return {
    async draw(home) {
      // Few deliveries draw one.
      const { drawHome, drawNoHome } = await import('./views/home.ts');
      return 'refusal' in home ? drawNoHome(home.refusal) : drawHome(home, qualifiedName);
    },
    async publish(user, drawing) {
      try {
        await slack.call((client) =>
          client.views.publish({ user_id: user, view: { type: 'home', blocks: drawing.filter(isBlock) } }),
        );
        return true;
      } catch (error) {
        const failure = toFailure(error);
        log.warn('A Home tab could not be published', {
          user,
          failure: failure.kind,
          ...('error' in failure ? { error: failure.error } : {}),
        });
        return false;
      }
    },
  };
}
