import type { Metrics } from '../../shared/ports/metrics.ts';
import type { ImportExportServices } from '../../shared/workflows/import-export.ts';
import type { BatchServices } from '../sqs.ts';

/** What `ingest` needs: it writes contacts, memory and imports, and only reads owners. */
export type IngestServices = ImportExportServices & BatchServices & { readonly metrics: Metrics };
