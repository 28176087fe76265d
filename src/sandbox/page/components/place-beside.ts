const GAP = 4;

/** Puts a popover under its button, or above where there is no room, flush with the nearer side and always in the window. */
export function placeBeside(popover: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const below = at.bottom + GAP + height <= innerHeight;
  const top = below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height);
  const left = at.left + at.width / 2 < innerWidth / 2 ? at.left : at.right - width;
  popover.style.top = `${top}px`;
  popover.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
}
