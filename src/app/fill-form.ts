import type { FormWish } from '../domain/form.ts';
import type { Person } from '../domain/identity.ts';
import type { Ask, OperationRequest } from '../domain/operation.ts';
import { authorise } from './authorise.ts';
import type { DeedDeps } from './deeds/deed-context.ts';
import { errorWord } from './error-word.ts';
import type { Form, MayThey } from './forms/form.ts';
import { overrideForm } from './forms/override-form.ts';
import { rollbackForm } from './forms/rollback-form.ts';
import { startForm } from './forms/start-form.ts';
import { withStageName } from './name-digest.ts';
import type { Forms, Log } from './ports.ts';

export interface FormDeps extends Omit<DeedDeps, 'writes' | 'calls'> {
  readonly forms: Forms;
  readonly log: Log;
}

type FormAsk = Extract<Ask, { kind: 'form' }>;

/** Puts the questions into a form that was opened empty, or the reason why there are none. A person waits: what cannot be read now is said
 * so at once instead of being tried again. */
export async function fillForm(
  deps: FormDeps,
  request: OperationRequest,
  { wish, view }: FormAsk,
  person: Person | undefined,
): Promise<void> {
  await deps.forms.fill(view, await formFor(deps, request, wish, person), request);
}

async function formFor(
  deps: FormDeps,
  request: OperationRequest,
  wish: FormWish,
  person: Person | undefined,
): Promise<Form> {
  const mayThey: MayThey = async (deed) => {
    const { verdict } = await authorise(deps, { ...request, deed }, person);
    return verdict.kind === 'refused' ? verdict.refusal : undefined;
  };
  try {
    if (wish.form === 'start') return await startForm(deps, wish, mayThey);
    const target = await withStageName(deps.reads, wish.target);
    return await (wish.form === 'rollback' ? rollbackForm(deps, target, mayThey) : overrideForm(deps, target, mayThey));
  } catch (error) {
    const code = errorWord(error);
    deps.log.error('A form could not be filled', { form: wish.form, operationId: request.operationId, cause: code });
    return { kind: 'told', answer: { kind: 'failed', deed: undefined, code, advice: 'try_again' } };
  }
}
