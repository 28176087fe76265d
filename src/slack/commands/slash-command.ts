/** The slash command as our manifest names it, for sentences that tell people what to type. */
export const SLASH_COMMAND = '/pipeline';
