import type { OutlineAction, OutlineCondition, OutlineStage } from '../../../app/look-up-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { section } from '../../blocks.ts';
import { bold, code, foreign, join, type Mrkdwn, md, name, slackDate } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';
import { pipelineHead } from './reading-head.ts';

/** How a pipeline is built, stage by stage. */
export function drawShow(
  { outline, ...about }: Extract<ReadingAnswer, { kind: 'show' }>,
  sentence: Sentence | undefined,
): Drawing {
  const { stages, variables, triggers, version, type, mode, changedAt } = outline;
  const actions = stages.reduce((sum, stage) => sum + stage.actions.length, 0);
  const changed = changedAt === undefined ? undefined : md`changed ${slackDate(changedAt, 'day')}`;
  const facts = join(
    [md`version ${version}`, md`${type} ${mode}`, changed, md`in ${name(about.ref.region, 40)}`],
    ' · ',
  );
  const lines = [
    ...stages.flatMap(stageLines),
    ...variables.map(
      ({ name: variable, description, required }) =>
        md`variable ${code(variable, 150)}${required ? md`, must be given` : md``}${description ? md`: ${foreign(description, 200)}` : md``}`,
    ),
    ...triggers.flatMap(({ action, on }) => on.map((what) => md`${name(action, 150)} starts by ${foreign(what, 600)}`)),
  ];
  const told = md`${name(about.name, 300)}: ${stages.length} stages, ${actions} actions. ${join(
    stages.map((stage) => name(stage.name, 60)),
    ', ',
  )}.`;
  return drawing(told, [section(md`${pipelineHead(about)} · ${facts}`), ...paged(lines, sentence, 24)]);
}

function stageLines({ name: stage, actions, conditions, onFailure }: OutlineStage): Mrkdwn[] {
  const orders = [...new Set(actions.map(({ runOrder }) => runOrder))].toSorted((a, b) => a - b);
  const failure = onFailure === undefined ? md`` : md` · when it fails: ${ON_FAILURE[onFailure]}`;
  return [
    md`${bold(name(stage, 150))}${failure}`,
    ...conditions.flatMap(conditionLines),
    ...actions
      .toSorted((a, b) => a.runOrder - b.runOrder)
      .map((action) => actionLine(action, orders.length > 1 ? orders.indexOf(action.runOrder) + 1 : undefined)),
  ];
}

const ON_FAILURE: Readonly<Record<NonNullable<OutlineStage['onFailure']>, string>> = {
  ROLLBACK: 'roll back',
  RETRY: 'retry once',
  FAIL: 'stay failed',
  SKIP: 'skip',
};

/** @param step absent where all run at once */
function actionLine(action: OutlineAction, step: number | undefined): Mrkdwn {
  const { category, owner, provider, version, region, configuration } = action;
  const type =
    owner === 'AWS'
      ? md`${category} by ${name(provider, 60)}`
      : md`${category} by ${owner} ${name(provider, 60)} ${version}`;
  return join(
    [
      md`    ${step === undefined ? md`` : md`${step}. `}${name(action.name, 150)}: ${type}`,
      region === undefined ? undefined : md`in ${name(region, 40)}`,
      configurationWords(configuration),
    ],
    ' · ',
  );
}

const WHEN: Readonly<Record<OutlineCondition['when'], string>> = {
  beforeEntry: 'before entry',
  onSuccess: 'on success',
  onFailure: 'on failure',
};

/** `before entry, else fail: Window, a DeploymentWindow rule` */
export function conditionLines({ when, result, rules }: OutlineCondition): Mrkdwn[] {
  const otherwise = result === undefined ? '' : `, else ${result.toLowerCase()}`;
  return rules.map(({ name: rule, provider, configuration }) =>
    join(
      [
        md`    ${WHEN[when]}${otherwise}: ${name(rule, 150)}, a ${name(provider, 60)} rule`,
        configurationWords(configuration),
      ],
      ' · ',
    ),
  );
}

function configurationWords(configuration: Readonly<Record<string, string>>): Mrkdwn | undefined {
  const pairs = Object.entries(configuration).map(([key, value]) => md`${key} ${code(value, 120)}`);
  return pairs.length === 0 ? undefined : join(pairs, ', ');
}
