import { operation } from './operation.ts';
import { setTransition, type TransitionInput } from './stage-transitions.ts';

export const enableStageTransition = operation<TransitionInput>('EnableStageTransition', (call, input) =>
  setTransition(call, input),
);
