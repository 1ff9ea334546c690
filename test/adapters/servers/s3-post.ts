import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Answer } from './http-server.ts';
import { refuse, testBucket } from './s3-server.ts';

/** Who may sign, and what time it is at S3. */
export type PostRules = { readonly keys: ReadonlyMap<string, string>; readonly now: () => Date };

const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.number(), z.number()]),
      z.tuple([z.enum(['starts-with', 'eq']), z.string(), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});
type Policy = z.infer<typeof policySchema>;
type Fields = ReadonlyMap<string, string>;

/**
 * S3's POST Object (Amazon S3 API reference, "POST Object" and "POST policy"): a form whose policy was signed by version
 * 4, with every field of it in the policy.
 */
export const postObject =
  (objects: Map<string, Uint8Array>, { keys, now }: PostRules): Answer =>
  async (response, request) => {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(Buffer.from(request.bytes), { headers })
      .formData()
      .catch(() => undefined);
    const file = form?.get('file');
    if (form === undefined || !(file instanceof File))
      return refuse(400, 'MalformedPOSTRequest')(response, request);
    const fields = fieldsBeforeFile(form, file.name);
    const refused = refusalOf(fields, { keys, now, size: file.size });
    if (refused !== undefined) return refuse(...refused)(response, request);
    const key = fields.get('key') ?? '';
    const content = new Uint8Array(await file.arrayBuffer());
    objects.set(key, content);
    const etag = `"${createHash('md5').update(content).digest('hex')}"`;
    const redirect = fields.get('success_action_redirect');
    if (redirect === undefined) {
      response.writeHead(Number(fields.get('success_action_status') ?? 204)).end();
      return;
    }
    const location = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket: testBucket, key, etag }))
      location.searchParams.set(name, value);
    response.writeHead(303, { location: location.href }).end();
  };

// Fields behind the file are not read. Of a path only what follows the last slash or backslash is the file's name.
function fieldsBeforeFile(form: FormData, name: string): Fields {
  const fields = new Map<string, string>();
  const fileName = name.split(/[/\\]/).at(-1) ?? '';
  for (const [field, value] of form) {
    if (typeof value !== 'string') break;
    fields.set(
      field.toLowerCase(),
      value.replace(/\$\{filename\}/g, () => fileName),
    );
  }
  return fields;
}

function refusalOf(
  fields: Fields,
  { keys, now, size }: PostRules & { size: number },
): [number, string] | undefined {
  const encoded = fields.get('policy') ?? '';
  const [accessKeyId = '', date = '', region = ''] = (fields.get('x-amz-credential') ?? '').split('/');
  const secret = keys.get(accessKeyId);
  if (secret === undefined) return [403, 'InvalidAccessKeyId'];
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const signingKey = hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), 's3'), 'aws4_request');
  if (hmac(signingKey, encoded).toString('hex') !== fields.get('x-amz-signature'))
    return [403, 'SignatureDoesNotMatch'];
  const policy = policySchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  if (now() >= new Date(policy.expiration) || !conditionsHold(policy, fields)) return [403, 'AccessDenied'];
  const range = policy.conditions.find(
    (condition) => Array.isArray(condition) && condition[0] === 'content-length-range',
  );
  if (Array.isArray(range) && size < Number(range[1])) return [400, 'EntityTooSmall'];
  if (Array.isArray(range) && size > Number(range[2])) return [400, 'EntityTooLarge'];
  return undefined;
}

function conditionsHold({ conditions }: Policy, fields: Fields): boolean {
  const named = new Set(['policy', 'x-amz-signature']);
  const holds = conditions.every((condition) => {
    if (!Array.isArray(condition))
      return Object.entries(condition).every(([name, value]) => {
        named.add(name.toLowerCase());
        return name === 'bucket' ? value === testBucket : fields.get(name.toLowerCase()) === value;
      });
    const [kind, of, text] = condition;
    if (kind === 'content-length-range') return true;
    const name = of.slice(1).toLowerCase();
    named.add(name);
    const value = fields.get(name);
    return kind === 'eq' ? value === text : value?.startsWith(text) === true;
  });
  // "Each form field that you specify in a form must appear in the list of policy conditions."
  return holds && [...fields.keys()].every((name) => named.has(name));
}
