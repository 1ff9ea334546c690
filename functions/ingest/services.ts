import type { Metrics } from '../../shared/ports/metrics.ts';
import type { EraseExcerptsServices } from '../../shared/workflows/erase-excerpts.ts';
import type { ImportInOrderServices } from '../../shared/workflows/import-in-order.ts';
import type { BatchServices } from '../sqs.ts';

/** What `ingest` needs: it writes contacts, memory and imports, and only reads owners. */
export type IngestServices = ImportInOrderServices &
  EraseExcerptsServices &
  BatchServices & { readonly metrics: Metrics };
