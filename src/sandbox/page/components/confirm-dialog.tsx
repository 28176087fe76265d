import { question } from '../state/confirmation.ts';
import { Dialog } from './dialog.tsx';
import { TextView } from './text-view.tsx';

/** Asks back before a click is sent. The careful answer has the focus. */
export function ConfirmDialog() {
  const asked = question.value;
  if (!asked) return null;
  const { confirm, answer } = asked;
  return (
    <Dialog title={confirm.title} className="dialog-confirm" closeLabel="Cancel" onClose={() => answer(false)}>
      <div class="dialog-body">
        <TextView text={confirm.text} />
      </div>
      <footer class="dialog-footer">
        <button type="button" class="button" data-focus onClick={() => answer(false)}>
          {confirm.deny}
        </button>
        <button
          type="button"
          class={`button ${confirm.danger ? 'button-danger' : 'button-primary'}`}
          onClick={() => answer(true)}
        >
          {confirm.confirm}
        </button>
      </footer>
    </Dialog>
  );
}
