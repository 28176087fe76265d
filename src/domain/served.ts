import type { AccountId, AccountRegion } from './ids.ts';
import type { PolicyAccount } from './policy.ts';

/** The accounts and regions whose pipelines Signalbox shows and operates. */
export interface Served {
  /** where Signalbox itself runs */
  readonly home: AccountRegion;
  /** those that are reached through roles; the home account may be among them, so that its deeds carry the person's name too */
  readonly accounts: readonly PolicyAccount[];
}

/** @returns undefined for the home account where it is reached with the functions' own rights, and for accounts that are not served */
export function entryOf({ accounts }: Served, account: AccountId): PolicyAccount | undefined {
  return accounts.find(({ id }) => id === account);
}

/** The home account is served in every region, one with an entry in the regions of its entry. */
export function isServed(served: Served, { account, region }: AccountRegion): boolean {
  const entry = entryOf(served, account);
  return entry ? entry.regions.includes(region) : account === served.home.account;
}

/** Where pipelines are looked for when nobody says where: at home first. */
export function placesOf(served: Served): AccountRegion[] {
  const { home, accounts } = served;
  const listed = accounts.flatMap(({ id, regions }) => regions.map((region) => ({ account: id, region })));
  const all = entryOf(served, home.account) ? listed : [home, ...listed];
  const isHome = ({ account }: AccountRegion) => account === home.account;
  return [...all.filter(isHome), ...all.filter((place) => !isHome(place))];
}

export function samePlace(a: AccountRegion, b: AccountRegion): boolean {
  return a.account === b.account && a.region === b.region;
}
