import type { Ask } from '../../domain/operation.ts';
import { type Reference, toDraft } from '../reference.ts';
import { APPLY } from '../views/answers/draft.ts';
import { AGAIN } from '../views/answers/refused.ts';
import { AGREE, OBJECT, SHOW } from '../views/draft/draft-message.ts';
import type { ActionListener } from './listener.ts';
import { notOurs, withReference } from './with-reference.ts';

type Draft = NonNullable<ReturnType<typeof toDraft>>;

const asks = (actionId: string, ask: (draft: Draft) => Ask): ActionListener => ({
  actionId,
  react: ({ value }) =>
    withReference(value, (reference: Reference) => {
      const draft = toDraft(reference);
      return draft ? { kind: 'ask', ask: ask(draft) } : notOurs('incomplete');
    }),
});

const deed =
  (kind: 'change' | 'agree' | 'object') =>
  (draft: Draft): Ask => ({ kind: 'deed', deed: { kind, ...draft } });

export const apply = asks(APPLY, deed('change'));
export const agree = asks(AGREE, deed('agree'));
export const object = asks(OBJECT, deed('object'));
export const compareAgain = asks(AGAIN, ({ target }) => ({ kind: 'draft', wish: { kind: 'again', target } }));
export const showDraft = asks(SHOW, ({ target }) => ({ kind: 'draft', wish: { kind: 'show', target } }));
