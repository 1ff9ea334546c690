import type { Clock } from '../../shared/ports/clock.ts';
import type { ContactStore, DecisionStore } from '../../shared/ports/contact-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { EraseMessage, Queue, UploadMessage } from '../../shared/ports/queue.ts';
import type { UploadDesk } from '../../shared/ports/upload-desk.ts';

/** What `review` needs: it writes decisions, overrides and the owner's settings, and reads what its pages show. */
export type ReviewServices = {
  readonly store: DecisionStore &
    Pick<
      ContactStore,
      | 'readOwner'
      | 'pauseOwner'
      | 'changeOwner'
      | 'readDigest'
      | 'readDigests'
      | 'readFlags'
      | 'readContact'
      | 'readContacts'
      | 'readMemory'
      | 'readExcerpts'
      | 'readHead'
      | 'readImports'
      | 'isImporting'
      | 'readReceipt'
    >;
  readonly desk: UploadDesk;
  /** Takes the import of an upload that the owner says is right, and the erasing of excerpts that they want no more. */
  readonly uploads: Queue<UploadMessage | EraseMessage>;
  /** A name that no other upload has: as `uploadIdPattern` says, and random. */
  readonly newUploadId: () => string;
  /** Names one POST of answers, at random: what came with it is told from what came with others. */
  readonly newSubmitId: () => string;
  /** Where these pages are; an upload leads back there. */
  readonly baseUrl: string;
  readonly now: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
};
