import type { ActionTypeSummary, Counts } from '../../../app/look-up-ports.ts';
import type { Drawing } from '../../../app/ports.ts';
import type { ReadingAnswer } from '../../../app/reading.ts';
import type { Sentence } from '../../../domain/command.ts';
import { context, section } from '../../blocks.ts';
import { SLASH_COMMAND } from '../../commands/slash-command.ts';
import { bold, code, foreign, join, type Mrkdwn, md, name } from '../../mrkdwn.ts';
import { drawing } from '../drawing.ts';
import { paged } from './pages.ts';

/** The types of actions that pipelines may have. */
export function drawActionTypes(
  { types, typed }: Extract<ReadingAnswer, { kind: 'action_types' }>,
  sentence: Sentence | undefined,
): Drawing {
  if (types.length === 0) {
    const none =
      typed === undefined ? md`There are no types of actions here.` : md`No type of action fits ${code(typed, 100)}.`;
    const words = md`${none} ${code(`${SLASH_COMMAND} actions`)} lists them where there are pipelines.`;
    return drawing(words, [section(words)]);
  }
  const sorted = types.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const words = md`${types.length} ${types.length === 1 ? 'type' : 'types'} of actions.`;
  return drawing(words, [
    section(words),
    ...paged(
      sorted.map((type) => md`${code(nameOf(type), 120)}`),
      sentence,
    ),
    context(md`${code(`${SLASH_COMMAND} actions ${types[0]?.id.provider ?? 'Lambda'}`)} tells all about one`),
  ]);
}

/** All about one type. */
export function drawActionType({ type }: Extract<ReadingAnswer, { kind: 'action_type' }>): Drawing {
  const { id, properties, inputs, outputs } = type;
  const facts = join(
    [
      bold(name(`${id.category}/${id.owner}/${id.provider}/${id.version}`, 150)),
      'executor' in type ? md`done by a ${type.executor === 'Lambda' ? 'Lambda function' : 'job worker'}` : undefined,
      md`takes ${artifacts(inputs)}, gives ${artifacts(outputs)}`,
    ],
    ' · ',
  );
  const described = 'description' in type && type.description ? section(foreign(type.description, 1_000)) : undefined;
  const configured = properties.map((property) => code(property, 60));
  return drawing(md`Action type ${name(id.provider, 60)}: takes ${artifacts(inputs)}, gives ${artifacts(outputs)}.`, [
    section(facts),
    described,
    configured.length > 0 ? section(md`configured by ${join(configured, ', ')}`) : undefined,
  ]);
}

function nameOf({ id: { category, owner, provider, version } }: ActionTypeSummary): string {
  return `${category}/${owner}/${provider}/${version}`;
}

function artifacts({ least, most }: Counts): Mrkdwn {
  if (most === 0) return md`no artifact`;
  const count = least === most ? `${most}` : `${least} to ${most}`;
  return md`${count} ${count === '1' ? 'artifact' : 'artifacts'}`;
}
