const mostRemembered = 256;
const longestRemembered = 2_000;

/**
 * Remembers what cells were read as. They repeat: the rows of one conversation stand together and name the same few
 * people. Forgetting keeps a hostile file small.
 */
export function remembered<Value>(read: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    const known = values.get(text);
    if (known !== undefined || values.has(text)) return known as Value;
    const value = read(text);
    if (text.length > longestRemembered) return value;
    if (values.size >= mostRemembered) values.clear();
    values.set(text, value);
    return value;
  };
}
