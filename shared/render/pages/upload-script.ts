import { createHash } from 'node:crypto';

/**
 * The one script of all pages, on the upload page alone: it sends the file with a bar that moves and then goes on to the
 * result. Without it the form does the same without the bar. A constant, so that the page's policy can name its hash.
 */
export const uploadScript = `
const form = document.querySelector('form[data-fields]');
const show = (id, shown) => { document.getElementById(id).hidden = !shown; };
const busy = (on) => { show('sending', on); form.querySelector('button').disabled = on; };
const fail = (id) => { busy(false); show(id, true); };
form.addEventListener('submit', (event) => {
  const file = form.elements.file.files[0];
  if (!file) return;
  event.preventDefault();
  for (const id of ['noFile', 'tooLarge', 'broken']) show(id, false);
  if (file.size === 0) return fail('noFile');
  if (file.size > Number(form.dataset.max)) return fail('tooLarge');
  const body = new FormData();
  for (const [name, value] of Object.entries(JSON.parse(form.dataset.fields))) body.append(name, value);
  body.append('file', file);
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) => { form.querySelector('progress').value = loaded / total; };
  request.onerror = () => fail('broken');
  request.onload = () => {
    if (request.status >= 300) return fail('broken');
    location.assign(form.dataset.next || request.responseURL);
  };
  request.open('POST', form.action);
  busy(true);
  request.send(body);
});
`;

/** What the policy of the upload page lets run. */
export const uploadScriptHash = `sha256-${createHash('sha256').update(uploadScript).digest('base64')}`;
