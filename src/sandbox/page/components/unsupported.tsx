/** What this page cannot draw is named, never dropped. */
export function Unsupported({ what, type }: { what: 'block' | 'element' | 'rich text'; type: string }) {
  return (
    <span class="unsupported">
      unsupported {what}: <code>{type}</code>
    </span>
  );
}
