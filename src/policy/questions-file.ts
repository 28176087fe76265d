import * as z from 'zod/mini';
import { AccountId } from '../domain/ids.ts';
import type { Workers } from '../domain/workers.ts';
import { QuestionEntry } from './question-schema.ts';

const word = z.string().check(z.regex(/^[\w-]{1,35}$/, 'letters, digits, dashes and underscores are expected'));
const region = z.string().check(z.regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'a region is written like eu-west-1'));
const account = z.string().check(z.regex(/^\d{12}$/, 'an account id has twelve digits, in quotes'));
const actionType = {
  category: z.enum(['Source', 'Build', 'Deploy', 'Test', 'Invoke', 'Approval']),
  provider: word,
  version: z.string().check(z.regex(/^[\w-]{1,9}$/, 'a version has at most nine letters and digits, in quotes')),
};

const CustomAction = z.strictObject({
  ...actionType,
  /** absent: where Signalbox runs */
  accounts: z.optional(z.array(account)),
  regions: z.optional(z.array(region)),
});
const PartnerAction = z.strictObject({
  ...actionType,
  regions: z.optional(z.array(region)),
  clients: z.array(z.strictObject({ id: z.string().check(z.minLength(1), z.maxLength(100)), account })),
});

/** `infra/questions.yml`: questions that parameters name, and the action types whose jobs are polled. */
export const QuestionsFile = z.strictObject({
  questions: z.optional(z.record(word, QuestionEntry)),
  customActions: z.optional(z.array(CustomAction)),
  partnerActions: z.optional(z.array(PartnerAction)),
});
export type QuestionsFile = z.infer<typeof QuestionsFile>;

/** @param home where Signalbox runs */
export function toWorkers(
  { customActions = [], partnerActions = [] }: QuestionsFile,
  home: { readonly account: AccountId; readonly region: string },
): Workers {
  return {
    custom: customActions.map(({ accounts = [home.account], regions = [home.region], ...type }) => ({
      type,
      places: accounts.flatMap((id) => regions.map((name) => ({ account: AccountId(id), region: name }))),
    })),
    partner: partnerActions.map(({ regions = [home.region], clients, ...type }) => ({
      type,
      places: regions.map((name) => ({ account: home.account, region: name })),
      clients: clients.map(({ id, account: of }) => ({ id, account: AccountId(of) })),
    })),
  };
}
