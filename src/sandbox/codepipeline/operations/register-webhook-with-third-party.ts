import { registration } from './webhook-registration.ts';

export const registerWebhookWithThirdParty = registration('RegisterWebhookWithThirdParty', true);
