import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as any program might write it, lies included; what is not said is as it should be. */
export type RawEntry = {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  /** 0 stored, 8 deflated (without a word), 9 Deflate64, 12 BZip2, 14 LZMA, 93 Zstandard, 95 XZ. */
  readonly method?: number;
  /** General purpose bits: 0x0001 encrypted, 0x0008 sizes come after the data, 0x0800 names in UTF-8. */
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly extra?: Uint8Array;
  readonly comment?: Uint8Array;
  /** Unix mode and type of file, in the upper half of the attributes. */
  readonly mode?: number;
};

const sizesAfterData = 0x0008;

/** A ZIP written byte by byte, where a proper writer would refuse. */
export function rawZip(entries: readonly RawEntry[], zip64 = false): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = rawEntry(entry, offset, zip64);
    locals.push(local);
    directory.push(central);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : entries.length, 8);
  end.writeUInt16LE(zip64 ? 0xffff : entries.length, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : central.length, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : offset, 16);
  const wide = zip64 ? zip64End(entries.length, central.length, offset) : Buffer.alloc(0);
  return Buffer.concat([...locals, central, wide, end]);
}

function rawEntry(entry: RawEntry, offset: number, zip64: boolean): { local: Buffer; central: Buffer } {
  const { method = 8, flags = 0x0800, mode = 0o100644, comment = new Uint8Array(0) } = entry;
  const content = Buffer.from(entry.content as string);
  const name = Buffer.from(entry.name as string);
  const data = method === 8 ? deflateRawSync(content) : content;
  const crc = entry.crc ?? crc32(content);
  const size = entry.size ?? content.length;
  const late = (flags & sizesAfterData) !== 0;
  const wide = zip64 ? wideSizes(size, data.length, offset) : Buffer.alloc(0);
  const extra = Buffer.concat([wide, entry.extra ?? new Uint8Array(0)]);
  const middle = (sizes: readonly [number, number, number], extraLength: number): Buffer => {
    const bytes = Buffer.alloc(26);
    bytes.writeUInt16LE(zip64 ? 45 : 20, 0);
    bytes.writeUInt16LE(flags, 2);
    bytes.writeUInt16LE(method, 4);
    // 2026-02-20 06:30:10
    bytes.writeUInt16LE((6 << 11) | (30 << 5) | 5, 6);
    bytes.writeUInt16LE((46 << 9) | (2 << 5) | 20, 8);
    sizes.forEach((value, place) => {
      bytes.writeUInt32LE(value >>> 0, 10 + 4 * place);
    });
    bytes.writeUInt16LE(name.length, 22);
    bytes.writeUInt16LE(extraLength, 24);
    return bytes;
  };
  const told: [number, number, number] = zip64 ? [crc, 0xffffffff, 0xffffffff] : [crc, data.length, size];
  const after = Buffer.alloc(late ? 16 : 0);
  if (late)
    [0x08074b50, crc, data.length, size].forEach((value, at) => {
      after.writeUInt32LE(value >>> 0, 4 * at);
    });
  const local = Buffer.concat([
    Buffer.from('PK\u0003\u0004', 'latin1'),
    middle(late ? [0, 0, 0] : told, extra.length),
    name,
    extra,
    data,
    after,
  ]);
  const tail = Buffer.alloc(14);
  tail.writeUInt16LE(comment.length, 0);
  tail.writeUInt32LE((mode << 16) >>> 0, 6);
  tail.writeUInt32LE(zip64 ? 0xffffffff : offset, 10);
  const made = Buffer.from([0x3f, 0x03]);
  const head = Buffer.from('PK\u0001\u0002', 'latin1');
  const central = Buffer.concat([head, made, middle(told, extra.length), tail, name, extra, comment]);
  return { local, central };
}

/** The extra field in which a Zip64 entry has its sizes and its place. */
function wideSizes(size: number, compressedSize: number, offset: number): Buffer {
  const bytes = Buffer.alloc(28);
  bytes.writeUInt16LE(0x0001, 0);
  bytes.writeUInt16LE(24, 2);
  [size, compressedSize, offset].forEach((value, place) => {
    bytes.writeBigUInt64LE(BigInt(value), 4 + 8 * place);
  });
  return bytes;
}

function zip64End(entries: number, centralSize: number, offset: number): Buffer {
  const bytes = Buffer.alloc(56 + 20);
  bytes.writeUInt32LE(0x06064b50, 0);
  bytes.writeBigUInt64LE(44n, 4);
  bytes.writeUInt16LE(45, 12);
  bytes.writeUInt16LE(45, 14);
  for (const at of [24, 32]) bytes.writeBigUInt64LE(BigInt(entries), at);
  bytes.writeBigUInt64LE(BigInt(centralSize), 40);
  bytes.writeBigUInt64LE(BigInt(offset), 48);
  bytes.writeUInt32LE(0x07064b50, 56);
  bytes.writeBigUInt64LE(BigInt(offset + centralSize), 64);
  bytes.writeUInt32LE(1, 72);
  return bytes;
}
