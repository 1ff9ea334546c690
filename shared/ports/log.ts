/** Where functions tell what they did: ids, codes and counts only, never names, addresses, tokens or texts. */
export type Log = {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
};
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** The code of a fault for a log: the class name, and the code where there is one; never the message. */
export function faultCode(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const code = 'code' in fault && typeof fault.code === 'string' ? `:${fault.code}` : '';
  return `${fault.name}${code}`;
}
