/** A fault planted at the n-th call of a port: before it is done (lost request) or after (lost reply). */
export type Fault = { readonly call: number; readonly when: 'before' | 'after' };

export class PlantedFault extends Error {}

/** Counts the calls of all wrapped ports together, and fails the one that the plan names. */
export function faultPlan(fault?: Fault) {
  const calls: string[] = [];
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls.push(String(name));
          const hit = fault?.call === calls.length;
          if (hit && fault.when === 'before') throw new PlantedFault();
          const result: unknown = await method.apply(target, args);
          if (hit) throw new PlantedFault();
          return result;
        };
      },
    });
  return { wrap, calls };
}
