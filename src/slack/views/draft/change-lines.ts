import type { Path } from '../../../domain/definition/diff.ts';
import type { ShownChange, ShownLeaf } from '../../../domain/definition/shown-change.ts';
import { whereOf } from '../../../domain/definition/where.ts';
import { code, join, type Mrkdwn, md, name } from '../../mrkdwn.ts';

/** One difference in words, and below it what something new brings. */
export function changeLines(change: ShownChange): Mrkdwn[] {
  const place = placeWords(change.path);
  switch (change.kind) {
    case 'added':
    case 'removed': {
      const sign = change.kind === 'added' ? md`＋` : md`－`;
      return [md`${sign} ${place}${single(change.leaves)}`, ...leafLines(change.leaves)];
    }
    case 'changed':
      return [
        change.before === undefined || change.after === undefined
          ? md`～ ${place} changed`
          : md`～ ${place}: ${code(change.before, 200)} → ${code(change.after, 200)}`,
      ];
    case 'renamed':
      return [md`～ ${place} is now called ${name(change.to, 200)}`];
    case 'reordered':
      return [
        md`～ ${place} in another order: ${join(
          change.after.map((one) => name(one, 100)),
          ', ',
        )}`,
      ];
  }
}

/** `Prod/Deploy · ClusterName`, `stage Prod`, `executionMode`. */
function placeWords(path: Path): Mrkdwn {
  const { stage, action, rest } = whereOf(path);
  const inner = rest.filter((part) => part !== 'configuration').map((part) => name(part, 100));
  if (stage === undefined) return join(inner, ' · ');
  const place = action === undefined ? md`stage ${name(stage, 200)}` : md`${name(stage, 200)}/${name(action, 200)}`;
  return join([place, ...inner], ' · ');
}

/** A plain value stands beside its name. */
function single(leaves: readonly ShownLeaf[]): Mrkdwn {
  const [only, ...more] = leaves;
  if (!only || more.length > 0 || only.path.length > 0) return md``;
  return only.text === undefined ? md` (not shown)` : md`: ${code(only.text, 200)}`;
}

/** What everybody knows of a stage or an action by its place is not said again. */
const SAID: readonly string[] = ['name', 'owner', 'version'];

function leafLines(leaves: readonly ShownLeaf[]): Mrkdwn[] {
  return leaves
    .filter(({ path }) => path.length > 0 && !SAID.includes(path.at(-1) ?? ''))
    .map(({ path, text }) => {
      const where = path.filter((part) => part !== 'configuration' && part !== 'actionTypeId' && part !== 'actions');
      const label = join(
        where.map((part) => name(part, 100)),
        ' · ',
      );
      return text === undefined ? md`      ${label} (not shown)` : md`      ${label} ${code(text, 200)}`;
    });
}
