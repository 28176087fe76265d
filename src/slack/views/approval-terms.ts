import type { DrawnTerms } from '../../app/ports.ts';
import { EVERYONE, type Team } from '../../domain/policy.ts';
import type { Vote } from '../../domain/votes.ts';
import { foreign, join, type Mrkdwn, md, mention, slackDate, userGroup } from '../mrkdwn.ts';
import { unknownWords } from './unknown-authors.ts';

const PEOPLE_NAMED = 10;

/** `2 of @release-managers, not an author · 1 approved (Ben Okafor) · until tomorrow at 14:00, in 20 hours`: who can decide, who has, and
 * until when.
 * @param deadline ISO; only while somebody is waited for */
export function termsWords(
  terms: DrawnTerms | undefined,
  votes: readonly Vote[],
  deadline: string | undefined,
): Mrkdwn {
  const rule = terms ? ruleWords(terms, teamWords) : md`No rule of the policy lets anybody decide this from Slack`;
  const until = deadline === undefined ? undefined : md`until ${slackDate(deadline, 'deadline')}`;
  const said = terms
    ? [moreWords(votes), votedWords(votes, 'approved'), votedWords(votes, 'rejected'), votedWords(votes, 'answered')]
    : [];
  return join([rule, ...said, until], ' · ');
}

/** The rule with the names of its teams, which calls nobody. */
export function ruleInWords(terms: DrawnTerms): Mrkdwn {
  return ruleWords(terms, ({ name }) => md`@${foreign(name, 80)}`);
}

function ruleWords({ grant, teams }: DrawnTerms, teamName: (team: Team) => Mrkdwn): Mrkdwn {
  const own = grant.notOwnChange ? md`, not an author` : md``;
  if (grant.by.includes(EVERYONE)) {
    return grant.quorum === 1 ? md`Any full member can decide${own}` : md`${grant.quorum} full members${own}`;
  }
  const who = join(teams.map(teamName), ', ');
  return grant.quorum === 1 ? md`One of ${who}${own}` : md`${grant.quorum} of ${who}${own}`;
}

/** `needs 3: the author of 88d10b4 is not known`, as it was at the newest vote. */
function moreWords(votes: readonly Vote[]): Mrkdwn | undefined {
  const newest = votes.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  if (newest?.need === undefined || newest.unknown === undefined) return undefined;
  return md`needs ${newest.need}: ${unknownWords(newest.unknown)}`;
}

/** They must act, so they are told; never everybody. */
function teamWords(team: Team): Mrkdwn {
  if ('userGroup' in team) return userGroup(team.userGroup);
  const named = team.users.slice(0, PEOPLE_NAMED).map((user) => mention(user));
  const more = team.users.length - named.length;
  return join([join(named, ' '), more > 0 ? md`and ${more} more of ${foreign(team.name, 80)}` : undefined], ' ');
}

function votedWords(votes: readonly Vote[], verdict: Vote['verdict']): Mrkdwn | undefined {
  const said = votes.filter((vote) => vote.verdict === verdict).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  if (said.length === 0) return undefined;
  const names = said.map(
    ({ byName, breakGlass }) => md`${foreign(byName, 80)}${breakGlass === undefined ? '' : ', break-glass'}`,
  );
  return md`${said.length} ${verdict} (${join(names, ', ')})`;
}
