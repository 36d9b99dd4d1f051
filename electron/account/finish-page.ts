import { createHash } from 'node:crypto';
import { assertNever } from '../contract/result.ts';

/** What the browser shows after Google's redirect, or for any other request. */
export type FinishPage =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'already-used' }
  | { readonly kind: 'not-expected' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'wrong-method' };

interface PageText {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.0625rem/1.5 system-ui,sans-serif;background:#f6f5f2;color:#1d1c1a}
main{max-width:26rem;margin:1.5rem;padding:2rem 2.25rem;border-radius:1rem;background:#fff;box-shadow:0 1px 3px #0002,0 8px 24px #0001}
h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.3}
p{margin:0}
@media (prefers-color-scheme:dark){body{background:#171614;color:#eceae5}main{background:#24221f;box-shadow:none}}`;

/** Only this style may apply; nothing may be loaded, framed, sent or run. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every page: the address of this one holds the code, so it is neither kept nor passed on. */
export const finishPageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

/** The page as HTTP status and HTML. All of it is fixed text: nothing of the request is ever repeated. */
export function renderFinishPage(page: FinishPage): { readonly status: number; readonly html: string } {
  const { status, title, text } = pageText(page);
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · Afterimage</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${text}</p></main></body></html>
`;
  return { status, html };
}

function pageText(page: FinishPage): PageText {
  switch (page.kind) {
    case 'signed-in':
      return { status: 200, title: 'You are signed in', text: 'You can close this tab and return to Afterimage.' };
    case 'denied':
      return {
        status: 200,
        title: 'Access was not given',
        text: 'Nothing was changed. You can close this tab; in Afterimage you can sign in again at any time.',
      };
    case 'failed':
      return {
        status: 200,
        title: 'Signing in did not work',
        text: 'You can close this tab. Afterimage says what happened and what to do.',
      };
    case 'already-used':
      return {
        status: 409,
        title: 'This sign-in has already been used',
        text: 'The answer from Google counts only once. You can close this tab and return to Afterimage.',
      };
    case 'not-expected':
      return {
        status: 400,
        title: 'This is not the expected answer',
        text: 'It does not belong to the sign-in that is under way. Return to Afterimage and start signing in from there.',
      };
    case 'not-found':
      return { status: 404, title: 'There is nothing here', text: 'You can close this tab.' };
    case 'wrong-method':
      return { status: 405, title: 'There is nothing here', text: 'You can close this tab.' };
    default:
      return assertNever(page);
  }
}
