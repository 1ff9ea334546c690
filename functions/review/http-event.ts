/**
 * What is read of a request as an HTTP API hands it on: payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
export type HttpEvent = {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestContext: { readonly domainName: string; readonly http: { readonly method: string } };
  readonly body?: string | null;
  readonly isBase64Encoded: boolean;
};

/** An answer in the same format; an HTTP API takes text as it is. */
type HttpResult = {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly isBase64Encoded: false;
};

type App = { fetch(request: Request): Response | Promise<Response> };

/** Serves an app of pages by events of an HTTP API. Whatever is no request that could be sent is answered with 400. */
export const serveEvents =
  (app: App) =>
  async (event: HttpEvent): Promise<HttpResult> => {
    const request = requestOf(event);
    if (request === undefined) return { statusCode: 400, headers: {}, body: '', isBase64Encoded: false };
    const response = await app.fetch(request);
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      isBase64Encoded: false,
    };
  };

// A header with other letters is none that any page reads: it keeps nobody out.
const isSendable = (header: [string, string | undefined]): header is [string, string] =>
  header[1] !== undefined && /^[\t\x20-\xff]*$/.test(header[1]);

function requestOf(event: HttpEvent): Request | undefined {
  const { rawPath, rawQueryString, requestContext, body, isBase64Encoded } = event;
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
  try {
    return new Request(`https://${requestContext.domainName}${rawPath}${query}`, {
      method: requestContext.http.method,
      headers: Object.entries(event.headers).filter(isSendable),
      body: body ? Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') : null,
    });
  } catch {
    // A method or an address that the standard forbids.
    return undefined;
  }
}
