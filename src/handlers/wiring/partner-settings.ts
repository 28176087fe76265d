/** The settings by which the tokens of partners' clients are found. */
export const PARTNER_SETTINGS = ['QUESTIONS_FILE', 'PARTNER_TOKENS'] as const;
export type PartnerConfig = { readonly [name in (typeof PARTNER_SETTINGS)[number] | 'AWS_REGION']: string };
