import type { PlainTextOption } from '@slack/types';
import type { Suggested, Wanted } from '../../app/suggest.ts';
import type { PersonActor } from '../../domain/operation.ts';
import type { ParsedReference } from '../reference.ts';

/** A list that loads while somebody types. */
export interface OptionList {
  readonly actionId: string;
  /** what is asked of the catalogue; undefined where the block is none of ours */
  wanted(typed: string, about: ParsedReference): Wanted | undefined;
}

/** As Slack takes them. */
export type Options =
  | { readonly options: PlainTextOption[] }
  | { readonly option_groups: { readonly label: PlainTextOption['text']; readonly options: PlainTextOption[] }[] };

export interface Suggestions {
  suggest(actor: PersonActor, wanted: Wanted): Promise<Suggested>;
  /** `prod/eu-west-1`, over the pipelines that are there */
  placeName(place: { readonly account: string; readonly region: string }): string;
}
