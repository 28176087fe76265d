import { PEOPLE } from '../../people.ts';

const MESSAGES = [
  'Fix the cart total',
  'Faster search',
  'Round prices once, at the end',
  'Show the delivery date at checkout',
  'Retry the payment provider twice',
  'Drop the old session table',
  'Cache product images for a day',
  'Explain why a voucher was refused',
  'Raise the memory of the importer',
  'Log the order number with every error',
];
const BREAKING = [
  'Rework how totals are rounded',
  'Upgrade the test runner',
  'Move shipping into its own module',
  'Replace the date library',
  'Inline the price helpers',
];
const AUTHORS = ['U0DANA', 'U0LEE'];

export interface CommitIdea {
  message: string;
  author: { name: string; email: string; login: string };
}

/** A believable commit: the n-th push gets the n-th idea, so that two pushes in a row never read alike. */
export function commitIdea(count: number, breaking: boolean): CommitIdea {
  const messages = breaking ? BREAKING : MESSAGES;
  const id = AUTHORS[count % AUTHORS.length];
  const person = PEOPLE.find((candidate) => candidate.id === id);
  if (!person) throw new Error(`The demo's cast has nobody called ${id}.`);
  return {
    message: messages[count % messages.length] ?? '',
    author: { name: person.realName, email: person.email, login: person.login },
  };
}

let good = 0;
let broken = 0;

/** The next idea of this visit. */
export function nextCommitIdea(breaking: boolean): CommitIdea {
  if (breaking) broken += 1;
  else good += 1;
  return commitIdea(breaking ? broken - 1 : good - 1, breaking);
}
