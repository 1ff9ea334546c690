import type { Log } from '../../shared/ports/log.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { ImportExportServices } from '../../shared/workflows/import-export.ts';

/** What `ingest` needs: it writes contacts, memory and imports, and only reads owners. */
export type IngestServices = ImportExportServices & { readonly log: Log; readonly metrics: Metrics };
