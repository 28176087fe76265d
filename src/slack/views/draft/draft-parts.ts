import type { KnownBlock } from '@slack/types';
import type { DraftMessage } from '../../../app/definition-ports.ts';
import type { Draft } from '../../../domain/draft.ts';
import type { ExecutionId } from '../../../domain/ids.ts';
import { shortId } from '../../../domain/ids.ts';
import type { DefinitionChange } from '../../../domain/operation.ts';
import { context, section } from '../../blocks.ts';
import { foreign, join, type Mrkdwn, md, name } from '../../mrkdwn.ts';
import { toValue } from '../../reference.ts';
import { paragraphs } from '../answers/paragraphs.ts';
import { termsWords } from '../approval-terms.ts';
import { changeLines } from './change-lines.ts';
import { touchedWords } from './touched-words.ts';

/** characters for the differences of one message */
const ROOM = 5_000;
const NAMED_AT_MOST = 10;

/** The draft as its buttons carry it: `run` is its id, `action` what it does. */
export function draftValue({ ref, id, change }: Pick<Draft, 'ref' | 'id' | 'change'>): string | undefined {
  const { account, region, pipeline } = ref;
  return toValue({ account, region, pipeline, action: change, run: id });
}

/** What it would change, line by line. */
export function differences({ changes, left, copyOf, unset }: Draft): KnownBlock[] {
  const lines = changes.flatMap(changeLines);
  const { blocks, left: cut } = paragraphs(lines, ROOM);
  const more = cut + left;
  return [
    ...(copyOf === undefined ? [] : [section(md`As a copy of ${name(copyOf, 200)}.`)]),
    ...blocks,
    ...(more > 0 ? [context(md`and ${more} more lines that find no room here`)] : []),
    ...(unset.length > 0 ? [section(md`CodePipeline does not hand out ${list(unset)}: it has to be set again.`)] : []),
  ];
}

/** What it touches that asks others, and whom. Nothing where it is the author's alone. */
export function agreements({ stored, terms, teams }: DraftMessage): KnownBlock[] {
  const { draft, votes } = stored;
  if (terms.length === 0) return [];
  const said = votes.filter(({ by }) => by !== draft.by);
  const touched = draft.protects.slice(0, NAMED_AT_MOST).map((one) => md`• It ${touchedWords(one)}`);
  const more = draft.protects.length - touched.length;
  const rules = terms.map(({ grant }) =>
    termsWords({ grant, teams: teams.filter((team) => grant.by.includes(team.name)) }, said, undefined),
  );
  return [
    section(join([...touched, more > 0 ? md`• and ${more} more` : undefined], '\n')),
    section(
      join(
        rules.map((rule) => md`Needs ${rule}`),
        '\n',
      ),
    ),
  ];
}

const CANCELS: Readonly<Record<DefinitionChange, string>> = {
  create: '',
  edit: 'What runs is cancelled, once its running actions have ended',
  delete: 'What runs is gone with it',
};
const AFTER: Readonly<Record<DefinitionChange, string>> = {
  create: 'It starts by itself as soon as it is made.',
  edit: 'A stage that has failed cannot be retried after it, and nothing older rolled back to.',
  delete: 'Its history goes with it; webhooks stay.',
};

/** What else it does: to the executions that are under way, and for good. */
export function consequences(change: DefinitionChange, cancels: readonly ExecutionId[]): Mrkdwn {
  const ids = cancels.map((id) => shortId(id));
  const running = ids.length === 0 ? undefined : md`${CANCELS[change]}: ${list(ids)}.`;
  return join([running, md`${AFTER[change]}`], ' ');
}

function list(names: readonly string[]): Mrkdwn {
  const shown = names.slice(0, NAMED_AT_MOST).map((one) => foreign(one, 150));
  const more = names.length - shown.length;
  return join([...shown, more > 0 ? md`${more} more` : undefined], ', ');
}
