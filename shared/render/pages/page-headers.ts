import { pageStyleHash } from './style.ts';
import { uploadScriptHash } from './upload-script.ts';

/**
 * The headers of every page (REQUIREMENTS A-9): nothing is loaded, framed, cached, indexed or told to the next site.
 * `directives` come on top of the policy, each ended by `; `.
 */
export const pageHeaders = (directives = '', formAction = "'self'"): Record<string, string> => ({
  'Content-Security-Policy': `default-src 'none'; style-src '${pageStyleHash}'; ${directives}form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
  'Strict-Transport-Security': 'max-age=31536000',
});

/**
 * The same for the upload page: its one script may run and send the file to this origin, and the form may go there and
 * come back.
 */
export const uploadPageHeaders = (origin: string): Record<string, string> =>
  pageHeaders(
    `script-src '${uploadScriptHash}'; connect-src ${origin}; `,
    origin === "'self'" ? origin : `'self' ${origin}`,
  );
