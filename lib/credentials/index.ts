export { ALLOWED_CREDENTIALS, credentialHint } from './hint';
export { credentialValue } from './values';
