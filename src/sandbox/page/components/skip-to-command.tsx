/** The first stop of the Tab key: over everything on the left, to where commands are typed. */
export function SkipToCommand() {
  return (
    <button type="button" class="skip" onClick={() => document.getElementById('command')?.focus()}>
      Skip to the command box
    </button>
  );
}
