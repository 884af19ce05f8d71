import { redact } from '../../git';

/** Shapes of tokens that forges give out: GitHub's, GitLab's. Another one than ours may be in an answer too. */
const SHAPES = /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|gl[a-z]{2,8}-[\w.-]{16,})/g;

/** Shorter ones are no tokens, and hiding them would hide words. */
const SHORTEST = 6;

/** Hides tokens in what leaves this program: as they are, and as addresses and headers carry them. */
export class Secrets {
  private readonly forms: readonly string[];

  constructor(tokens: readonly string[]) {
    const basic = (token: string) => Buffer.from(token).toString('base64').replace(/=+$/, '');
    const forms = tokens
      .filter((token) => token.length >= SHORTEST)
      .flatMap((token) => [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1), basic(token)]);
    // The longest first: one may be a part of another one.
    this.forms = [...new Set(forms)].sort((a, b) => b.length - a.length);
  }

  /** The text without ours. What else is in it stays as it is, so that what was written is found again. */
  hideOurs(text: string): string {
    return this.forms.reduce((rest, form) => rest.replaceAll(form, '***'), text);
  }

  /** The text without ours, those of others, and passwords of addresses. */
  hide(text: string): string {
    return redact(this.hideOurs(text).replace(SHAPES, '***'));
  }
}
