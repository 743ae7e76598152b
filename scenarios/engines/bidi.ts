// WebDriver BiDi as far as it is needed: commands over one WebSocket, each answered by its number.

type Fields = Readonly<Record<string, unknown>>;

export type Bidi = (method: string, params: Fields) => Promise<Fields>;

export async function openBidi(address: string): Promise<Bidi> {
  const socket = new WebSocket(address);
  const waiting = new Map<unknown, PromiseWithResolvers<Fields>>();
  socket.addEventListener("message", ({ data }) => {
    const answer = fieldsOf(JSON.parse(String(data)));
    const asked = waiting.get(answer["id"]);
    waiting.delete(answer["id"]);
    if (answer["type"] === "success") asked?.resolve(fieldsOf(answer["result"]));
    else asked?.reject(new Error(`${String(answer["error"])}: ${String(answer["message"])}`));
  });
  socket.addEventListener("close", () => {
    for (const asked of waiting.values()) asked.reject(new Error("the browser hung up"));
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error(`nothing answers at ${address}`)));
  });
  let count = 0;
  return (method, params) => {
    count++;
    const answer = Promise.withResolvers<Fields>();
    waiting.set(count, answer);
    socket.send(JSON.stringify({ id: count, method, params }));
    return answer.promise;
  };
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw new Error("expected an object from BiDi");
  return Object.fromEntries(Object.entries(value));
}
