import type { ProtectedChange } from '../../../domain/definition/protected-changes.ts';
import { type Mrkdwn, md, name } from '../../mrkdwn.ts';

/** Why a change is not its author's alone to make, as a clause. */
export function touchedWords({ touched, stage, action, to }: ProtectedChange): Mrkdwn {
  const place = md`${name(stage ?? '', 200)}/${name(action ?? '', 200)}`;
  const inside = stage === undefined ? md`` : md` in ${action === undefined ? name(stage, 200) : place}`;
  switch (touched) {
    case 'approval_removed':
      return md`takes away the approval ${place}`;
    case 'approval_renamed':
      return md`renames the approval ${place} to ${name(to ?? '', 200)}`;
    case 'approval_moved':
      return to === undefined
        ? md`moves the approval ${place}: not everything waits for it any more`
        : md`moves the approval ${place} to the stage ${name(to, 200)}`;
    case 'deploys_unapproved':
      return md`deploys in ${place} with no approval before it`;
    case 'stage':
      return md`touches the stage ${name(stage ?? '', 200)}`;
    case 'condition':
      return md`touches a condition${inside}`;
    case 'role':
      return md`touches a role${inside}`;
    case 'source':
      return md`touches a source${inside}`;
    case 'artifact_store':
      return md`touches the artifact store`;
    case 'commands':
      return md`touches what a Commands action runs${inside}`;
    case 'user_parameters':
      return md`touches what a function is given${inside}`;
    case 'execution_mode':
      return md`touches the execution mode`;
  }
}
