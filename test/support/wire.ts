import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A wire between a client and a server that can be cut at a word. */
export interface Wire {
  readonly port: number;
  /** Cuts every connection when this text is on its way to the server: before it arrives, or after it is carried out. */
  cutAt(text: string, when: "before" | "after"): void;
  /** Lets everything through again. */
  mend(): void;
  end(): Promise<void>;
}

interface Cut {
  readonly text: string;
  readonly when: "before" | "after";
}

/** A wire to a port of this machine. What the server answers to a statement that is cut after is never seen. */
export async function wireTo(port: number): Promise<Wire> {
  let cut: Cut | undefined;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    let isDeaf = false;
    const hangUp = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("close", () => (open.delete(socket), hangUp())).on("error", hangUp);
    }
    client.on("data", (part) => {
      const isNow = cut !== undefined && part.includes(cut.text);
      if (isNow && cut?.when === "before") return hangUp();
      isDeaf ||= isNow;
      upstream.write(part);
    });
    upstream.on("data", (part) => (isDeaf ? hangUp() : client.write(part)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as { readonly port: number }).port,
    cutAt: (text, when) => (cut = { text, when }),
    mend: () => (cut = undefined),
    end: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
