import type { AccountId, AccountRegion, PipelineRef } from './ids.ts';
import { entryOf, isServed, placesOf, type Served, samePlace } from './served.ts';

/** A pipeline as somebody may type it: `shop-web`, `prod:shop-web`, `prod/eu-west-1:shop-web`. */
export interface QualifiedName {
  /** alias or id of the account */
  readonly account?: string;
  readonly region?: string;
  readonly pipeline: string;
}

/** How the home account is called where the policy gives it no alias. */
const HOME = 'home';

/** No pipeline has a colon or a slash in its name, so the qualifier cannot be a part of it. */
export function parseQualified(typed: string): QualifiedName {
  const [, account, region, pipeline] = /^([^:/]+)(?:\/([^:/]+))?:(.+)$/.exec(typed) ?? [];
  if (account === undefined || pipeline === undefined) return { pipeline: typed };
  return { account, ...(region === undefined ? {} : { region }), pipeline };
}

/** Is this where the typed qualifier points? Without one, everywhere is. */
export function isMeant(served: Served, { account, region }: QualifiedName, place: AccountRegion): boolean {
  const sameAccount =
    account === undefined || account === place.account || account.toLowerCase() === aliasOf(served, place.account);
  return sameAccount && (region === undefined || region.toLowerCase() === place.region);
}

/** Where a pipeline of this name is to be looked for. The home account is not listed in all of its regions, but served in them: there a
 * pipeline is found by whoever names the region. */
export function meantPlaces(served: Served, wanted: QualifiedName): AccountRegion[] {
  const listed = placesOf(served).filter((place) => isMeant(served, wanted, place));
  if (listed.length > 0 || wanted.region === undefined) return listed;
  const unlisted = { account: served.home.account, region: wanted.region.toLowerCase() };
  return isServed(served, unlisted) && isMeant(served, wanted, unlisted) ? [unlisted] : [];
}

/** The shortest name that means this pipeline and none of the others: bare, with its account, or with account and region. Where nobody
 * looks unless told, always the last. */
export function nameAmong(served: Served, ref: PipelineRef, all: readonly PipelineRef[]): string {
  if (!placesOf(served).some((place) => samePlace(place, ref))) return inFull(served, ref);
  const alias = aliasOf(served, ref.account);
  const lower = ref.pipeline.toLowerCase();
  const rivals = all.filter(({ pipeline }) => pipeline.toLowerCase() === lower).filter((one) => !samePlace(one, ref));
  if (rivals.length === 0) return ref.pipeline;
  return rivals.some(({ account }) => account === ref.account) ? inFull(served, ref) : `${alias}:${ref.pipeline}`;
}

/** What messages call a pipeline of another account, whether or not ours has one of that name: with the region where the account is
 * served in several. @returns undefined at home, and where nobody gave the account a name */
export function abroad(served: Served, ref: PipelineRef): string | undefined {
  const entry = entryOf(served, ref.account);
  if (!entry || ref.account === served.home.account) return undefined;
  return entry.regions.length > 1 ? inFull(served, ref) : `${aliasOf(served, ref.account)}:${ref.pipeline}`;
}

/** `prod/eu-west-1:shop-web` */
export function inFull(served: Served, ref: PipelineRef): string {
  return `${placeName(served, ref)}:${ref.pipeline}`;
}

/** `prod/eu-west-1` */
export function placeName(served: Served, { account, region }: AccountRegion): string {
  return `${aliasOf(served, account)}/${region}`;
}

/** In lower case, as it is compared. An account that is called nothing is called by its id. */
function aliasOf(served: Served, account: AccountId): string {
  const entry = entryOf(served, account);
  if (entry) return entry.alias.toLowerCase();
  const isTaken = served.accounts.some(({ alias }) => alias.toLowerCase() === HOME);
  return account === served.home.account && !isTaken ? HOME : account;
}
