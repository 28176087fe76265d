import { notOurs } from '../actions/with-reference.ts';
import type { Reaction } from '../clicked.ts';
import type { ModalOrigin } from '../modal-metadata.ts';
import { pipelineActions } from './pipeline-actions.ts';
import type { Shortcut } from './shortcut.ts';
import { startPipeline } from './start-pipeline.ts';

/** Every shortcut of this version; infra/slack-manifest.yml names the same. */
export const SHORTCUTS: readonly Shortcut[] = [startPipeline, pipelineActions];

/** What a shortcut leads to. Pure. */
export function reactToShortcut(type: Shortcut['type'], callbackId: string, origin: ModalOrigin): Reaction {
  const shortcut = SHORTCUTS.find((one) => one.type === type && one.callbackId === callbackId);
  return shortcut ? shortcut.react(origin) : notOurs('unknown_action');
}
