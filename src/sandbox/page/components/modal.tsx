import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewSnapshot } from '../../ports.ts';
import { checkInputs } from '../blocks/check-inputs.ts';
import { collectValues, type Drafts } from '../blocks/state-values.ts';
import { closeView, submitView } from '../state/control-api.ts';
import { draftsOf, forgetDrafts } from '../state/drafts.ts';
import { pending, perform } from '../state/perform.ts';
import { actingAs } from '../state/place.ts';
import { Blocks } from './block.tsx';
import { Dialog } from './dialog.tsx';
import { type Surface, SurfaceContext } from './surface.ts';
import { PlainText } from './text-view.tsx';
import { useBlocks } from './use-blocks.ts';

/** The modal that the app opened for this person. */
export function Modal({ view }: { view: ViewSnapshot }) {
  const blocks = useBlocks(view.id, view.blocks);
  const drafts = draftsOf(view.id);
  const [tried, setTried] = useState<{ drafts: Drafts; errors: Record<string, string> } | null>(null);
  const submitKey = `submit ${view.id}`;
  const closeKey = `close ${view.id}`;
  const busy = pending.value.has(submitKey);

  // A complaint stands until the form was touched again.
  const isAsTried = tried !== null && tried.drafts === drafts;
  const errors = tried === null ? view.errors : isAsTried ? { ...view.errors, ...tried.errors } : {};
  const surface: Surface = { id: view.id, target: { view_id: view.id }, blocks, errors };

  // Whoever submitted goes on where the first complaint stands.
  const form = useRef<HTMLFormElement>(null);
  const complaint = blocks.find(({ blockId }) => errors[blockId] !== undefined)?.blockId;
  useEffect(() => {
    if (complaint === undefined) return;
    const block = form.current?.querySelector(`[data-block-id="${CSS.escape(complaint)}"]`);
    block?.querySelector<HTMLElement>(':is(input, select, textarea)')?.focus();
  }, [complaint, tried, view.errors]);

  const submit = async () => {
    const problems = checkInputs(blocks, drafts);
    setTried({ drafts, errors: problems });
    if (Object.keys(problems).length > 0) return;
    await perform(
      submitKey,
      `“${view.submit ?? view.title}”`,
      () => submitView(actingAs.peek(), view.id, collectValues(blocks, drafts)),
      // What the app made of it stands in the modal itself.
      ({ status }) => status === undefined,
    );
  };
  const close = async () => {
    const answer = await perform(closeKey, 'Closing', () => closeView(actingAs.peek(), view.id));
    if (answer?.ok) forgetDrafts(view.id);
  };

  return (
    <Dialog
      title={view.title}
      viewId={view.id}
      closeLabel={view.below > 0 ? 'Back' : 'Close dialog'}
      isPushed={view.below > 0}
      content={view.blocks}
      onClose={() => void close()}
    >
      <form
        ref={form}
        class="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="dialog-body">
          {view.problem !== null && (
            <p class="dialog-problem" role="alert">
              {view.problem}
            </p>
          )}
          <SurfaceContext.Provider value={surface}>
            <Blocks blocks={blocks} />
          </SurfaceContext.Provider>
        </div>
        <footer class="dialog-footer">
          <button type="button" class="button" aria-busy={pending.value.has(closeKey)} onClick={() => void close()}>
            <PlainText text={view.close ?? 'Cancel'} />
          </button>
          {view.submit !== null && (
            <button type="submit" class="button button-primary" aria-busy={busy} aria-disabled={busy}>
              <PlainText text={view.submit} />
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
