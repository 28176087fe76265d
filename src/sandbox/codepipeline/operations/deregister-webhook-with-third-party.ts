import { registration } from './webhook-registration.ts';

export const deregisterWebhookWithThirdParty = registration('DeregisterWebhookWithThirdParty', false);
