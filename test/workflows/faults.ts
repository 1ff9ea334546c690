/** A fault planted at the n-th call of a port: before it is done (lost request) or after (lost reply). */
export type Fault = { readonly call: number; readonly when: 'before' | 'after' };

export class PlantedFault extends Error {}

/** Counts the calls of all wrapped ports together, and fails those that the plan names. */
export function faultPlan(...faults: readonly (Fault | undefined)[]) {
  const calls: string[] = [];
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls.push(String(name));
          const hit = faults.find((fault) => fault?.call === calls.length);
          if (hit?.when === 'before') throw new PlantedFault();
          const result: unknown = await method.apply(target, args);
          if (hit !== undefined) throw new PlantedFault();
          return result;
        };
      },
    });
  return { wrap, calls };
}

/** Counts the calls of all wrapped ports together, and stops before the n-th until it is told to go on. */
export function stopBefore(call: number) {
  let calls = 0;
  let tell: () => void = () => {};
  let goOn: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const released = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          if (calls === call) {
            tell();
            await released;
          }
          return method.apply(target, args);
        };
      },
    });
  return { wrap, stopped, goOn };
}
