import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../../src/app/ports.ts';
import type { State } from '../../../src/domain/execution-event.ts';
import { ChannelId, OperationId, UserId } from '../../../src/domain/ids.ts';
import type { Question } from '../../../src/domain/question.ts';
import { ACTIONS, reactToClick } from '../../../src/slack/actions/index.ts';
import { type Clicked, toSubmitted } from '../../../src/slack/clicked.ts';
import { OPTION_LISTS, wantedBy } from '../../../src/slack/options/index.ts';
import { pipelineValue } from '../../../src/slack/options/option-value.ts';
import { Suggestion, ViewSubmission } from '../../../src/slack/payloads.ts';
import { reactToShortcut, SHORTCUTS } from '../../../src/slack/shortcuts/index.ts';
import { reactToSubmission, SUBMISSIONS } from '../../../src/slack/submissions/index.ts';
import { ASK_WORDS } from '../../../src/slack/views/answers/actions.ts';
import { drawAnswer } from '../../../src/slack/views/answers/index.ts';
import { drawDraftMessage } from '../../../src/slack/views/draft/draft-message.ts';
import { drawForm } from '../../../src/slack/views/forms/index.ts';
import { emptyForm } from '../../../src/slack/views/forms/waiting.ts';
import { drawHome } from '../../../src/slack/views/home.ts';
import { drawMessage } from '../../../src/slack/views/message.ts';
import { INPUT } from '../../../src/slack/views/modals/answer.ts';
import { PIPELINE_OPTIONS } from '../../../src/slack/views/modals/pick-pipeline.ts';
import { anApproveGrant } from '../../support/policy.ts';
import { aDraftMessage, aLine, EVERY_ANSWER } from '../../unit/slack/support/answers.ts';
import { EVERY_FORM } from '../../unit/slack/support/forms.ts';
import { aHome } from '../../unit/slack/support/home.ts';
import { aContext, aFailure, aProgress, aQuestion, aWaitingProgress, RUN } from '../../unit/slack/support/progress.ts';
import { expectSlackTakesView, interactiveIn } from '../../unit/slack/support/slack-takes.ts';

const STATES: readonly State[] = [
  'running',
  'waiting',
  'stopping',
  'succeeded',
  'failed',
  'stopped',
  'superseded',
  'cancelled',
];

const WITH_A_WAY_PAST = { grant: anApproveGrant({ breakGlass: { by: ['fire'], quorum: 1 } }), teams: [] };

const CHOICES = [1, 2, 3, 4, 5].map((number) => ({ value: `v${number}`, label: `Option ${number}` }));
const drawQuestion = (question: Partial<Question>) =>
  drawMessage({ kind: 'question', run: RUN }, aContext(aProgress({ questions: [aQuestion(question)] })));
const PICKED = {
  [PIPELINE_OPTIONS]: { [PIPELINE_OPTIONS]: { selected_option: { value: pipelineValue(aProgress().ref) } } },
};

/** Every message and answer in every state. */
const DRAWINGS: readonly Drawing[] = [
  ...STATES.flatMap((state) => [
    drawMessage({ kind: 'card' }, aContext(aProgress({ state }))),
    drawMessage(
      { kind: 'approval', run: RUN, stage: 'Prod', action: 'Go-ahead' },
      aContext(aWaitingProgress({ state }), {}, { terms: WITH_A_WAY_PAST }),
    ),
    ...[aFailure(), aFailure({ actions: [] })].map((failure) =>
      drawMessage({ kind: 'failure', stage: 'Build', begun: '' }, aContext(aProgress({ state, failures: [failure] }))),
    ),
  ]),
  drawMessage(
    { kind: 'flood', uncarded: [{ channel: ChannelId('C0DEPLOYS'), execution: aProgress().ref }] },
    aContext(aProgress()),
  ),
  drawDraftMessage(aDraftMessage()),
  drawQuestion({ options: CHOICES }),
  drawQuestion({ options: [], inputs: [{ name: 'notes', label: 'Notes', type: 'text', required: false }] }),
  ...EVERY_ANSWER.map((answer) => drawAnswer(answer, OperationId('op'))),
  drawAnswer({ kind: 'list', lines: Array.from({ length: 50 }, () => aLine('shop-web')) }, OperationId('op'), {
    text: 'list',
    page: 2,
  }),
];
const HOME = drawHome(aHome(), () => undefined);
const DRAWN = [...DRAWINGS.map(({ blocks }) => blocks), HOME].flatMap((blocks) => interactiveIn(blocks));

function clickOn({ actionId, value, blockId }: (typeof DRAWN)[number], option = ''): Clicked {
  return {
    actor: { userId: UserId('U0BEN') },
    origin: { surface: 'button' },
    isInModal: false,
    actionId,
    value,
    blockId,
    option,
  };
}

/** Of a list that loads while somebody types, anything may be chosen. */
const optionsOf = ({ loads, options }: (typeof DRAWN)[number]) =>
  loads ? ['Prod'] : options.length === 0 ? [''] : options.map(({ value }) => value);
const CLICKS = DRAWN.flatMap((element) => optionsOf(element).map((option) => clickOn(element, option)));
const CHOSEN = SHORTCUTS.map(({ type, callbackId }) => reactToShortcut(type, callbackId, {}));
const REACTIONS = [...CLICKS.map(reactToClick), ...CHOSEN];
/** Those that open at once, and those that are filled when CodePipeline has told what to ask. */
const MODALS = [
  ...REACTIONS.flatMap((reaction) => (reaction.kind === 'open' ? [reaction.view] : [])),
  ...EVERY_FORM.map((form) => drawForm(form, { surface: 'button' }, OperationId('op'))),
];
const INPUTS = MODALS.flatMap(({ blocks }) => interactiveIn(blocks));

/** As somebody sends it off who takes what is offered, and types the one word that every form takes: the pipeline's name. */
function filled({ blocks }: ModalView) {
  const inputs = blocks.flatMap((block) => {
    if (!('element' in block) || block.block_id === undefined) return [];
    const { block_id: id, element } = block;
    const value =
      element.type === 'radio_buttons'
        ? { selected_option: { value: element.options[0]?.value } }
        : { value: aProgress().ref.pipeline };
    return [[id, { [id]: value }] as const];
  });
  return Object.fromEntries(inputs);
}

describe('buttons, menus and forms', () => {
  it('every one that can be drawn leads somewhere', () => {
    expect(CLICKS.length).toBeGreaterThan(20);
    expect(CLICKS.map(reactToClick).filter(({ kind }) => kind === 'tell')).toEqual([]);
  });

  it('every listener has something that draws its button', () => {
    expect(ACTIONS.map(({ actionId }) => actionId).sort()).toEqual(
      [...new Set(DRAWN.map(({ actionId }) => actionId))].sort(),
    );
  });

  it('every option that a listener knows is drawn', () => {
    for (const { actionId, options } of ACTIONS) {
      if (actionId === ASK_WORDS) continue; // its options are sentences, and any sentence may be asked
      const drawn = DRAWN.filter((element) => element.actionId === actionId).flatMap((element) => element.options);
      const verbs = new Set(drawn.map(({ value }) => value.split(':')[0]));
      expect([...verbs].sort()).toEqual([...(options ?? [])].sort());
    }
  });

  it('every form that can be opened has a listener, and every listener a form', () => {
    const opened = new Set(MODALS.map(({ callback_id }) => callback_id));
    expect([...opened].sort()).toEqual(SUBMISSIONS.map(({ callbackId }) => callbackId).sort());
  });

  it('every form is one that Slack opens, and asks only what its listener reads', () => {
    for (const modal of MODALS) {
      expectSlackTakesView(modal);
      const asked = modal.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id ?? ''] : []));
      // What a question brings along is read by the names that it brings.
      const ours = asked.filter((id) => !id.startsWith(INPUT));
      const { inputs = [] } = SUBMISSIONS.find(({ callbackId }) => callbackId === modal.callback_id) ?? {};
      const named = ours.map((id) =>
        inputs.find((input) => (input.endsWith(':') ? id.startsWith(input) : id === input)),
      );
      expect([...new Set(named)]).toEqual(inputs);
    }
  });

  it('every list that loads while somebody types is answered, and every list that is answered is drawn', () => {
    const lists = [...DRAWN, ...INPUTS].filter(({ loads }) => loads);

    for (const { actionId, blockId } of lists) {
      const asked = { type: 'block_suggestion', user: { id: 'U0BEN' }, action_id: actionId, block_id: blockId };
      expect(wantedBy(Suggestion.parse(asked))).toBeDefined();
    }
    expect([...new Set(lists.map(({ actionId }) => actionId))].sort()).toEqual(
      OPTION_LISTS.map(({ actionId }) => actionId).sort(),
    );
  });

  it('every shortcut opens something', () => {
    expect(CHOSEN.filter(({ kind }) => kind !== 'open' && kind !== 'load')).toEqual([]);
    expect(SHORTCUTS.length).toBeGreaterThan(0);
  });

  it('every form that is opened empty can be filled', () => {
    const wished = REACTIONS.flatMap((reaction) => (reaction.kind === 'form' ? [reaction.wish] : []));

    expect(new Set(wished.map(({ form }) => form))).toEqual(new Set(EVERY_FORM.map(({ kind }) => kind)));
    for (const wish of wished) expectSlackTakesView(emptyForm(wish));
  });

  it('every form that is sent off asks for a deed, or for what was picked in it', () => {
    for (const modal of MODALS) {
      const body = ViewSubmission.parse({
        type: 'view_submission',
        user: { id: 'U0BEN' },
        view: { ...modal, id: 'V1', state: { values: { ...filled(modal), ...PICKED } } },
      });
      expect(['ask', 'form']).toContain(reactToSubmission(toSubmitted(body)).kind);
    }
  });

  it('nothing but the button Approve has approve in its name or text', () => {
    for (const { actionId, text, options } of DRAWN) {
      if (actionId === 'approval:approve') expect(text).toBe('Approve');
      else expect([actionId, text, ...options.map((option) => option.text)].join(' ')).not.toMatch(/approve/i);
    }
  });
});
