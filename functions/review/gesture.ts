/**
 * Whether a POST comes from somebody who pressed the button (REQUIREMENTS A-3). Browsers that tell where a request
 * comes from must tell that it is this very site and that a person acted; a script's `form.submit()` cannot say the
 * latter (W3C Fetch Metadata, `Sec-Fetch-User`). Prefetching never is a press.
 */
export function isHumanPress(header: (name: string) => string | undefined): boolean {
  if (header('sec-purpose') !== undefined) return false;
  const site = header('sec-fetch-site');
  return site === undefined || (site === 'same-origin' && header('sec-fetch-user') === '?1');
}
