import { operation } from './operation.ts';
import { setTransition, type TransitionInput } from './stage-transitions.ts';

export const disableStageTransition = operation<TransitionInput & { reason: string }>(
  'DisableStageTransition',
  (call, input) => setTransition(call, input, input.reason),
);
