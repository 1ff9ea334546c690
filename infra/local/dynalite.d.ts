declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** @see https://github.com/architect/dynalite */
  export type DynaliteOptions = {
    /** Folder of the LevelDB store; in memory without it. One process at a time may open it. */
    path?: string;
    /** Milliseconds that a table stays in the state CREATING; 500 unless told. */
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
    maxItemSizeKb?: number;
    verbose?: boolean;
    debug?: boolean;
  };

  /** Makes a server that is not listening yet; `close` waits for pending requests and closes the store. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
