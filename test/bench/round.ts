import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import { thresholdBounds } from '../../shared/domain/policy.ts';
import { exportsPrefix } from '../../shared/names.ts';
import { openTable } from '../adapters/dynamo-engine.ts';
import { environmentOf, type Servers, startServers } from '../costs/counted-cloud.ts';
import type { TableCounts } from '../costs/counts.ts';
import { anOwner } from '../domain/builders.ts';
import { type Contestant, type Run, runFresh } from './runs.ts';
import type { Uploads } from './uploads.ts';

/** What a process asked of the servers. */
export type Counted = {
  readonly table: TableCounts;
  /** By the method of the request; `LIST` tells what is there. */
  readonly s3: Readonly<Record<string, number>>;
};

type Measured = { readonly run: Run; readonly counted?: Counted };

type Step =
  | Extract<Contestant, 'inflate only' | 'csv-parse, columns: true' | 'reading' | 'audit' | 'later audit'>
  | 'first import'
  | 'the same bytes again'
  | 'the same content in another file'
  | 'a month later';

/** One run of every contestant, in this order. */
export type Round = Readonly<Record<Step, Measured>>;

const ownerId = 'bench' as OwnerId;
// People of made-up accounts connect evenly over the years: of 30,000 all would be in groups, and few flags would stand.
const policyChanges = { burstFromConnections: thresholdBounds.burstFromConnections[1] };

/** Runs every contestant once, the imports one after another into one table. @throws Error when a result is wrong */
export async function runRound(script: string, uploads: Uploads): Promise<Round> {
  const { path, truth } = uploads;
  const alone = async (name: Contestant): Promise<Measured> => ({
    run: await runFresh(script, [name, path]),
  });
  const plain = {
    'inflate only': await alone('inflate only'),
    'csv-parse, columns: true': await alone('csv-parse, columns: true'),
    reading: await alone('reading'),
  };
  for (const name of ['csv-parse, columns: true', 'reading'] as const)
    mustBe(`messages by ${name}`, plain[name].run.count, truth.messages);

  const servers = await startServers();
  const open = await openTable(servers.table.endpoint);
  try {
    await open.store.createOwner(anOwner({ ownerId, policyChanges }), '2026-12-01T07:00:00.000Z' as IsoTime);
    const take = counterOf(servers);
    await take();
    const ask = async (name: Contestant, argument: string): Promise<Measured & { counted: Counted }> => {
      const run = await runFresh(script, [name, argument], environmentOf(servers));
      return { run, counted: await take() };
    };
    const upload = async (id: string, object: Buffer) => {
      const key = `${exportsPrefix}${ownerId}/${id}/Complete_LinkedInDataExport.zip`;
      servers.s3.objects.set(key, object);
      const measured = await ask('import', key);
      servers.s3.objects.clear();
      mustBe('failures of an import', measured.run.count, 0);
      return measured;
    };
    const round: Round = {
      ...plain,
      'first import': await upload('first', await uploads.first()),
      'the same bytes again': await upload('again', await uploads.first()),
      'the same content in another file': await upload('same', await uploads.sameContent()),
      'a month later': await upload('later', await uploads.monthLater()),
      audit: await ask('audit', ownerId),
      'later audit': await ask('later audit', ownerId),
    };
    const written = (step: Step) => round[step].counted?.table.written.contacts ?? 0;
    mustBe('contacts written at first', written('first import'), truth.contacts);
    mustBe('contacts written by the same bytes', written('the same bytes again'), 0);
    mustBe('contacts written by the same content', written('the same content in another file'), 0);
    return round;
  } finally {
    await open.close();
    await Promise.all([servers.s3.close(), servers.sqs.close(), servers.ses.close()]);
    servers.table.close();
  }
}

function counterOf({ table, s3 }: Servers): () => Promise<Counted> {
  let seen = 0;
  return async () => {
    const fresh = s3.requests
      .slice(seen)
      .map(({ method, path }) => (path.includes('list-type=') ? 'LIST' : method));
    seen = s3.requests.length;
    const methods = Object.fromEntries(
      [...new Set(fresh)].map((method) => [method, fresh.filter((one) => one === method).length]),
    );
    return { table: await table.takeCounts(), s3: methods };
  };
}

function mustBe(what: string, found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`${what}: ${found}, and not ${wanted}`);
}
