/**
 * Whether a POST comes from somebody who pressed the button (REQUIREMENTS A-3). Browsers that tell where a request
 * comes from must tell that it is this very site and that a person acted; a script's `form.submit()` cannot say the
 * latter (W3C Fetch Metadata, `Sec-Fetch-User`). Prefetching never is a press.
 */
export function isHumanPress(header: (name: string) => string | undefined): boolean {
  if (header('sec-purpose') !== undefined) return false;
  const site = header('sec-fetch-site');
  if (site === undefined) return true;
  return site === 'same-origin' && (header('sec-fetch-user') === '?1' || neverTellsOfPresses(header));
}

/**
 * WebKit (Safari, and every browser on an iPhone) sends `Sec-Fetch-Site` and never `Sec-Fetch-User`
 * (github.com/mdn/browser-compat-data/issues/27928): to ask for it would lock these people out for good. Chromium, in
 * which scanners run, names itself in the user agent and in `Sec-CH-UA`.
 */
function neverTellsOfPresses(header: (name: string) => string | undefined): boolean {
  const agent = header('user-agent') ?? '';
  const isWebKit =
    /AppleWebKit\//u.test(agent) && !/Chrom(?:e|ium)\/|HeadlessChrome|Edg\/|OPR\//u.test(agent);
  return isWebKit && header('sec-fetch-user') === undefined && header('sec-ch-ua') === undefined;
}
