import * as z from 'zod/mini';
import { type Environment, EnvironmentIncomplete, readVariables, text, url } from '../environment.ts';

const variables = z.object({ table: text, bucket: text, uploadsQueue: url, baseUrl: url });

/** What Lambda tells every function about itself, and an endpoint where there is another S3. */
const awsVariables = z.object({
  AWS_REGION: text,
  AWS_ACCESS_KEY_ID: text,
  AWS_SECRET_ACCESS_KEY: text,
  AWS_SESSION_TOKEN: z.optional(text),
  AWS_ENDPOINT_URL_S3: z.optional(url),
});

/** @throws EnvironmentIncomplete */
export function readEnv(env: Environment) {
  const ours = readVariables(variables, env);
  const aws = awsVariables.safeParse(env);
  if (!aws.success) throw new EnvironmentIncomplete(aws.error.issues.map(({ path }) => String(path[0])));
  const { AWS_REGION: region, AWS_SESSION_TOKEN: sessionToken, AWS_ENDPOINT_URL_S3: endpoint } = aws.data;
  return {
    ...ours,
    region,
    keys: {
      accessKeyId: aws.data.AWS_ACCESS_KEY_ID,
      secretAccessKey: aws.data.AWS_SECRET_ACCESS_KEY,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}
